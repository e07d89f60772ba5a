package io.wadi.cli;

import static io.wadi.cli.SecretCanaries.source;
import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.cli.Project.Outcome;
import io.wadi.snowflake.SnowflakeServer;
import io.wadi.testing.Loopback;
import io.wadi.testing.Postgres;
import io.wadi.testing.Reply;
import io.wadi.testing.Request;
import io.wadi.testing.S3Server;
import io.wadi.testing.ScriptedServer;
import io.wadi.testing.SecretsManagerServer;
import io.wadi.testing.SshFiles;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs that go well: every secret arrives as it is, and is nowhere else. */
class SecretCanaryRunsTest {
    @TempDir
    Path home;

    private final ScriptedServer api = ScriptedServer.start();
    private Project project;

    @BeforeEach
    void aProject() {
        project = SecretCanaries.project(home);
        api.on("/events", Reply.json("[{\"id\":1,\"mail\":\"a@example.org\"}]"));
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "auth: bearer",
                "auth: basic",
                "auth: api_key; apiKeyName: X-Key",
                "auth: api_key; apiKeyName: key; apiKeyLocation: query",
                "auth: api_key; apiKeyName: key; apiKeyLocation: cookie",
                "auth: oauth2_client_credentials; tokenUrl: URL/token",
                "auth: oauth2_client_credentials; tokenUrl: URL/token; clientAuth: body",
                "auth: oauth2_refresh_token; tokenUrl: URL/token",
            })
    void anApi(String options) {
        api.on(
                "/token",
                Reply.json("{\"token_type\":\"bearer\",\"access_token\":\"" + SecretCanaries.ACCESS_TOKEN
                        + "\",\"refresh_token\":\"" + SecretCanaries.REFRESH_TOKEN + "\"}"));
        rest(options.replace("URL", api.url().toString()).split("; "));

        runs("run", "events");

        Request got = api.requests("/events").get(0);
        String sent = options.contains("query")
                ? got.query().getOrDefault("key", "")
                : got.header(
                                options.contains("X-Key")
                                        ? "X-Key"
                                        : options.contains("cookie") ? "Cookie" : "Authorization")
                        .orElse("");
        assertThat(sent)
                .isEqualTo(
                        options.contains("cookie")
                                ? "key=" + SecretCanaries.API_KEY
                                : options.contains("api_key")
                                        ? SecretCanaries.API_KEY
                                        : options.contains("basic")
                                                ? "Basic " + base64("ann:" + SecretCanaries.PASSWORD)
                                                : "Bearer "
                                                        + (options.contains("oauth2")
                                                                ? SecretCanaries.ACCESS_TOKEN
                                                                : SecretCanaries.TOKEN));
        api.requests("/token").forEach(asked -> {
            Map<String, String> form = form(asked.body());
            if (options.contains("body")) {
                assertThat(form).containsEntry("client_secret", SecretCanaries.CLIENT_SECRET);
            } else {
                String login = asked.header("Authorization").orElse("").replace("Basic ", "");
                assertThat(form("x="
                                + new String(Base64.getDecoder().decode(login), StandardCharsets.UTF_8)
                                        .replaceFirst(".*:", "")))
                        .containsEntry("x", SecretCanaries.CLIENT_SECRET);
            }
            if (options.contains("refresh_token")) {
                assertThat(form).containsEntry("refresh_token", SecretCanaries.REFRESH_TOKEN);
            }
        });
    }

    @Test
    void aDatabase() {
        Postgres postgres = Postgres.shared().database("secretcanary");
        postgres.requirePassword("canary_reader", SecretCanaries.DATABASE);
        postgres.execute(
                "secretcanary", "CREATE TABLE events AS SELECT 1 AS id", "GRANT SELECT ON events TO canary_reader");
        project.file(
                "application.properties",
                "connection.shop.url=" + postgres.url("secretcanary") + "\nconnection.shop.user=canary_reader\n");
        source(project, "wadi-sql:shop", "tables: events");
        runs("run", "events");
        runs("conn", "test", "shop");
        assertThat(project.contents()).containsKey("\"shop\".\"events\"");
    }

    @Test
    void filesOfAnSshServer() {
        try (SshFiles ssh = SshFiles.start(home, SecretCanaries.SFTP)) {
            project.file("served/in/a.jsonl", "{\"id\":1}\n");
            source(
                    project,
                    "wadi-files:events",
                    "path: sftp://ann@" + ssh.address() + "/in/*.jsonl",
                    "credentials: drop",
                    "knownHosts: " + ssh.knownHosts());
            runs("run", "events");
            assertThat(project.contents()).containsKey("\"shop\".\"events\"");
        }
    }

    @Test
    void filesOfABucketAndLoadsIntoOne() {
        try (S3Server s3 = new S3Server("lake").only("AKIALAKE", SecretCanaries.S3);
                S3Server from = new S3Server("drop").only("AKIADROP", SecretCanaries.S3)) {
            from.objects.put(
                    "in/a.jsonl", new S3Server.Stored("{\"id\":1}\n".getBytes(StandardCharsets.UTF_8), Map.of()));
            project.file(
                    "application.properties",
                    "connection.s3.url=s3://lake/raw\nconnection.s3.region=eu-west-2\nconnection.s3.endpoint="
                            + s3.url());
            rest("auth: bearer");
            runs("run", "events", "--destination", "s3");
            assertThat(s3.objects.keySet()).anyMatch(key -> key.contains("_dlt_loads"));
            source(
                    project,
                    "wadi-files:events",
                    "path: s3://drop/in/*.jsonl",
                    "credentials: drop",
                    "region: eu-west-2",
                    "endpoint: " + from.url());
            runs("run", "events", "--fresh");
            assertThat(from.requests).isNotEmpty();
        }
    }

    @Test
    void snowflake() {
        try (SnowflakeServer server = SnowflakeServer.start().user("SVC_WADI", SecretCanaries.SNOWFLAKE)) {
            project.file("application.properties", snowflake(server));
            rest("auth: bearer");
            runs("run", "events", "--destination", "snowflake");
            runs("show", "events", "--destination", "snowflake");
            assertThat(server.rows("SELECT ID FROM WADI.SHOP.EVENTS")).hasSize(1);
        }
    }

    @Test
    void aVault() {
        try (SecretsManagerServer vault = new SecretsManagerServer("AKIAVAULT", SecretCanaries.VAULT)) {
            vault.secrets.put("wadi/crm", "{\"token\": \"" + SecretCanaries.IN_VAULT + "\"}");
            project.environment.remove("CRM_TOKEN");
            project.file("application.properties", "vault=aws\nvault.endpoint=" + vault.url() + "\n");
            rest("auth: bearer", "mask.mail: hash");
            runs("run", "events");
            runs("secrets", "check", "events");
            runs("config", "explain", "crm.token");
            runs("config", "explain", "wadi.mask.key", "--json");
            runs("validate");
            runs("show", "events", "--json");
            runs("list");
            assertThat(api.requests("/events").get(0).header("Authorization"))
                    .contains("Bearer " + SecretCanaries.IN_VAULT);
        }
    }

    /** What is searched is where it would be. */
    @Test
    void whatIsShownIsFound() {
        assertThat(SecretCanaries.in("x", "a " + SecretCanaries.TOKEN)).hasSize(2);
        assertThat(SecretCanaries.in("x", base64("Bearer " + SecretCanaries.TOKEN)))
                .isNotEmpty();
        assertThat(SecretCanaries.in("x", SecretCanaries.SNOWFLAKE.substring(0, 12)))
                .hasSize(1);
    }

    static String snowflake(SnowflakeServer server) {
        return "connection.snowflake.url=" + server.url() + "?ssl=off&maxHttpRetries=1&loginTimeout=1\n"
                + "connection.snowflake.account=" + SnowflakeServer.ACCOUNT + "\nconnection.snowflake.user=SVC_WADI\n"
                + "connection.snowflake.role=" + SnowflakeServer.ROLE + "\nconnection.snowflake.warehouse="
                + SnowflakeServer.WAREHOUSE + "\nconnection.snowflake.database=" + SnowflakeServer.DATABASE + "\n";
    }

    private void rest(String... options) {
        List<String> all = new ArrayList<>(List.of("url: " + api.url("/events"), "credentials: crm"));
        all.addAll(Arrays.asList(options));
        source(project, "wadi-rest:events", all.toArray(String[]::new));
    }

    private void runs(String... command) {
        Outcome outcome = SecretCanaries.see(project, command);
        assertThat(outcome.code()).as(outcome.err()).isZero();
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, String> form(String body) {
        return Loopback.query(URI.create("http://x/?" + body));
    }
}
