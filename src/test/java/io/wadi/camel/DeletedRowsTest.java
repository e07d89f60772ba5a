package io.wadi.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wadi.load.Loaded;
import io.wadi.model.Deadline;
import io.wadi.model.TerminalFailure;
import io.wadi.pipeline.Station;
import io.wadi.testing.Postgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows that a table does not have any more, from PostgreSQL into DuckDB. */
@Tag("exhaustive")
class DeletedRowsTest {
    private static final String DATABASE = "gone";
    private static final String DELETE = """
            tables: products
            writeDisposition: merge
            cursor: updated_at
            deletedRows: delete
            """;

    @TempDir
    private Path home;

    @BeforeAll
    static void create() {
        Postgres.shared().database(DATABASE);
    }

    @BeforeEach
    void fourProducts() {
        execute(
                "DROP TABLE IF EXISTS products, others",
                "CREATE TABLE products (id bigint PRIMARY KEY, name text, tags jsonb, updated_at timestamptz NOT NULL)",
                "INSERT INTO products SELECT n, 'p' || n, '[1, 2]', '2024-01-01Z' FROM generate_series(1, 4) n");
    }

    private static void execute(String... sql) {
        Postgres.shared().execute(DATABASE, sql);
    }

    private Project project(String options) {
        Project project = new Project(home).pipeline();
        project.settings.put("connection.shop.url", Postgres.shared().url(DATABASE));
        project.settings.put("connection.shop.user", Postgres.USER);
        project.environment.put("SHOP_PASSWORD", "x");
        return project.source("""
                        - to:
                            uri: wadi-sql:shop
                            parameters:
                """ + options.indent(14));
    }

    private LoadedRun run(String options) {
        return LoadedRun.of(project(options), home);
    }

    private LoadedRun until(Station station) {
        return LoadedRun.of(project(DELETE), home, station, Deadline.none());
    }

    private static String products(LoadedRun run) throws Exception {
        return String.join(", ", run.rows("SELECT name FROM d.products ORDER BY id"));
    }

    private static Map<String, Long> deleted(LoadedRun run) {
        return run.report().loaded().map(Loaded::deleted).orElseThrow();
    }

    @Test
    void rowsThatAreGoneGoBesideWhatIsNew() throws Exception {
        assertThat(deleted(run(DELETE))).isEmpty();
        execute(
                "DELETE FROM products WHERE id = 2",
                "UPDATE products SET name = 'x', updated_at = '2024-02-01Z' WHERE id = 3",
                "INSERT INTO products VALUES (9, 'new', '[]', '2024-02-02Z')");

        LoadedRun second = run(DELETE);

        assertThat(products(second)).isEqualTo("p1, x, p4, new");
        assertThat(deleted(second)).isEqualTo(Map.of("products", 1L));
        assertThat(second.records()).as("keys are no records").isEqualTo(Map.of("products", 2L));
    }

    @Test
    void rowsGoThoughNothingIsNew() throws Exception {
        String open = DELETE + "cursor.rangeStart: open\n";
        run(open);
        execute("DELETE FROM products WHERE id = 4");

        LoadedRun second = run(open);

        assertThat(second.records()).isEqualTo(Map.of("products", 0L));
        assertThat(products(second)).isEqualTo("p1, p2, p3");
        assertThat(deleted(second)).isEqualTo(Map.of("products", 1L));
        assertThat(deleted(run(open))).as("they are gone").isEmpty();
    }

    @Test
    void withoutTheOptionTheyStayAndTheSchemaIsTheSame() throws Exception {
        run(DELETE);
        String schemas = "SELECT version, version_hash FROM d._dlt_version";
        List<String> before = run(DELETE).rows(schemas);
        execute("DELETE FROM products WHERE id = 2");

        LoadedRun second = run(DELETE.replace("deletedRows: delete\n", ""));

        assertThat(products(second)).isEqualTo("p1, p2, p3, p4");
        assertThat(second.rows(schemas)).isEqualTo(before);
        assertThat(second.rows("SHOW TABLES FROM d")).noneMatch(name -> name.contains("key"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    uuid        | gen_random_uuid()
                    text        | 'ß ' || n
                    char(6)     | n
                    varchar(9)  | 'v' || n
                    int         | -n
                    numeric     | n / 8.0
                    numeric(9,3)| n / 8.0
                    date        | date '2024-01-01' + n
                    timestamp   | timestamp '2024-01-01' + n * interval '1 microsecond'
                    timestamptz | timestamptz '2024-01-01Z' + n * interval '1 microsecond'
                    bytea       | int4send(n)
                    boolean     | n > 2
                    float8      | n / 3.0
                    """)
    void keysOfAnyTypeAreFoundAgain(String type, String value) throws Exception {
        execute(
                "CREATE TABLE others (n int, \"Key One\" " + type + ", PRIMARY KEY (n, \"Key One\"))",
                "INSERT INTO others SELECT n, " + value + " FROM generate_series(1, 4) n");
        String options = "tables: others\nwriteDisposition: merge\ndeletedRows: delete";
        run(options);
        assertThat(deleted(run(options))).isEmpty();
        execute("DELETE FROM others WHERE n = 3");

        LoadedRun second = run(options);

        assertThat(second.rows("SELECT n FROM d.others ORDER BY n")).containsExactly("1", "2", "4");
        assertThat(deleted(second)).isEqualTo(Map.of("others", 1L));
    }

    @Test
    void hashedKeysAreComparedAsHashes() throws Exception {
        String hashed = DELETE + "mask.id: hash\n";
        run(hashed);
        execute("DELETE FROM products WHERE id = 1");

        LoadedRun second = run(hashed);

        assertThat(second.rows("SELECT name FROM d.products ORDER BY name")).containsExactly("p2", "p3", "p4");
        assertThat(second.rows("SELECT min(length(id)) FROM d.products")).containsExactly("64");
    }

    @Test
    void aTableThatIsSuddenlyEmptyEmptiesNothing() throws Exception {
        run(DELETE);
        execute("DELETE FROM products");

        refused(
                () -> run(DELETE),
                "the source of table products gave no key, and all 4 rows would be deleted; nothing was loaded",
                "look at the source; if it is right, say maxDeletedRows: 100% and run again with --fresh");
        giveUp();

        assertThat(products(run(DELETE + "maxDeletedRows: 100%\n"))).isEmpty();
    }

    @Test
    void moreThanMayGoAtOnceEndsTheRunBeforeAnythingIsLoaded() throws Exception {
        LoadedRun first = run(DELETE);
        execute("DELETE FROM products WHERE id < 4", "INSERT INTO products VALUES (9, 'new', '[]', '2024-02-02Z')");

        refused(
                () -> run(DELETE),
                "of table products the source no longer has 3 of 5 rows, and at most 50% may be deleted at once;"
                        + " nothing was loaded",
                "look at the source; if it is right, say maxDeletedRows: 60% and run again with --fresh");
        assertThat(products(first)).isEqualTo("p1, p2, p3, p4");
        giveUp();

        assertThat(products(run(DELETE + "maxDeletedRows: 60%\n"))).isEqualTo("p4, new");
    }

    private static void refused(ThrowingCallable run, String what, String fix) {
        assertThatThrownBy(run).isInstanceOfSatisfying(TerminalFailure.class, e -> {
            assertThat(e.explanation().what()).isEqualTo(what);
            assertThat(e.explanation().fix()).contains(fix);
        });
    }

    /** What --fresh does with the package that was left. */
    private void giveUp() throws IOException {
        Path packages = home.resolve("work/pipelines/p/packages");
        try (Stream<Path> files = Files.walk(packages)) {
            files.sorted((a, b) -> b.compareTo(a)).forEach(file -> file.toFile().delete());
        }
    }

    @Test
    void aPackageDeletesByTheKeysOfItsOwnTime() throws Exception {
        run(DELETE);
        execute("DELETE FROM products WHERE id = 2");
        until(Station.EXTRACT);
        execute("DELETE FROM products WHERE id = 3", "INSERT INTO products VALUES (2, 'again', '[]', '2024-02-02Z')");

        assertThat(products(run(DELETE))).isEqualTo("p1, p3, p4");
    }

    @Test
    void normalisedAtOnceOrFromTheJournalThePartsAreTheSame() throws Exception {
        run(DELETE);
        execute("DELETE FROM products WHERE id = 2");
        until(Station.NORMALISE);
        Map<String, byte[]> atOnce = parts();
        giveUp();
        until(Station.EXTRACT);
        until(Station.NORMALISE);

        assertThat(atOnce.keySet()).anyMatch(name -> name.startsWith("products_keys"));
        assertThat(parts()).usingRecursiveComparison().isEqualTo(atOnce);
    }

    private Map<String, byte[]> parts() throws IOException {
        Map<String, byte[]> parts = new TreeMap<>();
        try (Stream<Path> files = Files.walk(home.resolve("work"))) {
            for (Path part : files.filter(f -> f.toString().endsWith(".part")).toList()) {
                parts.put(part.getFileName().toString(), Files.readAllBytes(part));
            }
        }
        return parts;
    }

    @Test
    void aJournalOfKeysThatWasDamagedEndsTheRun() throws Exception {
        until(Station.EXTRACT);
        Path journal;
        try (Stream<Path> files = Files.walk(home.resolve("work"))) {
            journal = files.filter(f -> f.toString().endsWith(".keys.journal"))
                    .findFirst()
                    .orElseThrow();
        }
        byte[] bytes = Files.readAllBytes(journal);
        bytes[bytes.length / 2] ^= 1;
        Files.write(journal, bytes);

        assertThatThrownBy(() -> run(DELETE)).isInstanceOf(TerminalFailure.class);
    }
}
