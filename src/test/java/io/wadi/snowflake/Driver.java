package io.wadi.snowflake;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.assertj.core.api.InstanceOfAssertFactories;

/** Snowflake's own driver at the other end. */
final class Driver {
    static {
        try {
            Class.forName("net.snowflake.client.api.driver.SnowflakeDriver");
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private Driver() {}

    static Connection connect(SnowflakeServer server, String user, String password) throws SQLException {
        Properties properties = server.properties(user);
        properties.setProperty("password", password);
        return connect(server, properties);
    }

    static Connection connect(SnowflakeServer server, Properties properties) throws SQLException {
        return DriverManager.getConnection(server.url(), properties);
    }

    static long run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.execute(sql) ? 0 : statement.getUpdateCount();
        }
    }

    static void refused(Connection connection, String sql, int code) {
        assertThatThrownBy(() -> run(connection, sql))
                .as(sql)
                .asInstanceOf(InstanceOfAssertFactories.throwable(SQLException.class))
                .extracting(SQLException::getErrorCode)
                .isEqualTo(code);
    }
}
