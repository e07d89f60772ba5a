package io.wadi.load.duckdb;

import io.wadi.load.sql.Dialect;
import io.wadi.load.sql.SqlSession;
import io.wadi.model.Deadline;
import io.wadi.model.Failure;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A connection to the file for one call: it speaks UTC, obeys the deadline, and fails in words for people. */
final class DuckDbSession implements SqlSession {
    private static final List<String> SETTINGS =
            List.of("SET enable_progress_bar = false", "SET preserve_insertion_order = false");

    private final Path file;
    private final Deadline deadline;
    private final Connection connection;
    private Consumer<String> sent = statement -> {};
    private String database = "";
    private String place = "";

    @FunctionalInterface
    private interface Call<T> {
        T on(PreparedStatement statement) throws SQLException;
    }

    private DuckDbSession(Path file, Deadline deadline, Connection connection) {
        this.file = file;
        this.deadline = deadline;
        this.connection = connection;
    }

    static DuckDbSession toRead(Path file, Deadline deadline) {
        return settled(new DuckDbSession(file, deadline, DuckDbFile.toRead(file)));
    }

    static DuckDbSession toWrite(Path file, Deadline deadline) {
        DuckDbSession session = settled(new DuckDbSession(file, deadline, DuckDbFile.toWrite(file)));
        // What is committed goes into the file at once, not into a log first; while others read, it goes into the log.
        session.update("SET checkpoint_threshold = '1KB'");
        return session;
    }

    /** A database in memory, for work on files; {@code directory} is where failures say it was. */
    static DuckDbSession inMemory(Path directory, Deadline deadline) {
        return settled(new DuckDbSession(directory, deadline, DuckDbFile.inMemory(directory)));
    }

    private static DuckDbSession settled(DuckDbSession session) {
        try {
            DuckDbFile.SETTINGS.forEach(session::update);
            SETTINGS.forEach(session::update);
            session.database = session.query("SELECT current_database()", row -> row.getString(1))
                    .get(0);
        } catch (Failure e) {
            session.close();
            throw e;
        }
        return session;
    }

    /** A dataset's name with its database's, for one that is named as its file is would be ambiguous. */
    String dataset(String name) {
        return Sql.name(database) + "." + Sql.name(name);
    }

    @Override
    public Dialect dialect() {
        return DuckDbDialect.DUCKDB;
    }

    @Override
    public String table(String dataset, String name) {
        return dataset(dataset) + "." + Sql.name(name);
    }

    @Override
    public void working(String table) {
        place = table.isEmpty() ? "" : "table " + table;
    }

    @Override
    public Deadline deadline() {
        return deadline;
    }

    /** Whom statements are told from now on; which of a process's parts one reads is nobody's business. */
    void tell(Consumer<String> to) {
        sent = sql -> to.accept(PartFunction.NUMBERED.matcher(sql).replaceAll("$1?$2"));
    }

    /** Begins a transaction; closing the session undoes what was not committed. */
    void begin() {
        sent.accept("BEGIN");
        translated(() -> {
            connection.setAutoCommit(false);
            return 0;
        });
    }

    void commit() {
        deadline.check();
        sent.accept("COMMIT");
        translated(() -> {
            connection.commit();
            return 0;
        });
    }

    @Override
    public long update(String sql, Object... parameters) {
        return run(sql, parameters, PreparedStatement::executeLargeUpdate);
    }

    @Override
    public <T> List<T> query(String sql, Row<T> row, Object... parameters) {
        return run(sql, parameters, statement -> {
            List<T> rows = new ArrayList<>();
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    rows.add(row.of(result));
                }
            }
            return rows;
        });
    }

    @Override
    public Instant instant(ResultSet result, int column) throws SQLException {
        return result.getObject(column, OffsetDateTime.class).toInstant();
    }

    private <T> T run(String sql, Object[] parameters, Call<T> call) {
        deadline.check();
        sent.accept(sql);
        return translated(() -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                for (int i = 0; i < parameters.length; i++) {
                    statement.setObject(i + 1, parameters[i]);
                }
                Deadline.Registration cancel = deadline.onCancel(() -> cancel(statement));
                try {
                    deadline.check();
                    return call.on(statement);
                } finally {
                    cancel.close();
                }
            }
        });
    }

    @FunctionalInterface
    private interface Work<T> {
        T run() throws SQLException;
    }

    private <T> T translated(Work<T> work) {
        try {
            return work.run();
        } catch (SQLException e) {
            if (deadline.isCancelled()) {
                deadline.check();
            }
            throw DuckDbFailures.of(e, file, place);
        }
    }

    /** Whether there was something to end; if not, the next check of the deadline ends the work. */
    private static boolean cancel(PreparedStatement statement) {
        try {
            statement.cancel();
            return true;
        } catch (SQLException e) {
            return false;
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw DuckDbFailures.of(e, file, "closing");
        }
    }
}
