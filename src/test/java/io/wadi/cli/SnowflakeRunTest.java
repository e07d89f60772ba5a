package io.wadi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wadi.cli.Project.Outcome;
import io.wadi.snowflake.Faults.Side;
import io.wadi.snowflake.Said;
import io.wadi.snowflake.SnowflakeServer;
import io.wadi.testing.Reply;
import io.wadi.testing.ScriptedServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands whose destination is Snowflake: one account, a database for each environment. */
class SnowflakeRunTest {
    private static final String TWO = "{\"pages\":1,\"data\":[{\"id\":1},{\"id\":2}]}";

    @TempDir
    Path home;

    private final ScriptedServer api = ScriptedServer.start();
    private final SnowflakeServer server = SnowflakeServer.start().user("SVC_WADI", "secret");
    private Project project;

    @BeforeEach
    void aProjectOfTwoEnvironments() {
        server.database("WADI_PROD");
        server.database("WADI_DEV");
        api.on("/events", Reply.json(TWO), Reply.json(TWO), Reply.json(TWO));
        project = new Project(home)
                .events(api.url("/events"))
                .file("application.properties", """
                        wadi.destination=snowflake
                        connection.snowflake.url=%s?ssl=off&maxHttpRetries=1
                        connection.snowflake.account=%s
                        connection.snowflake.user=SVC_WADI
                        connection.snowflake.role=LOADER
                        connection.snowflake.warehouse=LOADING
                        connection.snowflake.database=WADI_PROD
                        """.formatted(server.url(), SnowflakeServer.ACCOUNT))
                .file("application-dev.properties", "connection.snowflake.database=WADI_DEV\n");
        project.environment.put("SNOWFLAKE_PASSWORD", "secret");
    }

    @AfterEach
    void close() {
        api.close();
        server.close();
    }

    @Test
    void whatIsLoadedWithOneProfileIsInItsDatabaseAlone() {
        assertThat(succeeded(project.wadi("run", "events", "--profile", "dev")).out())
                .contains("Snowflake WADI_DEV");

        assertThat(tables("WADI_DEV")).isPositive();
        assertThat(tables("WADI_PROD")).isZero();
        assertThat(server.statements())
                .isNotEmpty()
                .noneMatch(said -> said.sql().contains("WADI_PROD"));
    }

    @Test
    void aPackageOfOneProfileIsNotLoadedWithAnother() {
        succeeded(project.wadi("extract", "events", "--profile", "dev"));
        int before = server.statements().size();

        Outcome refused = project.wadi("load", "events");
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains("/WADI_DEV", "/WADI_PROD is configured");
        assertThat(server.statements()).hasSize(before);

        assertThat(succeeded(project.wadi("run", "events")).out()).contains("Snowflake WADI_PROD");
        assertThat(tables("WADI_DEV")).as("what waits for it waits on").isZero();
        succeeded(project.wadi("load", "events", "--profile", "dev"));
        assertThat(server.rows("SELECT ID FROM WADI_DEV.SHOP.EVENTS")).hasSize(2);
    }

    /** A warehouse that sleeps is not woken to hear that there is nothing to do. */
    @Test
    void aRunWithNothingToLoadSendsNoStatement() throws IOException {
        succeeded(project.wadi("run", "events"));
        int loaded = server.statements().size();

        assertThat(succeeded(project.wadi("run", "events")).out()).contains("nothing new");
        assertThat(server.statements()).hasSize(loaded);

        Path known = home.resolve("work/pipelines/events/base.json");
        Files.writeString(
                known, Files.readString(known).replaceFirst("\"asked\":\"[^\"]*", "\"asked\":\"2026-01-01T00:00:00Z"));
        assertThat(succeeded(project.wadi("run", "events")).out()).contains("nothing new");
        assertThat(server.statements())
                .as("what was learned a day ago is asked anew")
                .hasSizeGreaterThan(loaded);

        int asked = server.statements().size();
        succeeded(project.wadi("run", "events", "--fresh"));
        assertThat(server.statements()).as("so is what is to be begun anew").hasSizeGreaterThan(asked);
    }

    @Test
    void whatAnotherMachineLoadedMeanwhileIsNotLoadedAgain() {
        succeeded(project.wadi("run", "events"));
        String three = TWO.replace("{\"id\":2}", "{\"id\":2},{\"id\":3}");
        api.on("/events", Reply.json(three), Reply.json(three), Reply.json(three), Reply.json(three));
        succeeded(project.wadi("run", "events", "--work", home.resolve("other").toString()));

        assertThat(succeeded(project.wadi("run", "events")).out()).contains("nothing new");

        assertThat(server.rows("SELECT ID FROM WADI_PROD.SHOP.EVENTS")).hasSize(3);
    }

    /** Such as by a default of the user, or a parameter of the address. */
    @Test
    void anAddressCannotLeadIntoAnotherDatabase() {
        project.file(
                "application-dev.properties",
                "connection.snowflake.database=WADI_DEV\nconnection.snowflake.url=" + server.url()
                        + "?ssl=off&maxHttpRetries=1&db=WADI_PROD&database=WADI_PROD&schema=PUBLIC\n");
        Outcome outcome = project.wadi("run", "events", "--profile", "dev");

        assertThat(tables("WADI_PROD")).as(outcome.out() + outcome.err()).isZero();
    }

    @Test
    void aRunHasAnIdThatItsStatementsCarryAndItsReportTells() throws IOException {
        project.environment.put("WADI_DEPLOYMENT", "nightly \"emea\"\n");
        JsonNode first = json(project.wadi("run", "events", "--json"));
        int before = server.statements().size();
        JsonNode second = json(project.wadi("run", "events", "--json", "--refresh", "drop_data"));

        assertThat(first.path("run").asText()).matches("\\d{8}T\\d{6}Z-[0-9a-f]{8}");
        assertThat(second.path("run").asText()).isNotEqualTo(first.path("run").asText());
        assertThat(second.path("deployment").asText()).isEqualTo("nightly \"emea\"\n");
        for (Said said : server.statements().subList(before, server.statements().size())) {
            JsonNode tag = new ObjectMapper().readTree(said.tag());
            assertThat(tag.path("run")).as(said.sql()).isEqualTo(second.path("run"));
            assertThat(tag.path("deployment")).isEqualTo(second.path("deployment"));
            assertThat(tag.path("pipeline").asText()).isEqualTo("events");
        }
        JsonNode load = second.path("load");
        assertThat(load.path("statements").asInt()).isPositive();
        assertThat(load.path("bytes_uploaded").asLong()).isPositive();
        assertThat(load.path("times_ms").fieldNames())
                .toIterable()
                .containsExactly("prepare", "upload", "transaction", "tidy");
    }

    /** All keys that the source still has go with the load, through every station. */
    @Test
    void rowsThatTheirSourceNoLongerHasGoThereToo() throws Exception {
        String url = "jdbc:duckdb:" + home.resolve("shop.duckdb");
        project.environment.put("CONNECTION_SHOP_URL", url);
        project.file("routes/sources/shop.camel.yaml", """
                - route:
                    id: source-shop
                    from:
                      uri: wadi-source:shop
                      steps:
                        - to: "wadi-sql:shop?tables=products&writeDisposition=merge&deletedRows=delete"
                """);
        execute(url, "CREATE TABLE products (id BIGINT PRIMARY KEY, name VARCHAR)");
        execute(url, "INSERT INTO products VALUES (1, 'a'), (2, 'b'), (3, 'c')");
        succeeded(project.wadi("run", "events"));
        execute(url, "DELETE FROM products WHERE id = 2");

        assertThat(json(project.wadi("run", "events", "--json")).path("deleted").toString())
                .isEqualTo("{\"products\":1}");
        assertThat(server.rows("SELECT NAME FROM WADI_PROD.SHOP.PRODUCTS ORDER BY ID"))
                .extracting(row -> row.get("NAME"))
                .containsExactly("a", "c");
    }

    private static void execute(String url, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static JsonNode json(Outcome outcome) throws IOException {
        return new ObjectMapper().readTree(succeeded(outcome).out());
    }

    @Test
    void gcTellsAndThenRemovesWhatACrashLeft() throws IOException {
        api.on("/events", Reply.json(TWO), Reply.json("{\"pages\":1,\"data\":[{\"id\":3}]}"));
        succeeded(project.wadi("run", "events"));
        server.faults().cut("REMOVE .*", Side.BEFORE);
        succeeded(project.wadi("run", "events"));
        server.faults().mend();
        Path upload = home.resolve("work/upload/events/1.5");
        Files.createDirectories(upload);
        Files.writeString(upload.resolve("part-0.parquet"), "half");
        succeeded(project.wadi("extract", "events"));
        succeeded(project.wadi("extract", "events", "--fresh"));

        Outcome dry = succeeded(project.wadi("gc", "--dry-run"));
        assertThat(dry.out())
                .contains("would remove package of events", "it was given up")
                .contains("would remove files on their way", "no run is under way")
                .contains("would remove 1 file of load", "/events/", "its load is done")
                .contains("✓ would remove 3 things");
        assertThat(server.stagedFiles()).hasSize(1);
        assertThat(upload).exists();

        assertThat(succeeded(project.wadi("gc", "events")).out()).contains("✓ removed 3 things");
        assertThat(server.stagedFiles()).isEmpty();
        assertThat(upload).doesNotExist();
        assertThat(succeeded(project.wadi("gc", "--json")).out())
                .contains("\"removed\":[]", "\"kept\":[]", "\"dry_run\":false");
        succeeded(project.wadi("load", "events"));
        assertThat(project.wadi("gc", "--days", "0").code()).isEqualTo(2);
        project.environment.remove("SNOWFLAKE_PASSWORD");
        assertThat(succeeded(project.wadi("gc")).out())
                .contains("kept destination of events", "nobody looked, for secret snowflake.private-key is not set");
        assertThat(project.wadi("gc", "events").code())
                .as("who is named is to be looked at")
                .isEqualTo(2);
    }

    private int tables(String database) {
        return server.rows("SELECT TABLE_NAME FROM " + database + ".INFORMATION_SCHEMA.TABLES")
                .size();
    }

    private static Outcome succeeded(Outcome outcome) {
        assertThat(outcome.code()).as(outcome.out() + outcome.err()).isZero();
        return outcome;
    }
}
