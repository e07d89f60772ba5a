package io.wadi.load.sql;

import io.wadi.model.Deadline;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** A connection for one call. It speaks UTC, obeys the deadline, and fails in words for people. */
public interface SqlSession extends AutoCloseable {
    /** What becomes of each row of a result. */
    @FunctionalInterface
    interface Row<T> {
        T of(ResultSet result) throws SQLException;
    }

    Dialect dialect();

    /** A table by its full name, quoted. */
    String table(String dataset, String name);

    /** What a failure from now on names as its place: a dataset's table, {@code shop.orders}, or empty for none. */
    void working(String table);

    Deadline deadline();

    /**
     * Runs a statement and says how many rows it touched.
     *
     * @param parameters texts, numbers, and times with their offset
     */
    long update(String sql, Object... parameters);

    <T> List<T> query(String sql, Row<T> row, Object... parameters);

    /** A column of a result that is an instant. */
    Instant instant(ResultSet result, int column) throws SQLException;

    @Override
    void close();
}
