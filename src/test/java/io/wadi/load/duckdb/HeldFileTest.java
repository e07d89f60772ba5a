package io.wadi.load.duckdb;

import static io.wadi.load.duckdb.Packages.load;
import static io.wadi.load.duckdb.Packages.numbers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wadi.load.Milestones;
import io.wadi.model.Cancelled;
import io.wadi.model.Deadline;
import io.wadi.model.Head;
import io.wadi.model.Pause;
import io.wadi.model.TransientFailure;
import io.wadi.testing.ChildJvm;
import io.wadi.testing.HoldingFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Another process has the file open. */
class HeldFileTest {
    @TempDir
    private Path directory;

    private final List<Duration> pauses = new ArrayList<>();
    private ChildJvm holder;

    @BeforeEach
    void hold() {
        holder = ChildJvm.start(HoldingFile.class, file().toString());
        assertThat(holder.line()).isEqualTo("held");
    }

    @AfterEach
    void release() {
        holder.end();
    }

    private Path file() {
        return directory.resolve("shop.duckdb");
    }

    private DuckDbDestination destination(Pause pause) {
        return new DuckDbDestination(file(), Milestones.NONE, Duration.ofSeconds(2), (time, deadline) -> {
            pauses.add(time);
            pause.pause(time, deadline);
        });
    }

    @Test
    void afterTheWaitTheHolderIsNamed() {
        DuckDbDestination destination = destination((time, deadline) -> {});

        assertThatThrownBy(() -> destination.load(load("1.5", Head.NONE, numbers(1)), Deadline.none()))
                .isInstanceOf(TransientFailure.class)
                .hasMessageContaining("held by another process, number " + holder.pid())
                .hasMessageContaining("waited 2 s");
        assertThat(pauses.stream().reduce(Duration.ZERO, Duration::plus)).isEqualTo(Duration.ofSeconds(2));
        assertThatThrownBy(() -> destination.base("shop", "data", "source", Deadline.none()))
                .isInstanceOf(TransientFailure.class);
    }

    @Test
    void onceTheHolderIsGoneTheLoadGoesOn() {
        DuckDbDestination destination = destination((time, deadline) -> holder.end());

        destination.load(load("1.5", Head.NONE, numbers(1)), Deadline.none());

        assertThat(pauses).hasSize(1);
        assertThat(Database.rows(file(), "SELECT n FROM data.items")).containsExactly("1");
    }

    @Test
    void cancellingEndsTheWait() {
        Deadline deadline = Deadline.none();
        DuckDbDestination destination = destination((time, same) -> {
            deadline.cancel("enough");
            Pause.REAL.pause(Duration.ofDays(1), same);
        });

        assertThatThrownBy(() -> destination.load(load("1.5", Head.NONE, numbers(1)), deadline))
                .isInstanceOf(Cancelled.class)
                .hasMessage("enough");
    }
}
