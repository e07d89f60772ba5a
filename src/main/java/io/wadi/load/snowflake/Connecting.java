package io.wadi.load.snowflake;

import io.wadi.load.Meter;
import io.wadi.load.snowflake.SnowflakeSettings.Login;
import io.wadi.model.Deadline;
import io.wadi.model.Explanation;
import io.wadi.model.TerminalFailure;
import java.security.PrivateKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
import net.snowflake.client.api.driver.SnowflakeDriver;

/** Opens connections to one database, and makes sure that it is that one. */
final class Connecting {
    private static final String LOGGER = "net.snowflake.jdbc.loggerImpl";
    /** Seconds for a login, milliseconds for an answer: long statements answer every 45 s that they are under way. */
    private static final String LOGIN_SECONDS = "30";

    private static final String ANSWER_MILLIS = "300000";
    /** Seconds to wait for what another transaction holds; Snowflake's own limit is half a day. */
    private static final String LOCK_SECONDS = "600";

    static {
        // Else the driver tells of each failure itself, by java.util.logging and so on the console.
        if (System.getProperty(LOGGER) == null) {
            System.setProperty(LOGGER, "net.snowflake.client.internal.log.SLF4JLogger");
        }
    }

    private final SnowflakeSettings settings;
    private final SnowflakeFailures failures;

    Connecting(SnowflakeSettings settings) {
        this.settings = settings;
        this.failures = new SnowflakeFailures(settings);
    }

    SnowflakeSession open(QueryTag tag, Deadline deadline) {
        return open(tag, deadline, new Meter(""));
    }

    SnowflakeSession open(QueryTag tag, Deadline deadline, Meter meter) {
        return new SnowflakeSession(connection(tag, deadline), failures, tag, deadline, meter);
    }

    /** One that ended up in the database that it is for. */
    Connection connection(QueryTag tag, Deadline deadline) {
        deadline.check();
        Connection connection = connect(tag);
        String database = database(connection);
        if (!database.equals(settings.databaseName())) {
            SnowflakeSession.close(connection);
            throw failures.of(
                    new SQLException(
                            "the session has " + (database.isEmpty() ? "no database" : "database " + database),
                            "02000",
                            90105),
                    "");
        }
        return connection;
    }

    private Connection connect(QueryTag tag) {
        List<Optional<PrivateKey>> keys = settings.login() instanceof Login.Keys pair
                ? pair.keys().stream().map(Optional::of).toList()
                : List.of(Optional.empty());
        for (int i = 0; ; i++) {
            Properties properties = properties(tag);
            keys.get(i).ifPresent(key -> properties.put("privateKey", key));
            try {
                Connection connection = new SnowflakeDriver().connect(settings.url(), properties);
                if (connection == null) {
                    throw new TerminalFailure(Explanation.of("Snowflake's driver does not take " + settings.url())
                            .fix("correct connection.snowflake.url"));
                }
                return connection;
            } catch (SQLException e) {
                if (i + 1 == keys.size() || !SnowflakeFailures.isWrongKey(e)) {
                    throw failures.of(e, "");
                }
            }
        }
    }

    private Properties properties(QueryTag tag) {
        Properties properties = new Properties();
        properties.setProperty("account", settings.account());
        properties.setProperty("user", settings.user());
        properties.setProperty("db", settings.database());
        settings.role().ifPresent(role -> properties.setProperty("role", role));
        settings.warehouse().ifPresent(warehouse -> properties.setProperty("warehouse", warehouse));
        if (settings.login() instanceof Login.Password login) {
            properties.setProperty("password", login.password());
        }
        properties.setProperty("application", "Wadi");
        unlessSaid(properties, "loginTimeout", LOGIN_SECONDS);
        unlessSaid(properties, "networkTimeout", ANSWER_MILLIS);
        unlessSaid(properties, "LOCK_TIMEOUT", LOCK_SECONDS);
        // Else the driver asks the metadata services of three clouds who it is.
        properties.setProperty("disablePlatformDetection", "true");
        // Arrow wants the JVM opened.
        properties.setProperty("JDBC_QUERY_RESULT_FORMAT", "JSON");
        properties.setProperty("TIMEZONE", "UTC");
        properties.setProperty("QUERY_TAG", tag.toString());
        return properties;
    }

    /** For the driver, parameters of the address are weaker than these. */
    private void unlessSaid(Properties properties, String key, String value) {
        if (!Pattern.compile("[?&]" + key + "=", Pattern.CASE_INSENSITIVE)
                .matcher(settings.url())
                .find()) {
            properties.setProperty(key, value);
        }
    }

    /** What the login said; empty where the database is missing, or may not be used. */
    private String database(Connection connection) {
        try {
            return Optional.ofNullable(connection.getCatalog()).orElse("");
        } catch (SQLException e) {
            throw failures.of(e, "");
        }
    }
}
