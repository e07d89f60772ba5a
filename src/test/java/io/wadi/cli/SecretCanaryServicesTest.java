package io.wadi.cli;

import static io.wadi.cli.SecretCanaries.source;
import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.cli.Project.Outcome;
import io.wadi.snowflake.SnowflakeServer;
import io.wadi.testing.Postgres;
import io.wadi.testing.Reply;
import io.wadi.testing.S3Server;
import io.wadi.testing.ScriptedServer;
import io.wadi.testing.SecretsManagerServer;
import io.wadi.testing.SshFiles;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Databases, files, destinations and vaults that let nobody in: no secret is in a message, log or file. */
class SecretCanaryServicesTest {
    private static final String DATABASE = "secretservices";

    @TempDir
    Path home;

    private final ScriptedServer api = ScriptedServer.start();
    private Project project;

    @BeforeEach
    void aProject() {
        project = SecretCanaries.project(home);
        api.on("/events", Reply.json("[{\"id\":1}]"));
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "URL",
                "jdbc:postgresql://127.0.0.1:1/none",
                "jdbc:postgresql://nonesuch.invalid/none",
                "jdbc:nonesuch://127.0.0.1/x",
                "URL?password=SECRET",
                "jdbc:postgresql://me:SECRET@127.0.0.1/x",
                "URL?sslpassword=SECRET&ssl=true",
            })
    void aDatabase(String url) {
        Postgres postgres = Postgres.shared();
        if (postgres.ask("postgres", "SELECT 1 FROM pg_user WHERE usename = 'canary_other'")
                .isEmpty()) {
            postgres.requirePassword("canary_other", "another");
        }
        project.file(
                "application.properties",
                "connection.shop.url="
                        + url.replace("URL", postgres.url("postgres")).replace("SECRET", SecretCanaries.DATABASE)
                        + "\nconnection.shop.user=canary_other\n");
        source(project, "wadi-sql:shop", "tables: events");
        fails("run", "events");
        fails("conn", "test", "shop");
        fails("conn", "discover", "shop", "--json");
        SecretCanaries.see(project, "secrets", "check", "events");
        SecretCanaries.see(project, "config", "explain", "connection.shop.url");
    }

    @ParameterizedTest
    @ValueSource(strings = {"where: 1/0 = 1", "where: nonesuch(", "tables: none", "timeout: soon"})
    void whatADatabaseRefuses(String option) {
        Postgres postgres = Postgres.shared();
        if (postgres.ask("postgres", "SELECT 1 FROM pg_database WHERE datname = '" + DATABASE + "'")
                .isEmpty()) {
            postgres.database(DATABASE).requirePassword("canary_third", SecretCanaries.DATABASE);
            postgres.execute(
                    DATABASE, "CREATE TABLE events AS SELECT 1 AS id", "GRANT SELECT ON events TO canary_third");
        }
        project.file(
                "application.properties",
                "connection.shop.url=" + postgres.url(DATABASE) + "\nconnection.shop.user=canary_third\n");
        source(project, "wadi-sql:shop", option.startsWith("tables") ? option : "tables: events\n" + option);
        fails("run", "events");
    }

    @ParameterizedTest
    @ValueSource(strings = {"password", "host key", "host"})
    void filesOfAnSshServer(String wrong) {
        project.file("served/in/a.jsonl", "{\"id\":1}\n").file("none", "");
        try (SshFiles ssh = SshFiles.start(home, "another")) {
            source(
                    project,
                    "wadi-files:events",
                    "path: sftp://ann@" + (wrong.equals("host") ? "127.0.0.1:1" : ssh.address()) + "/in/*.jsonl",
                    "credentials: drop",
                    "knownHosts: " + (wrong.equals("host key") ? home.resolve("none") : ssh.knownHosts()));
            fails("run", "events");
        }
    }

    @Test
    void buckets() {
        source(project, "wadi-rest:events", "url: " + api.url("/events"));
        try (S3Server s3 = new S3Server("lake").only("AKIALAKE", "another")) {
            project.file("application.properties", s3("s3://lake/raw", s3.url()));
            fails("run", "events", "--destination", "s3");
            project.file("application.properties", s3("s3://other/raw", s3.url()));
            fails("run", "events", "--destination", "s3");
            project.file("application.properties", s3("s3://lake/raw", "http://127.0.0.1:1"));
            fails("run", "events", "--destination", "s3");
            project.file("application.properties", s3("s3://lake/raw", "https://me:" + SecretCanaries.S3 + "@x"));
            fails("run", "events", "--destination", "s3");
            source(
                    project,
                    "wadi-files:events",
                    "path: s3://lake/in/*.jsonl",
                    "credentials: drop",
                    "region: eu-west-2",
                    "endpoint: " + s3.url());
            fails("run", "events");
        }
    }

    private static String s3(String url, Object endpoint) {
        return "connection.s3.url=" + url + "\nconnection.s3.region=eu-west-2\nconnection.s3.endpoint=" + endpoint
                + "\n";
    }

    @Test
    void snowflake() throws Exception {
        source(project, "wadi-rest:events", "url: " + api.url("/events"));
        try (SnowflakeServer server = SnowflakeServer.start().user("SVC_WADI", "another")) {
            String settings = SecretCanaryRunsTest.snowflake(server);
            project.file("application.properties", settings);
            String[] run = {"run", "events", "--destination", "snowflake"};
            fails(run);
            SecretCanaries.see(project, "show", "events", "--destination", "snowflake");
            String key = Base64.getMimeEncoder()
                    .encodeToString(KeyPairGenerator.getInstance("RSA")
                            .generateKeyPair()
                            .getPrivate()
                            .getEncoded());
            String pem = "-----BEGIN PRIVATE KEY-----\n" + key + "\n-----END PRIVATE KEY-----\n";
            project.environment.put("SNOWFLAKE_PRIVATE_KEY", pem);
            Outcome refused = fails(run);
            assertThat(refused.err()).doesNotContain(key.substring(0, 40), key.substring(400, 440));
            project.environment.put("SNOWFLAKE_PRIVATE_KEY", SecretCanaries.SNOWFLAKE);
            fails(run);
            project.environment.put("SNOWFLAKE_PRIVATE_KEY", pem.replace("PRIVATE", "ENCRYPTED PRIVATE"));
            project.environment.put("SNOWFLAKE_PRIVATE_KEY_PASSPHRASE", SecretCanaries.SNOWFLAKE);
            fails(run);
            project.environment.keySet().removeIf(name -> name.startsWith("SNOWFLAKE_PRIVATE"));
            project.file("application.properties", settings.replaceAll("127.0.0.1:\\d+", "127.0.0.1:1"));
            fails(run);
            project.file(
                    "application.properties",
                    settings.replace("?ssl=off", "?ssl=off&password=" + SecretCanaries.SNOWFLAKE));
            fails(run);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AccessDeniedException",
                "DecryptionFailure",
                "InternalServiceError",
                "no key",
                "no JSON",
                "cut",
                "no secret",
                "wrong login",
                "not reached"
            })
    void aVault(String how) {
        project.environment.remove("CRM_TOKEN");
        try (SecretsManagerServer vault =
                new SecretsManagerServer("AKIAVAULT", how.equals("wrong login") ? "another" : SecretCanaries.VAULT)) {
            String secret = "{\"tokn\": \"" + SecretCanaries.IN_VAULT + "\"}";
            switch (how) {
                case "no key" -> vault.secrets.put("wadi/crm", secret);
                case "no JSON" -> vault.secrets.put("wadi/crm", SecretCanaries.IN_VAULT);
                case "cut" -> vault.secrets.put("wadi/crm", secret.substring(0, secret.length() - 2));
                case "no secret" -> vault.secrets.put("wadi/other", secret);
                default -> {
                    vault.secrets.put("wadi/crm", secret);
                    vault.refused.put("wadi/crm", how);
                }
            }
            project.file(
                    "application.properties",
                    "vault=aws\nvault.endpoint=" + (how.equals("not reached") ? "http://127.0.0.1:1" : vault.url())
                            + "\n");
            source(project, "wadi-rest:events", "url: " + api.url("/events"), "auth: bearer", "credentials: crm");
            fails("run", "events");
            fails("secrets", "check", "events");
            fails("secrets", "check", "events", "--json");
            SecretCanaries.see(project, "config", "explain", "crm.token");
            SecretCanaries.see(project, "show", "events");
        }
    }

    @Test
    void aCopyWithALogin() {
        String to = "duckdb://" + project.database;
        fails(
                "copy",
                api.url().toString().replace("//", "//me:" + SecretCanaries.TOKEN.replaceAll("[/#%]", "") + "@"),
                to);
        fails(
                "copy",
                "postgresql://me:" + SecretCanaries.DATABASE.replaceAll("[/#%]", "") + "@127.0.0.1:1/x?table=t",
                to);
    }

    private Outcome fails(String... command) {
        Outcome outcome = SecretCanaries.see(project, command);
        assertThat(outcome.code()).isNotZero();
        return outcome;
    }
}
