package io.wadi.extract.sql;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.sql.Statement;

/** What JDBC leaves to its callers: names in SQL and in patterns, and ends from outside. */
final class Statements {
    private Statements() {}

    /** A name in SQL, in the driver's quotes. */
    static String quoted(DatabaseMetaData database, String name) throws SQLException {
        String quote = database.getIdentifierQuoteString();
        return quote.isBlank() ? name : quote + name.replace(quote, quote + quote) + quote;
    }

    static String quoted(DatabaseMetaData database, TableName name) throws SQLException {
        String table = quoted(database, name.table());
        return name.schema().isPresent() ? quoted(database, name.schema().get()) + "." + table : table;
    }

    /** A name where JDBC takes a pattern. */
    static String literal(DatabaseMetaData database, String name) throws SQLException {
        String escape = database.getSearchStringEscape();
        return escape.isEmpty()
                ? name
                : name.replace(escape, escape + escape)
                        .replace("_", escape + "_")
                        .replace("%", escape + "%");
    }

    /** Tells the database first, that it does not go on for nobody. */
    static void cancel(Statement statement, Connection connection) {
        try {
            statement.cancel();
        } catch (SQLException e) {
            // It ends with its connection.
        }
        abort(connection);
    }

    /** Wakes whoever waits for the database; the connection is lost. */
    static void abort(Connection connection) {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            // The driver cannot: what is under way ends by itself.
        }
    }
}
