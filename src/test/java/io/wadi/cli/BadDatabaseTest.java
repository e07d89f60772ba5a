package io.wadi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.cli.Project.Outcome;
import io.wadi.testing.Postgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database source that fails gets a clear error, and what was loaded before stays as it was. */
class BadDatabaseTest {
    private static final String DATABASE = "cli";
    private static final String ALL = "public.items";

    @TempDir
    Path home;

    private Project project;
    private Map<String, List<String>> before;

    @BeforeAll
    static void create() {
        Postgres.shared()
                .database(DATABASE)
                .execute(
                        DATABASE,
                        "CREATE TABLE items (id int PRIMARY KEY, name text, updated_at timestamptz)",
                        "INSERT INTO items VALUES (1, 'a', '2026-01-01'), (2, 'b', '2026-01-02')",
                        "CREATE TABLE unkeyed (id int, updated_at timestamptz)",
                        "INSERT INTO unkeyed VALUES (1, '2026-01-01'), (NULL, '2026-01-02'), (3, NULL)",
                        "CREATE TABLE many AS SELECT i AS id, repeat('x', 100) AS text FROM generate_series(1, 60000) i",
                        "CREATE TABLE exact (id int PRIMARY KEY, rate numeric, kept numeric, declared numeric(30,12))",
                        "INSERT INTO exact VALUES (1, 0.1234567891, 0.1234567891, 0.123456789125),"
                                + " (2, 2.1234567890, 1, 1), (3, 12345678901234, 1, 1), (4, -3.00000000001, 1, 1)",
                        "CREATE TABLE odd (id int PRIMARY KEY, span int4range)",
                        "INSERT INTO odd VALUES (1, '[1,5)')");
    }

    @BeforeEach
    void loadedOnce() {
        project = new Project(home);
        project.environment.put("SHOP_PASSWORD", "unused");
        Outcome first = run(Postgres.shared().url(DATABASE), ALL);
        assertThat(first.code()).as(first.err()).isZero();
        before = project.contents();
        assertThat(before.get("\"shop\".\"items\"")).hasSize(2);
    }

    /** Merges these tables into dataset shop. */
    private Outcome run(String url, String tables, String... options) {
        project.events("http://127.0.0.1/unused")
                .file(
                        "application.properties",
                        "connection.shop.url=" + url + "\nconnection.shop.user=" + Postgres.USER + "\n")
                .file(
                        "routes/sources/shop.camel.yaml",
                        """
                        - route:
                            id: source-shop
                            from:
                              uri: wadi-source:shop
                              steps:
                                - to:
                                    uri: wadi-sql:shop
                                    parameters:
                                      tables: "%s"
                                      writeDisposition: merge
                        """.formatted(tables) + String.join("\n", options).indent(14));
        return project.run();
    }

    private void failed(Outcome outcome, int code, String... said) {
        assertThat(outcome.err()).contains(said).contains("✗ ").doesNotContain("\tat ");
        assertThat(outcome.code()).isEqualTo(code);
        assertThat(project.contents()).isEqualTo(before);
    }

    @Test
    void aDatabaseThatIsDownAtTheStart() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        failed(run("jdbc:postgresql://127.0.0.1:" + free + "/shop", ALL), 1, "connection shop", "127.0.0.1:" + free);
    }

    @Test
    void aTableThatIsMissing() {
        failed(run(Postgres.shared().url(DATABASE), "public.itms"), 2, "itms", "items");
    }

    @Test
    void aColumnThatIsMissing() {
        failed(run(Postgres.shared().url(DATABASE), ALL, "cursor: updated"), 2, "updated", "updated_at");
    }

    @Test
    void aRecordWithoutItsPrimaryKey() {
        failed(run(Postgres.shared().url(DATABASE), "public.unkeyed", "primaryKey: id"), 1, "id", "key");
    }

    @Test
    void aCursorThatIsNull() {
        String url = Postgres.shared().url(DATABASE);
        String[] options = {"cursor: updated_at", "primaryKey: updated_at", "cursor.onMissing: raise"};
        failed(run(url, "public.unkeyed", options), 1, "cursor updated_at is null in a record", "row");
    }

    @Test
    void aCursorThatMayBeNullIsToldBeforeAnythingIsRead() {
        failed(
                run(Postgres.shared().url(DATABASE), ALL, "cursor: updated_at"),
                2,
                "cursor updated_at may be null",
                "raise ends the run at such a row, include loads them at each run, exclude leaves them out",
                "routes/sources/shop.camel.yaml:");
    }

    @Test
    void aConnectionThatIsNotConfiguredNamesAllThatIsMissing() {
        project.environment.clear();
        project.events("http://127.0.0.1/unused");
        run(Postgres.shared().url(DATABASE), ALL);
        project.file("application.properties", "");
        failed(project.run(), 2, "connection.shop.url");
    }

    @Test
    void aConnectionThatIsCutInTheMiddleOfAReadIsTransientAndLoadsNothing() {
        // The session ends itself when it has come to row 50,000: thousands were read, and as many are still to come.
        String cut = "where: id <> 50000 OR pg_terminate_backend(pg_backend_pid())";
        Outcome outcome = run(Postgres.shared().url(DATABASE), "public.many", cut, "primaryKey: id");
        failed(
                outcome,
                1,
                "connection shop broke",
                "table public.many of connection shop, after row ",
                "see whether the database is up, then run again",
                "nothing was loaded; the destination and the cursor are as they were");
        assertThat(project.run("--json").out()).contains("\"transient\":true");

        Outcome next = run(Postgres.shared().url(DATABASE), "public.many", "primaryKey: id");
        assertThat(next.code()).as(next.err()).isZero();
        assertThat(project.query("SELECT count(*) || ' ' || sum(id) FROM shop.many"))
                .containsExactly("60000 1800030000");
    }

    @Test
    void decimalsThatLoseDigitsAreCountedByColumn() {
        Outcome outcome = run(Postgres.shared().url(DATABASE), "public.exact", "column.kept.scale: 12");
        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(outcome.out())
                .contains(
                        "done with warnings",
                        "column rate of table public.exact has 2 values with more than 9 digits after the point: they"
                                + " are rounded",
                        "column.rate.scale")
                .doesNotContain("column kept", "column declared");
        assertThat(project.query("SELECT concat_ws(' ', rate, kept, declared) FROM shop.exact ORDER BY id LIMIT 2"))
                .containsExactly(
                        "0.123456789 0.123456789100 0.123456789125", "2.123456789 1.000000000000 1.000000000000");
    }

    @Test
    void aTypeThatIsNotKnownLoadsAsTextWithAWarning() {
        Outcome outcome = run(Postgres.shared().url(DATABASE), "public.odd");
        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(outcome.out()).contains("done with warnings", "span", "int4range");
        assertThat(project.query("SELECT span FROM shop.odd")).containsExactly("[1,5)");
    }
}
