package io.wadi.snowflake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What goes wrong when a test wants it to. */
class FaultsTest {
    private SnowflakeServer server;
    private Connection connection;

    @BeforeEach
    void connect() throws SQLException {
        server = SnowflakeServer.start().user("loader", "secret");
        connection = Driver.connect(server, "loader", "secret");
        Driver.run(connection, "create table t (a int)");
    }

    @AfterEach
    void close() throws SQLException {
        server.faults().mend();
        connection.close();
        server.close();
    }

    @Test
    void refusesTheNthStatementThatMatches() throws SQLException {
        server.faults().refuse("^insert into t", 2, "000625", "57014", "locked");
        Driver.run(connection, "insert into t values (1)");
        Driver.refused(connection, "insert into t values (2)", 625);
        Driver.run(connection, "insert into t values (3)");
        server.faults().deny("create schema", "database 'WADI'");
        assertThatThrownBy(() -> Driver.run(connection, "create schema s"))
                .hasMessageContaining("Insufficient privileges to operate on database 'WADI'");
    }

    @Test
    void wantsAWarehouseThatRuns() throws SQLException {
        server.faults().suspendWarehouse(true);
        Driver.run(connection, "create table u (a int)");
        Driver.refused(connection, "insert into t values (1)", 606);
        server.faults().suspendWarehouse(false);
        Driver.run(connection, "insert into t values (1)");
    }

    @Test
    void losesTheConnectionBeforeACommit() throws SQLException {
        assertThat(cutAtCommit(Faults.Side.BEFORE)).isEmpty();
    }

    @Test
    void losesTheConnectionAfterACommit() throws SQLException {
        assertThat(cutAtCommit(Faults.Side.AFTER)).hasSize(1);
    }

    private List<?> cutAtCommit(Faults.Side side) throws SQLException {
        server.faults().cut("^commit", side);
        Driver.run(connection, "begin");
        Driver.run(connection, "update t set a = 1");
        Driver.run(connection, "insert into t values (1)");
        assertThatThrownBy(() -> Driver.run(connection, "commit")).isInstanceOf(SQLException.class);
        server.faults().mend();
        if (side == Faults.Side.BEFORE) {
            try (Connection next = Driver.connect(server, "loader", "secret")) {
                Driver.run(next, "alter session set lock_timeout = 0");
                Driver.refused(next, "update t set a = 2", 625);
            }
            server.expireSessions();
        }
        try (Connection again = Driver.connect(server, "loader", "secret")) {
            assertThat(again.isValid(1)).isTrue();
        }
        return server.rows("select * from t");
    }

    @Test
    void cancelsAStatementThatTakesItsTime() throws Exception {
        server.faults().delay("^insert", Duration.ofMinutes(1));
        try (Statement statement = connection.createStatement()) {
            CompletableFuture<Integer> run = CompletableFuture.supplyAsync(() -> {
                try {
                    return statement.executeUpdate("insert into t values (1)");
                } catch (SQLException e) {
                    return -e.getErrorCode();
                }
            });
            while (server.faults().delayed() == 0) {
                Thread.onSpinWait();
            }
            statement.cancel();
            assertThat(run.get()).isEqualTo(-604);
        }
        assertThat(server.rows("select * from t")).isEmpty();
    }

    /** As the driver does that got no answer. */
    @Test
    void runsARequestThatIsSentTwiceOnce() throws Exception {
        String login = "{\"data\":{\"LOGIN_NAME\":\"loader\",\"PASSWORD\":\"secret\","
                + "\"SESSION_PARAMETERS\":{\"JDBC_QUERY_RESULT_FORMAT\":\"JSON\"}}}";
        String place = "?databaseName=WADI&schemaName=PUBLIC&warehouse=LOADING";
        String answer = post("session/v1/login-request" + place, "", login);
        String token = answer.replaceAll("(?s).*\"token\":\"([^\"]+)\".*", "$1");
        for (int i = 0; i < 2; i++) {
            String said =
                    post("queries/v1/query-request?requestId=1", token, "{\"sqlText\":\"insert into t values (1)\"}");
            assertThat(said).contains("\"success\":true");
        }
        assertThat(server.rows("select * from t")).hasSize(1);
    }

    private String post(String path, String token, String body) throws Exception {
        URI address = URI.create(server.url().replace("jdbc:snowflake://", "") + path);
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(address)
                                .header("Authorization", "Snowflake Token=\"" + token + "\"")
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    @Test
    void refusesASessionThatHasEnded() {
        server.expireSessions();
        Driver.refused(connection, "select 1", 390111);
    }
}
