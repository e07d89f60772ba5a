package io.wadi.load.duckdb;

import static io.wadi.load.duckdb.Packages.numbers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wadi.model.Base;
import io.wadi.model.Deadline;
import io.wadi.model.Failure;
import io.wadi.model.Head;
import io.wadi.model.LoadPackage;
import io.wadi.model.StalePackage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A destination that is used again and again: it asks a file only where somebody may have written to it. */
class SeenTest {
    private Path file;
    private DuckDbDestination destination;
    private LoadPackage first;

    @BeforeEach
    void load(@TempDir Path directory) {
        file = directory.resolve("shop.duckdb");
        destination = new DuckDbDestination(file);
        first = Packages.load("1.5", Head.NONE, numbers(1, 2));
        destination.load(first, Deadline.none());
    }

    private Base base(DuckDbDestination asked) {
        return asked.base("shop", "data", first.schema().name(), Deadline.none());
    }

    @Test
    void afterLoadsTheFileIsNotOpened() throws IOException {
        destination.load(Packages.load("2.5", base(destination).head(), numbers(3)), Deadline.none());
        Base expected = base(new DuckDbDestination(file));
        FileTime modified = Files.getLastModifiedTime(file);
        try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.WRITE)) {
            out.write(new byte[(int) Files.size(file)]);
        }
        Files.setLastModifiedTime(file, modified);

        assertThat(base(destination)).isEqualTo(expected);
        assertThat(expected.head().loadId()).isEqualTo("2.5");
        assertThatThrownBy(() -> base(new DuckDbDestination(file))).isInstanceOf(Failure.class);
    }

    @Test
    void whatAnotherLoadedIsSeen() {
        new DuckDbDestination(file).load(Packages.load("2.5", new Head("1.5", 1), numbers(3)), Deadline.none());

        assertThat(base(destination)).isEqualTo(base(new DuckDbDestination(file)));
        assertThat(base(destination).head().loadId()).isEqualTo("2.5");
    }

    @Test
    void whatAnotherToolWroteIsSeen() {
        Database.execute(file, "DROP SCHEMA data CASCADE");

        assertThat(base(destination)).isEqualTo(Base.NONE);
        destination.load(Packages.load("2.5", Head.NONE, numbers(3)), Deadline.none());
        assertThat(base(destination).head().loadId()).isEqualTo("2.5");
    }

    @Test
    void aLoadThatIsOvertakenForgetsWhatWasSeen() {
        Head moved = base(destination).head();
        destination.load(Packages.load("2.5", moved, numbers(3)), Deadline.none());

        assertThatThrownBy(() -> destination.load(Packages.load("3.5", moved, numbers(4)), Deadline.none()))
                .isInstanceOf(StalePackage.class);
        assertThat(base(destination)).isEqualTo(base(new DuckDbDestination(file)));
    }
}
