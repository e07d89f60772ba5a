package io.wadi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wadi.cli.Project.Outcome;
import io.wadi.testing.Postgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person learns of a database before reading it. */
class ConnectionCommandTest {
    private static final String DATABASE = "surveyed";

    @TempDir
    Path home;

    private Project project;

    @BeforeAll
    static void create() {
        Postgres.shared().requirePassword("surveyor", "right");
        Postgres.shared()
                .database(DATABASE)
                .execute(
                        DATABASE,
                        "CREATE SCHEMA crm",
                        "CREATE TABLE crm.customers (id int, region text, PRIMARY KEY (region, id))",
                        "CREATE TABLE orders (id bigint PRIMARY KEY, customer int NOT NULL, region text,"
                                + " total numeric(10,2), at timestamp, name varchar(20), span int4range,"
                                + " FOREIGN KEY (region, customer) REFERENCES crm.customers (region, id))",
                        "CREATE VIEW open_orders AS SELECT id, total FROM orders",
                        "CREATE TABLE events (day date) PARTITION BY RANGE (day)",
                        "CREATE TABLE events_1 PARTITION OF events FOR VALUES FROM ('2024-01-01') TO ('2025-01-01')",
                        "INSERT INTO events SELECT '2024-01-01'::date + i FROM generate_series(1, 100) i",
                        "CREATE TABLE secret (id int)",
                        "ANALYZE events_1",
                        "GRANT SELECT ON orders, open_orders, events TO surveyor",
                        "GRANT DELETE ON orders TO surveyor");
    }

    @BeforeEach
    void prepare() {
        project = new Project(home)
                .file(
                        "application.properties",
                        "connection.shop.url=" + Postgres.shared().url(DATABASE)
                                + "\nconnection.shop.user=surveyor\nconnection.local.url=jdbc:duckdb:"
                                + home.resolve("local.duckdb") + "\n");
        project.environment.put("SHOP_PASSWORD", "right");
    }

    private static JsonNode json(Outcome outcome) throws IOException {
        assertThat(outcome.code()).as(outcome.err()).isZero();
        return new ObjectMapper().readTree(outcome.out());
    }

    @Test
    void aConnectionThatWorksTellsWhoAnswersAndWhatTheUserMay() throws IOException {
        Outcome outcome = project.wadi("conn", "test", "shop");

        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(outcome.out())
                .contains(
                        "✓ connection shop works",
                        "PostgreSQL 1",
                        ", database surveyed, schema public",
                        "user      surveyor",
                        " ms to log in",
                        "reads 3 of 5 tables and views; may write to 1: a user who cannot is safer")
                .doesNotContain("right\n");
        JsonNode json = json(project.wadi("conn", "test", "shop", "--json"));
        assertThat(json.at("/rights/readable").asInt()).isEqualTo(3);
        assertThat(json.at("/connectMillis").asDouble()).isPositive();
    }

    @Test
    void oneThatDoesNotSaysWhy() {
        project.environment.put("SHOP_PASSWORD", "hunter2");
        Outcome wrong = project.wadi("conn", "test", "shop");
        assertThat(wrong.code()).isEqualTo(1);
        assertThat(wrong.err())
                .contains("does not let us in", "secret shop.password", "SHOP_PASSWORD")
                .doesNotContain("hunter2");

        Outcome down = project.wadi(
                "conn", "test", "shop", "-D", "connection.shop.url=jdbc:postgresql://127.0.0.1:1/x", "--json");
        assertThat(down.code()).isEqualTo(1);
        assertThat(down.out()).contains("\"transient\":true", "127.0.0.1:1");

        Outcome unknown = project.wadi("conn", "test", "shp");
        assertThat(unknown.code()).isEqualTo(2);
        assertThat(unknown.err()).contains("connection.shp.url is not set", "did you mean connection shop?");
    }

    @Test
    void tablesAreShownAsTheyWouldBeRead() {
        Outcome outcome = project.wadi("conn", "discover", "shop");

        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(outcome.out().lines().map(line -> line.replaceAll(" {2,}", "  ")))
                .containsExactly(
                        "public.events  partitioned table, about 100 rows, no primary key",
                        "  day  date  → date",
                        "",
                        "public.open_orders  view",
                        "  id  bigint  → bigint",
                        "  total  numeric(10,2)  → decimal(10,2)",
                        "",
                        "public.orders  table, rows unknown: no statistics yet",
                        "  id  bigint  → bigint  primary key",
                        "  customer  integer  → bigint  not null, of crm.customers.id",
                        "  region  text  → text  of crm.customers.region",
                        "  total  numeric(10,2)  → decimal(10,2)",
                        "  at  timestamp without time zone  → timestamp without zone",
                        "  name  character varying(20)  → text",
                        "  span  int4range  → text",
                        "",
                        "public.secret  table, rows unknown: no statistics yet, the user may not read it",
                        "",
                        "4 tables and views; other schemas, with --schema: crm");
    }

    @Test
    void aSchemaOrAPatternNarrowsItAndJsonHasItAll() throws IOException {
        project.environment.put("SHOP_PASSWORD", "x");
        String[] all = {"conn", "discover", "shop", "orders,crm.c*", "--json", "-D", "connection.shop.user=postgres"};
        JsonNode json = json(project.wadi(all));

        assertThat(json.at("/tables/0/name").asText()).isEqualTo("orders");
        assertThat(json.at("/tables/0/foreignKeys/0").toString())
                .isEqualTo("{\"columns\":[\"region\",\"customer\"],\"table\":\"crm.customers\","
                        + "\"references\":[\"region\",\"id\"]}");
        assertThat(json.at("/tables/0/columns/3").toString())
                .isEqualTo("{\"name\":\"total\",\"type\":\"numeric(10,2)\",\"becomes\":\"decimal(10,2)\","
                        + "\"nullable\":true}");
        assertThat(json.at("/tables/1/primaryKey").toString()).isEqualTo("[\"region\",\"id\"]");
        assertThat(json.at("/otherSchemas")).isEmpty();
        Outcome crm =
                project.wadi("conn", "discover", "shop", "--schema", "crm", "-D", "connection.shop.user=postgres");
        assertThat(crm.out()).contains("crm.customers  table", "primary key 1", "other schemas, with --schema: public");
    }

    @Test
    void whatIsNotThereIsToldWithWhatIs() {
        Outcome outcome = project.wadi("conn", "discover", "shop", "order_*");
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err())
                .contains("connection shop has no table order_* in schema public", "there are events, open_orders");
        assertThat(project.wadi("conn", "discover", "shop", "--schema", "crmm").err())
                .contains("there is no schema crmm: did you mean crm?");
        assertThat(project.wadi("conn", "discover", "shop", "a b").err()).contains("PATTERN: 'a b'");
    }

    @Test
    void anotherDatabaseTellsWhatItCan() throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + home.resolve("local.duckdb"));
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, price DECIMAL(5,1), tags VARCHAR[])");
            statement.execute("CREATE VIEW v AS SELECT id FROM t");
        }
        assertThat(project.wadi("conn", "test", "local").out())
                .contains("database  DuckDB v")
                .doesNotContain("rights");
        Outcome outcome = project.wadi("conn", "discover", "local");
        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(outcome.out().lines().map(line -> line.replaceAll(" {2,}", "  ")))
                .containsSubsequence(
                        "main.t  table, about 0 rows",
                        "  id  INTEGER  → bigint  primary key",
                        "  price  DECIMAL(5,1)  → decimal(5,1)",
                        "  tags  VARCHAR[]  → json",
                        "main.v  view");
    }
}
