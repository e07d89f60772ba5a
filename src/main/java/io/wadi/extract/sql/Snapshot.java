package io.wadi.extract.sql;

import io.wadi.model.Failure;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * One view of a database for all tables of an endpoint in one run: a read-only transaction, begun with the first table
 * that is read. Used by one thread, except for cancelling and by the readers that share it.
 */
public final class Snapshot implements AutoCloseable {
    /** How rows are read where the database knows more than one way. */
    enum Road {
        COPIED,
        FETCHED
    }

    /** A view that other connections can have, too, as long as this one's transaction lasts. */
    @FunctionalInterface
    interface Shared {
        /** @throws Failure when the database cannot be reached */
        Reader reader() throws SQLException;
    }

    private final DataSource source;
    private final SqlFailures failures;
    private final Road road;
    private Optional<Reader> first = Optional.empty();

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
    Reader reader() throws SQLException {
        if (first.isEmpty()) {
            first = Optional.of(Reader.of(source.getConnection(), road));
        }
        return first.get();
    }

    Connection connection() throws SQLException {
        return reader().connection();
    }

    /** Lets other connections to PostgreSQL have this view. */
    Shared share() throws SQLException {
        try (Statement statement = connection().createStatement()) {
            statement.execute("SET LOCAL idle_in_transaction_session_timeout = 0"); // it waits for the others
            try (ResultSet exported = statement.executeQuery("SELECT pg_export_snapshot()")) {
                exported.next();
                String view = "SET TRANSACTION SNAPSHOT '" + exported.getString(1) + "'";
                return () -> Reader.of(source.getConnection(), road, view);
            }
        }
    }

    /** Gives the connection back. */
    @Override
    public void close() {
        first.ifPresent(Reader::close);
        first = Optional.empty();
    }
}
