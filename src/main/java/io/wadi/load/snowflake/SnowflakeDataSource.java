package io.wadi.load.snowflake;

import io.wadi.model.Deadline;
import io.wadi.model.Failure;
import java.io.PrintWriter;
import java.io.Writer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Map;
import java.util.function.Supplier;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * The account that is loaded into, for statements of routes: with the login and into the database of the loads. Each
 * connection is opened when it is asked for; settings and secrets are read then.
 */
public final class SnowflakeDataSource implements DataSource {
    private final Supplier<SnowflakeSettings> settings;
    private final QueryTag tag;

    /** @param labels what query tags say of the run */
    public SnowflakeDataSource(Supplier<SnowflakeSettings> settings, Map<String, String> labels) {
        this.settings = settings;
        this.tag = QueryTag.of(labels);
    }

    /** @throws Failure when the settings are not complete, or Snowflake does not let us in */
    @Override
    public Connection getConnection() {
        return new Connecting(settings.get()).connection(tag, Deadline.none());
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException("who logs in is configured");
    }

    @Override
    public PrintWriter getLogWriter() {
        return new PrintWriter(Writer.nullWriter());
    }

    @Override
    public void setLogWriter(PrintWriter out) {
        // Nothing is written.
    }

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public void setLoginTimeout(int seconds) {
        // The driver's own, which the address may change.
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException("no logger");
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        if (!type.isInstance(this)) {
            throw new SQLException("not a " + type.getName());
        }
        return type.cast(this);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return type.isInstance(this);
    }
}
