package io.wadi.load.duckdb;

import static io.wadi.load.duckdb.Packages.NUMBER;
import static io.wadi.load.duckdb.Packages.table;
import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.load.Destination;
import io.wadi.model.Deadline;
import io.wadi.model.Head;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether DuckDB takes rows that were deleted out of its file. */
class DeadRowsTest {
    @TempDir
    private Path directory;

    /** Of a table of so many rows, after every so manieth was deleted, by that load of the dataset. */
    private int tasks(int rows, int every, int load) {
        try (DuckDbSession session = DuckDbSession.toWrite(directory.resolve("dead.duckdb"), Deadline.none())) {
            session.update("CREATE SCHEMA data");
            session.update("CREATE TABLE data._dlt_loads AS SELECT i FROM range(" + load + ") t(i)");
            session.update("CREATE TABLE data.items AS SELECT i FROM range(" + rows + ") t(i)");
            session.begin();
            session.update("DELETE FROM data.items WHERE i % " + every + " = 0");
            new DeadRows(session, "data").settle(List.of(table("items", NUMBER), table("another", NUMBER)));
            session.commit();
            return session.query("SELECT current_setting('max_vacuum_tasks')", row -> row.getInt(1))
                    .get(0);
        }
    }

    @Test
    void theyStayWhileTheyAreFew() {
        assertThat(tasks(200_000, 10, 5)).isZero();
    }

    @Test
    void theyGoSeldomWhenTheyAreFew() {
        assertThat(tasks(200_000, 10, 32)).isPositive();
    }

    @Test
    void theyGoWhenTheyAreMany() {
        assertThat(tasks(200_000, 3, 5)).isPositive();
    }

    @Test
    void thoseOfASmallTableGo() {
        assertThat(tasks(20_000, 10, 5)).isPositive();
    }

    /** Each would keep at least a block of 256 KiB for each table that it wrote to. */
    @Test
    void whatSmallLoadsWroteIsPutTogether() throws IOException {
        Path file = directory.resolve("small.duckdb");
        Destination destination = new DuckDbDestination(file);
        Head head = Head.NONE;
        for (int i = 1; i <= 40; i++) {
            destination.load(Packages.load(i + ".5", head, Packages.numbers(i)), Deadline.none());
            head = new Head(i + ".5", i);
        }
        assertThat(Files.size(file)).isLessThan(8L << 20);
    }
}
