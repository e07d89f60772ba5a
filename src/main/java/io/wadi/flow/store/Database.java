package io.wadi.flow.store;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Where the tables lie. All methods raise {@link StoreDown} when it does not answer, and a
 * {@link io.wadi.model.TerminalFailure} where it does not take what it is given; nothing of a failed work is kept.
 */
interface Database extends AutoCloseable {
    /** @param <T> what comes of it */
    @FunctionalInterface
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    /** Sees what is committed. */
    <T> T read(Work<T> work);

    /** One transaction. */
    <T> T write(Work<T> work);

    /** One transaction, at a time, over all processes: for what counts rows before it writes one. */
    <T> T exclusive(Work<T> work);

    /** Does what no other process may do meanwhile, on connections of its own. */
    void alone(Runnable work);

    /** For what opens connections of its own. */
    DataSource source();

    /** A few connections that the clock of a cluster has for itself; empty where no other machine sees the tables. */
    Optional<HikariDataSource> clock();

    /** What a person knows it by: a file, or the address without its password. */
    String where();

    @Override
    void close();
}
