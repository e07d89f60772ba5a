package io.wadi.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Deadline;
import io.wadi.model.Extraction;
import io.wadi.model.Pages;
import io.wadi.model.Resource;
import io.wadi.model.Source;
import io.wadi.model.WriteDisposition;
import io.wadi.testing.Postgres;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Patterns, queries and windows of a database, as a route says them. */
class SqlChoiceTest {
    private static final String DATABASE = "chosen";

    @TempDir
    private Path home;

    private Project project;

    @BeforeAll
    static void create() {
        Postgres.shared()
                .database(DATABASE)
                .execute(
                        DATABASE,
                        "CREATE TABLE orders (id int PRIMARY KEY, at date NOT NULL, changed timestamptz)",
                        "CREATE TABLE order_lines (id int PRIMARY KEY, at date NOT NULL)",
                        "CREATE TABLE users (id int PRIMARY KEY)",
                        "CREATE SCHEMA b",
                        "CREATE TABLE b.users (id int)");
    }

    @BeforeEach
    void prepare() {
        project = new Project(home).pipeline();
        project.settings.put("connection.shop.url", Postgres.shared().url(DATABASE));
        project.settings.put("connection.shop.user", Postgres.USER);
        project.environment.put("SHOP_PASSWORD", "x");
    }

    private Source registered(String options) {
        return project.source("""
                        - to:
                            uri: wadi-sql:shop
                            parameters:
                """ + options.indent(14)).registered(Map.of());
    }

    private void refused(String options, String... problems) {
        assertThatThrownBy(() -> registered(options))
                .isInstanceOf(ConfigurationFailure.class)
                .satisfies(e -> assertThat(((ConfigurationFailure) e).problems())
                        .extracting(p -> p.what() + " - " + p.fix().orElse(""))
                        .containsExactlyInAnyOrder(problems));
    }

    @Test
    void optionsReachTheTablesThatAPatternFound() {
        Source source = registered("""
                tables: "public.order*"
                excludeTables: order_notes_*
                writeDisposition: merge
                cursor: at
                table.orders.writeDisposition: append
                table.public.order_lines.table: lines
                """);

        assertThat(source.resources()).extracting(Resource::name).containsExactly("order_lines", "orders");
        assertThat(source.resources().get(0).hints().table()).contains("lines");
        assertThat(source.resources().get(0).hints().disposition()).isEqualTo(WriteDisposition.MERGE);
        assertThat(source.resources().get(1).hints().disposition()).isEqualTo(WriteDisposition.APPEND);
        assertThat(source.resources().get(1).hints().primaryKey()).containsExactly("id");
    }

    @Test
    void howManyReadersATableHasIsSaidOfEach() {
        Source source = registered("""
                tables: orders, users
                parallel: 2
                table.orders.cursor: at
                """);

        for (Resource resource : source.resources()) {
            try (Pages pages =
                    resource.opener().open(new Extraction(Optional.empty(), Instant.EPOCH, Deadline.none()))) {
                assertThat(pages.next()).isEmpty();
            }
        }
        assertThat(source.warnings())
                .containsExactly(
                        "table public.orders of connection shop is read by one reader in spite of parallel: its"
                                + " rows come in the order of the cursor at");
    }

    @ParameterizedTest
    @CsvSource({"parallel: 0,0", "parallel: 33,33", "table.users.parallel: 0,0"})
    void aNumberOfReadersThatCannotBeIsRefused(String option, String value) {
        assertThatThrownBy(() -> registered("tables: users\n" + option + "\n"))
                .isInstanceOf(ConfigurationFailure.class)
                .hasMessageContaining("parallel is '" + value + "'");
    }

    @Test
    void anOptionOfATableThatNoPatternFindsIsRefusedBeforeAnythingIsAsked() {
        project.settings.put("connection.shop.url", "jdbc:postgresql://127.0.0.1:1/nowhere");
        refused("""
                tables: "order*, users"
                table.user.primaryKey: id
                """, "option table.user.primaryKey is of no table that is read - did you mean table.users?");
    }

    @Test
    void anOptionOfATableThatIsNotThereIsRefusedWhenThisIsKnown() {
        refused(
                """
                tables: "*"
                table.orderlines.primaryKey: id
                """,
                "option table.orderlines.primaryKey is of no table that is read - did you mean table.order_lines?");
    }

    @Test
    void tablesOfOneNameInTwoSchemasAreToldApartByPeople() {
        refused(
                "tables: \"users, b.*\"",
                "public.users and b.users would both be resource users - read one of them from a source of its own, or"
                        + " give it another name by a query");
    }

    @Test
    void aQueryIsAResourceWithHintsOfItsOwn() {
        Source source = registered("""
                tables: users
                query:
                  daily: "SELECT at, count(*) AS n FROM orders WHERE at >= {cursor.start} GROUP BY at"
                table.daily.cursor: at
                table.daily.cursor.initial: "2024-01-01"
                table.daily.cursor.onMissing: exclude
                table.daily.writeDisposition: merge
                table.daily.primaryKey: at
                """);

        assertThat(source.resources()).extracting(Resource::name).containsExactly("users", "daily");
        assertThat(source.resources().get(1).hints().primaryKey()).containsExactly("at");
        assertThat(source.resources().get(1).hints().cursor()).isPresent();
        assertThat(source.resources().get(0).hints().cursor()).isEmpty();
    }

    @Test
    void whatIsWrongWithQueriesIsToldAtOnceBeforeAnythingIsAsked() {
        project.settings.put("connection.shop.url", "jdbc:postgresql://127.0.0.1:1/nowhere");
        refused(
                """
                query.a: "SELECT * FROM orders WHERE at >= {cursor.start}"
                query.b: "SELECT * FROM orders WHERE at >= '{cursor.start}'"
                query.c: "SELECT * FROM orders WHERE at >= {window.start}"
                query.d.primaryKey: id
                query.e: ""
                query.f: "SELECT id FROM orders"
                table.f.mergeStrategy: upsert
                table.f.writeDisposition: merge
                table.b.cursor: at
                """,
                "of query a, {cursor.start} or {cursor.end} is asked for, and there is no cursor - add cursor:"
                        + " updated_at",
                "of query b, {cursor.start} stands in quotes, where it would be nothing but text - write it without"
                        + " quotes: its value is a parameter of the statement",
                "of query c, {window.start} or another of a window is asked for, and there are no windows - add"
                        + " window.start",
                "option query.d.primaryKey has a name with a point - a query is query.NAME; what is said of it stands"
                        + " under table.NAME, as in table.d.primaryKey",
                "query.e is empty - write a select statement",
                "table.f.mergeStrategy is upsert, and there is no primaryKey - say which columns tell rows apart:"
                        + " primaryKey: id");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "maxNesting: 1                  | maxNesting is about nested tables, and rows of a database make none - leave it out: columns of JSON stay JSON",
                "addRootId: true                | addRootId is about nested tables, and rows of a database make none - leave it out: columns of JSON stay JSON",
                "table: t                       | option table would put all tables into one - say it of each: table.NAME.table",
                "excludeTables: users           | excludeTables is about what patterns find, and tables has none - leave it out, or say a pattern: tables: public.*",
                "views: true                    | views is about what patterns find, and tables has none - leave it out, or say a pattern: tables: public.*",
                "query.orders: SELECT 1         | query.orders and table orders would be one resource - give the query another name",
                "window.start: 2024-01-01       | window.start without a cursor: a window is a range of it - say which column it is, cursor: updated_at, or ask for {window.start} and {window.next} in where",
                "window.strat: 2024-01-01       | unknown option window.strat - did you mean window.start?",
                "where: at > '{cursor.start}'   | {cursor.start} stands in quotes, where it would be nothing but text - write it without quotes: its value is a parameter of the statement",
                "view: true                     | unknown option view - did you mean views?",
                "views: yes                     | views is 'yes' - it is true or false",
            })
    void whatCannotBeMeantIsRefused(String option, String problem) {
        refused("tables: orders\n" + option.replaceFirst(": (.*)", ": \"$1\""), problem);
    }

    @Test
    void aCursorThatMayBeNullNeedsAChoice() {
        refused(
                """
                tables: orders
                cursor: changed
                """,
                "table public.orders of connection shop: cursor changed may be null, and cursor.onMissing does not say"
                        + " what becomes of rows without it - raise ends the run at such a row, include loads them at"
                        + " each run, exclude leaves them out; a column that is NOT NULL needs no choice");
        assertThat(registered("""
                tables: orders
                cursor: changed
                cursor.onMissing: raise
                """).resources()).hasSize(1);
    }

    @Test
    void windowsMayBeOfTheRun() {
        assertThat(registered("""
                tables: orders
                cursor: at
                cursor.initial: "2024-01-01"
                window.start: "{cursor.start}"
                window.step: P1M
                """).resources()).hasSize(1);
    }

    @Test
    void anEndpointReadsSomething() {
        refused(
                "cursor: at",
                "there are no tables - say which to read: tables: public.products, or a query: query.NAME");
    }
}
