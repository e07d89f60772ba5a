package io.wadi.extract.sql;

import io.wadi.model.Failure;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * One view of a database for all tables of an endpoint in one run: a read-only transaction, begun with the first table
 * that is read. Used by one thread, except for cancelling.
 */
public final class Snapshot implements AutoCloseable {
    /** How rows are read where the database knows more than one way. */
    enum Road {
        COPIED,
        FETCHED
    }

    private final DataSource source;
    private final SqlFailures failures;
    private final Road road;
    private Optional<Connection> connection = Optional.empty();

    /** @param name of the connection in routes */
    public Snapshot(String name, DataSource source) {
        this(name, source, Road.COPIED);
    }

    Snapshot(String name, DataSource source, Road road) {
        this.road = road;
        this.source = source;
        this.failures = SqlFailures.of(name, source);
    }

    SqlFailures failures() {
        return failures;
    }

    /** @throws Failure when the database cannot be reached */
    Connection connection() throws SQLException {
        if (connection.isEmpty()) {
            Connection open = source.getConnection();
            connection = Optional.of(open);
            try {
                open.setReadOnly(true);
            } catch (SQLException e) {
                // A driver that cannot promise it: nothing is written all the same.
            }
            if (open.getMetaData().supportsTransactionIsolationLevel(Connection.TRANSACTION_REPEATABLE_READ)) {
                open.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            }
            open.setAutoCommit(false); // without it a driver reads a result whole
            begin(open);
        }
        return connection.get();
    }

    /** The rows of a query, in this view. */
    Rows rows(SqlTable.Query query, SqlTable table, Losses losses) throws SQLException {
        Connection open = connection();
        return road == Road.COPIED && query.copied().isPresent() && CopiedRows.canRead(open)
                ? new CopiedRows(open, query.copied().get(), table.columns(), losses)
                : new FetchedRows(open, query, new Cells(table.columns(), table.dialect(), losses));
    }

    /** Instants in texts, lists and conditions are UTC on each machine, not what the driver found there. */
    private static void begin(Connection open) throws SQLException {
        if (Dialect.of(open.getMetaData()) == Dialect.POSTGRESQL) {
            try (Statement settings = open.createStatement()) {
                settings.execute("SET LOCAL TimeZone = 'UTC'");
            }
        }
    }

    /** Gives the connection back. */
    @Override
    public void close() {
        connection.ifPresent(open -> {
            try (open) {
                open.rollback();
            } catch (SQLException e) {
                // Broken or aborted: the database ends the transaction itself.
            }
        });
        connection = Optional.empty();
    }
}
