package io.wadi.flow.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import javax.sql.DataSource;

/** A PostgreSQL server, for any number of nodes. */
final class PostgresDatabase implements Database {
    private static final int CONNECTIONS = 8;
    private static final int CONNECTIONS_OF_THE_CLOCK = 4;
    private static final int PATIENCE_MILLIS = 10_000;
    /** Whoever holds this lock of the database decides what runs next; it goes with the transaction. */
    private static final String TAKE_TURN = "select pg_advisory_xact_lock(7891011)";

    private final HikariDataSource pool;

    private PostgresDatabase(HikariDataSource pool) {
        this.pool = pool;
    }

    static PostgresDatabase open(String url, Optional<String> user, Optional<String> password) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        user.ifPresent(config::setUsername);
        password.ifPresent(config::setPassword);
        config.setPoolName("wadi-store");
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(PATIENCE_MILLIS);
        config.addDataSourceProperty("tcpKeepAlive", "true");
        config.addDataSourceProperty("socketTimeout", "30");
        config.addDataSourceProperty("ApplicationName", "wadi");
        try {
            return new PostgresDatabase(new HikariDataSource(config));
        } catch (PoolInitializationException e) {
            throw new StoreDown(url, e.getCause() == null ? e : e.getCause());
        }
    }

    @Override
    public <T> T read(Work<T> work) {
        return on(work, true);
    }

    @Override
    public <T> T write(Work<T> work) {
        return on(connection -> Transaction.of(connection, work), false);
    }

    @Override
    public <T> T exclusive(Work<T> work) {
        return write(connection -> {
            try (Statement statement = connection.createStatement()) {
                statement.execute(TAKE_TURN);
            }
            return work.on(connection);
        });
    }

    @Override
    public void alone(Runnable work) {
        exclusive(connection -> {
            work.run();
            return true;
        });
    }

    private <T> T on(Work<T> work, boolean autoCommit) {
        try (Connection connection = pool.getConnection()) {
            connection.setAutoCommit(autoCommit);
            return work.on(connection);
        } catch (SQLException e) {
            throw StoreDown.of(where(), e);
        }
    }

    @Override
    public DataSource source() {
        return pool;
    }

    /** Work that waits for its turn holds connections, and schedules are not to wait for that. */
    @Override
    public Optional<HikariDataSource> clock() {
        HikariConfig config = new HikariConfig();
        pool.copyStateTo(config);
        config.setPoolName("wadi-clock");
        config.setMaximumPoolSize(CONNECTIONS_OF_THE_CLOCK);
        return Optional.of(new HikariDataSource(config));
    }

    @Override
    public String where() {
        return pool.getJdbcUrl().replaceFirst("\\?.*", "");
    }

    @Override
    public void close() {
        pool.close();
    }
}
