package io.wadi.snowflake;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** A connection to DuckDB whose failures are Snowflake's. */
record Duck(Connection connection) {
    /** Reads rows. */
    interface Reading<T> {
        T of(ResultSet rows) throws SQLException;
    }

    <T> T read(String sql, Reading<T> reading) {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return reading.of(rows);
        } catch (SQLException e) {
            throw DuckErrors.of(e);
        }
    }

    /** Gives the rows that it changed. */
    long run(String sql) {
        try (Statement statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        } catch (SQLException e) {
            throw DuckErrors.of(e);
        }
    }

    void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw DuckErrors.of(e);
        }
    }
}
