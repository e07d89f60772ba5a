package io.wadi.load.snowflake;

import io.wadi.load.Meter;
import io.wadi.load.sql.Dialect;
import io.wadi.load.sql.SqlSession;
import io.wadi.model.Deadline;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import net.snowflake.client.api.statement.SnowflakeStatement;

/** A connection to Snowflake for one call. Each statement is tagged with what it is for. */
final class SnowflakeSession implements SqlSession {
    private static final long PATIENCE_MILLIS = 2_000;

    private final Connection connection;
    private final SnowflakeFailures failures;
    private final Deadline deadline;
    private final QueryTag tag;
    private final Meter meter;
    private String table = "";

    @FunctionalInterface
    private interface Call<S extends Statement, T> {
        T on(S statement) throws SQLException;
    }

    SnowflakeSession(Connection connection, SnowflakeFailures failures, QueryTag tag, Deadline deadline, Meter meter) {
        this.connection = connection;
        this.failures = failures;
        this.tag = tag;
        this.deadline = deadline;
        this.meter = meter;
    }

    @Override
    public Dialect dialect() {
        return SnowflakeDialect.SNOWFLAKE;
    }

    @Override
    public String table(String dataset, String name) {
        return SnowflakeDialect.quoted(dataset) + "." + SnowflakeDialect.quoted(name);
    }

    @Override
    public void working(String on) {
        table = on;
    }

    @Override
    public Deadline deadline() {
        return deadline;
    }

    @Override
    public long update(String sql, Object... parameters) {
        return run(sql, parameters, s -> s.executeLargeUpdate(sql), PreparedStatement::executeLargeUpdate);
    }

    @Override
    public <T> List<T> query(String sql, Row<T> row, Object... parameters) {
        return run(sql, parameters, s -> rows(s.executeQuery(sql), row), s -> rows(s.executeQuery(), row));
    }

    private static <T> List<T> rows(ResultSet found, Row<T> row) throws SQLException {
        List<T> rows = new ArrayList<>();
        try (ResultSet result = found) {
            while (result.next()) {
                rows.add(row.of(result));
            }
        }
        return rows;
    }

    /** Without parameters nothing is prepared: the driver would ask, and files cannot be put so. */
    private <T> T run(String sql, Object[] parameters, Call<Statement, T> plain, Call<PreparedStatement, T> prepared) {
        deadline.check();
        try {
            if (parameters.length == 0) {
                try (Statement statement = connection.createStatement()) {
                    return run(sql, statement, plain);
                }
            }
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                for (int i = 0; i < parameters.length; i++) {
                    bind(statement, i + 1, parameters[i]);
                }
                return run(sql, statement, prepared);
            }
        } catch (SQLException e) {
            if (deadline.isCancelled()) {
                deadline.check();
            }
            throw failures.of(e, table.isEmpty() ? "" : "table " + table);
        }
    }

    private <S extends Statement, T> T run(String sql, S statement, Call<S, T> call) throws SQLException {
        statement
                .unwrap(SnowflakeStatement.class)
                .setParameter("QUERY_TAG", tag.with("table", table).toString());
        Deadline.Registration cancel = deadline.onCancel(() -> cancel(statement));
        try {
            deadline.check();
            meter.statement(sql);
            return call.on(statement);
        } finally {
            cancel.close();
        }
    }

    private static void bind(PreparedStatement statement, int index, Object value) throws SQLException {
        if (value instanceof OffsetDateTime time) {
            statement.setTimestamp(index, Timestamp.from(time.toInstant()));
        } else if (value instanceof Long number) {
            statement.setLong(index, number);
        } else {
            statement.setString(index, value.toString());
        }
    }

    @Override
    public Instant instant(ResultSet result, int column) throws SQLException {
        return result.getTimestamp(column).toInstant();
    }

    /** Whether there was something to end; if not, the next check of the deadline ends the work. */
    private static boolean cancel(Statement statement) {
        try {
            statement.cancel();
            return true;
        } catch (SQLException e) {
            return false;
        }
    }

    /** Ends the session at the server, which undoes what was not committed; when it cannot be told, it finds out. */
    @Override
    public void close() {
        close(connection);
    }

    /** Where the network is gone the driver tries for half a minute: that goes on by itself, and nobody waits for it. */
    static void close(Connection connection) {
        Thread closing = new Thread(() -> end(connection), "wadi-close");
        closing.setDaemon(true);
        closing.start();
        try {
            closing.join(PATIENCE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void end(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            // What matters has been answered by then.
        }
    }
}
