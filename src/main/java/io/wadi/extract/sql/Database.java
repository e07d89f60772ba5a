package io.wadi.extract.sql;

import static java.util.Objects.requireNonNull;

import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Explanation;
import io.wadi.model.Failure;
import java.io.PrintWriter;
import java.io.Writer;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * A database that has a name in routes. A run needs one connection at a time, so none is kept: each is opened when it is
 * asked for, and its password is looked up then.
 */
public final class Database implements DataSource {
    /**
     * Who logs in.
     *
     * @param places where the password is looked for, for a person
     */
    public record Login(String user, String section, String places, Supplier<Optional<String>> password) {
        public Login {
            requireNonNull(places);
            requireNonNull(password);
            if (user.isEmpty() || section.isEmpty()) {
                throw new IllegalArgumentException("a login has a user and a section");
            }
        }
    }

    /** The driver's finest levels repeat values, and what the server says of them. Held here, or the level would be lost. */
    private static final Logger DRIVER = Logger.getLogger("org.postgresql");

    static {
        DRIVER.setLevel(Level.INFO);
    }

    private final String name;
    private final String url;
    private final Optional<Login> login;

    /** @param url of JDBC, without a password */
    public Database(String name, String url, Optional<Login> login) {
        this.name = name;
        this.url = url;
        this.login = login;
    }

    SqlFailures failures() {
        return new SqlFailures(name, login);
    }

    /** @throws Failure transient when the database cannot be reached, terminal when it does not let us in */
    @Override
    public Connection getConnection() {
        try {
            Optional<Connection> connection = Optional.ofNullable(driver().connect(url, properties()));
            return connection.orElseThrow(this::noDriver);
        } catch (SQLException e) {
            throw failures().of(e, "connection " + name);
        }
    }

    private Driver driver() {
        try {
            return DriverManager.getDriver(url);
        } catch (SQLException e) {
            throw noDriver(); // the cause quotes the address
        }
    }

    private ConfigurationFailure noDriver() {
        String kind = url.replaceFirst("^((?:jdbc:)?[^:]*).*", "$1");
        return new ConfigurationFailure(
                Explanation.of("connection " + name + ": there is no driver for " + kind + " addresses")
                        .fix("correct connection." + name
                                + ".url, or put the driver's jar into the folder drivers beside" + " wadi"));
    }

    private Properties properties() {
        Properties properties = new Properties();
        login.ifPresent(who -> {
            properties.setProperty("user", who.user());
            properties.setProperty(
                    "password",
                    who.password()
                            .get()
                            .orElseThrow(() -> new ConfigurationFailure(
                                    Explanation.of("secret " + who.section() + ".password is not set")
                                            .fix("looked for it in " + who.places()))));
        });
        if (url.startsWith("jdbc:postgresql:")) {
            properties.setProperty("ApplicationName", "wadi");
            properties.setProperty("tcpKeepAlive", "true");
            properties.setProperty("cancelSignalTimeout", "1"); // seconds: a dead host must not hold up a cancel
            properties.setProperty("prepareThreshold", "-1"); // binary values at once: no text for each number
        } else if (url.startsWith("jdbc:duckdb:")) {
            properties.setProperty("jdbc_stream_results", "true"); // else a table is held whole
        }
        return properties;
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

    @Override
    public String toString() {
        return "Database " + name;
    }
}
