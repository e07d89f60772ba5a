package io.wadi.extract.sql;

import static java.util.Objects.requireNonNull;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A connection within a view of a database.
 *
 * @param copies whether PostgreSQL's COPY can be used on it
 */
record Reader(Connection connection, boolean copies) implements AutoCloseable {
    Reader {
        requireNonNull(connection);
    }

    /** Begins a read-only transaction; what is executed before its first query says which view it has. */
    static Reader of(Connection open, Snapshot.Road road, String... first) throws SQLException {
        try {
            return begin(open, road, first);
        } catch (SQLException e) {
            open.close();
            throw e;
        }
    }

    private static Reader begin(Connection open, Snapshot.Road road, String... first) throws SQLException {
        try {
            open.setReadOnly(true);
        } catch (SQLException e) {
            // A driver that cannot promise it: nothing is written all the same.
        }
        if (open.getMetaData().supportsTransactionIsolationLevel(Connection.TRANSACTION_REPEATABLE_READ)) {
            open.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        }
        open.setAutoCommit(false); // without it a driver reads a result whole
        if (Dialect.of(open.getMetaData()) != Dialect.POSTGRESQL) {
            return new Reader(open, false);
        }
        try (Statement settings = open.createStatement()) {
            for (String sql : first) {
                settings.execute(sql);
            }
            // Instants in texts, lists and conditions are UTC on each machine, not what the driver found there.
            settings.execute("SET LOCAL TimeZone = 'UTC'");
        }
        return new Reader(open, road == Snapshot.Road.COPIED && CopiedRows.canRead(open));
    }

    Rows rows(SqlTable.Query query, SqlTable table, Losses losses) throws SQLException {
        return copies && query.copied().isPresent()
                ? new CopiedRows(connection, query.copied().get(), table.columns(), losses)
                : new FetchedRows(connection, query, new Cells(table.columns(), table.dialect(), losses));
    }

    /** Gives the connection back. */
    @Override
    public void close() {
        try (connection) {
            connection.rollback();
        } catch (SQLException e) {
            // Broken or aborted: the database ends the transaction itself.
        }
    }
}
