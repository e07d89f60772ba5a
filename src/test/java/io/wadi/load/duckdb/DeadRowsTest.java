package io.wadi.load.duckdb;

import static io.wadi.load.duckdb.Packages.NUMBER;
import static io.wadi.load.duckdb.Packages.table;
import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.model.Deadline;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether DuckDB takes rows that were deleted out of its file. */
class DeadRowsTest {
    @TempDir
    private Path directory;

    /** Of a table of so many rows, after every so manieth was deleted. */
    private int tasks(int rows, int every) {
        try (DuckDbSession session = DuckDbSession.toWrite(directory.resolve("dead.duckdb"), Deadline.none())) {
            session.update("CREATE SCHEMA data");
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
        assertThat(tasks(200_000, 10)).isZero();
    }

    @Test
    void theyMayGoWhenTheyAreMany() {
        assertThat(tasks(200_000, 3)).isPositive();
    }

    @Test
    void thoseOfASmallTableAreNoReason() {
        assertThat(tasks(20_000, 3)).isZero();
    }
}
