package io.wadi.flow.store;

import java.sql.Connection;
import java.sql.SQLException;

/** All of a work or nothing of it. */
final class Transaction {
    private Transaction() {}

    /** @param connection without auto-commit */
    static <T> T of(Connection connection, Database.Work<T> work) throws SQLException {
        boolean done = false;
        try {
            T result = work.on(connection);
            connection.commit();
            done = true;
            return result;
        } finally {
            if (!done) {
                quietly(connection::rollback);
            }
        }
    }

    /** A connection that cannot go back is broken, and what it began with it. */
    static void quietly(Step back) {
        try {
            back.run();
        } catch (SQLException e) {
            return;
        }
    }

    @FunctionalInterface
    interface Step {
        void run() throws SQLException;
    }
}
