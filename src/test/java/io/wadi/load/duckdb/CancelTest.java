package io.wadi.load.duckdb;

import static io.wadi.load.duckdb.Packages.NUMBER;
import static io.wadi.load.duckdb.Packages.STORED;
import static io.wadi.load.duckdb.Packages.append;
import static io.wadi.load.duckdb.Packages.load;
import static io.wadi.load.duckdb.Packages.numbers;
import static io.wadi.load.duckdb.Packages.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wadi.load.Milestones;
import io.wadi.load.Milestones.Point;
import io.wadi.model.Base;
import io.wadi.model.Cancelled;
import io.wadi.model.Deadline;
import io.wadi.model.Head;
import io.wadi.model.LoadPackage;
import io.wadi.model.Pause;
import io.wadi.model.RecordBatch;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Somebody ends a load: it ends soon, and nothing is left of it. */
class CancelTest {
    private static final RecordBatch BATCH =
            MemoryPart.numbers(STORED, 1, 20_000).read(0);

    @TempDir
    private Path directory;

    private final Deadline deadline = Deadline.none();
    private final CountDownLatch underWay = new CountDownLatch(1);
    private final AtomicLong cancelledAt = new AtomicLong();
    private final Thread canceller = new Thread(this::cancel);

    private void cancel() {
        try {
            underWay.await();
        } catch (InterruptedException e) {
            return;
        }
        cancelledAt.set(System.nanoTime());
        deadline.cancel("stopped by a test");
    }

    @AfterEach
    void end() throws InterruptedException {
        canceller.interrupt();
        canceller.join();
    }

    private Path file() {
        return directory.resolve("shop.duckdb");
    }

    private void isOverWithinTwoSeconds() {
        assertThat(Duration.ofNanos(System.nanoTime() - cancelledAt.get())).isLessThan(Duration.ofSeconds(2));
    }

    private void nothingIsLoaded() {
        DuckDbDestination destination = new DuckDbDestination(file());
        assertThat(destination.base("shop", "data", "source", Deadline.none())).isEqualTo(Base.NONE);
        assertThat(destination
                        .load(load("2.5", Head.NONE, numbers(7)), Deadline.none())
                        .already())
                .isFalse();
        assertThat(Database.rows(file(), "SELECT n FROM data.items")).containsExactly("7");
    }

    /** Takes far more than two seconds when nobody ends it. */
    private MemoryPart lengthy() {
        int batches = 1500;
        return new MemoryPart(STORED, batches * 20_000L, batches, index -> {
            if (index == 40) {
                underWay.countDown();
            }
            return BATCH;
        });
    }

    @Test
    void inTheMiddleOfTheRows() {
        canceller.start();
        LoadPackage load = load("1.5", Head.NONE, append(table("items", NUMBER), lengthy()));

        assertThatThrownBy(() -> new DuckDbDestination(file()).load(load, deadline))
                .isInstanceOf(Cancelled.class)
                .hasMessage("stopped by a test");

        isOverWithinTwoSeconds();
        nothingIsLoaded();
    }

    @Test
    void whileDuckDbIsBusyByItself() {
        canceller.start();
        try (DuckDbSession session = DuckDbSession.toWrite(file(), deadline)) {
            MemoryPart one = new MemoryPart(STORED, 20_000, 1, index -> {
                underWay.countDown();
                return BATCH;
            });
            assertThatThrownBy(() -> PartFunction.read(
                            List.of(one),
                            false,
                            Deadline.none(),
                            sources -> session.update("CREATE TABLE t AS SELECT sum(a.c0 * b.range) FROM ("
                                    + sources.get(0).select(List.of()) + ") a, range(200_000) b")))
                    .isInstanceOf(Cancelled.class);
        }
        isOverWithinTwoSeconds();
    }

    /** Where DuckDB missed the cancelling because no statement was running yet. */
    @Test
    void theReaderLooksByItself() {
        canceller.start();
        try (DuckDbSession session = DuckDbSession.toWrite(file(), Deadline.none())) {
            assertThatThrownBy(() -> PartFunction.read(
                            List.of(lengthy()),
                            false,
                            deadline,
                            sources -> session.update(
                                    "CREATE TABLE t AS " + sources.get(0).select(List.of()))))
                    .isInstanceOf(Cancelled.class);
        }
        isOverWithinTwoSeconds();
    }

    @ParameterizedTest
    @EnumSource(value = Point.class, names = "AFTER_COMMIT", mode = EnumSource.Mode.EXCLUDE)
    void atAnyPointBeforeTheCommit(Point at) {
        Milestones milestones = point -> {
            if (point == at) {
                deadline.cancel("stopped by a test");
            }
        };

        assertThatThrownBy(() -> new DuckDbDestination(file(), milestones, Duration.ZERO, Pause.REAL)
                        .load(load("1.5", Head.NONE, numbers(1)), deadline))
                .isInstanceOf(Cancelled.class);
        nothingIsLoaded();
    }
}
