package io.wadi.load.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wadi.load.duckdb.Grid.Bounds;
import io.wadi.load.duckdb.Grid.Form;
import io.wadi.model.Failure;
import io.wadi.model.TerminalFailure;
import io.wadi.model.TransientFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody's SQL gets out of a file, and what it does not get. */
class GuardedQueryTest {
    private static final Bounds FEW = new Bounds(5, 40, false, 10_000);

    @TempDir
    static Path folder;

    private static Path file;
    private static Path other;
    private static byte[] before;

    @BeforeAll
    static void fill() throws SQLException, IOException {
        file = folder.resolve("file.duckdb");
        other = folder.resolve("other.csv");
        Files.writeString(other, "secret\n42\n");
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE SCHEMA shop");
            statement.execute("CREATE TABLE shop.orders AS SELECT i AS id, 'order ' || i AS name FROM range(9) t(i)");
        }
        before = Files.readAllBytes(file);
    }

    @AfterAll
    static void nothingWasWritten() throws IOException {
        assertThat(Arrays.equals(Files.readAllBytes(file), before))
                .as("the file is as it was")
                .isTrue();
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactlyInAnyOrder(file, other);
        }
    }

    private static Grid ask(String sql) {
        return ask(sql, FEW);
    }

    private static Grid ask(String sql, Bounds bounds) {
        return new GuardedQuery(file, "shop", 128).ask(sql, bounds);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM read_csv('/etc/passwd')",
                "SELECT * FROM read_text('/etc/passwd')",
                "SELECT * FROM read_blob('/proc/self/environ')",
                "SELECT * FROM read_csv('OTHER')",
                "SELECT * FROM 'OTHER'",
                "SELECT * FROM sniff_csv('OTHER')",
                "SELECT * FROM glob('/etc/*')",
                "SELECT * FROM parquet_scan('OTHER')",
                "SELECT * FROM read_csv('https://example.com/a.csv')",
                "SELECT * FROM query('SELECT * FROM read_text(''/etc/passwd'')')",
                "ATTACH 'NEW.duckdb' AS other",
                "COPY shop.orders TO 'NEW.csv'",
                "EXPORT DATABASE 'NEW'",
                "INSTALL httpfs",
                "LOAD httpfs",
                "SET memory_limit = '10GB'",
                "SET enable_external_access = true",
                "RESET lock_configuration",
                "PRAGMA enable_external_access",
                "PRAGMA database_list",
                "CALL enable_logging()",
                "CREATE TEMP TABLE t AS SELECT 1",
                "CREATE SECRET s (TYPE S3)",
                "INSERT INTO shop.orders VALUES (1, 'x')",
                "WITH gone AS (DELETE FROM shop.orders RETURNING *) SELECT * FROM gone",
                "DROP TABLE shop.orders",
                "CHECKPOINT",
                "SELECT getenv('PATH')",
                "SELECT * FROM duckdb_secrets()",
                "SELECT 1; SELECT 2",
                "SELECT 1; DROP TABLE shop.orders",
                "SELECT 1) ; COPY (SELECT 1) TO 'NEW.csv'; SELECT (1",
                "SELECT 1) AS a, (SELECT 2",
                "SELECT ?",
                "SELECT 1 /* no end",
                "EXPLAIN ANALYZE SELECT 1",
                "VACUUM",
                ";",
                "-- nothing"
            })
    void whatIsNoQuestionOfThisFileIsRefused(String sql) {
        String real = sql.replace("OTHER", other.toString())
                .replace("NEW", folder.resolve("new").toString());
        assertThatThrownBy(() -> ask(real))
                .isInstanceOfSatisfying(
                        TerminalFailure.class,
                        e -> assertThat(e.explanation().fix()).isPresent());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM orders",
                "select * from shop.orders;",
                "WITH o AS (SELECT * FROM orders) SELECT * FROM o -- with a remark",
                "FROM orders",
                "TABLE orders",
                "DESCRIBE orders",
                "SHOW TABLES",
                "SHOW ALL TABLES",
                "SUMMARIZE orders",
                "VALUES (1), (2)",
                "SELECT id, id FROM orders"
            })
    void whatReadsIsAnswered(String sql) {
        assertThat(ask(sql).rows()).isNotEmpty();
    }

    @Test
    void anAnswerKeepsItsOrderAndSaysWhatItsColumnsAre() {
        Grid grid = ask("""
                SELECT id, name, id * 1.5 AS half, id > 3 AS big, NULL AS nothing, {'a': id} AS nested, [id] AS list,
                'x'::BLOB AS bytes, TIMESTAMPTZ '2026-01-01 12:00:00+02' AS at FROM orders ORDER BY id DESC""");
        assertThat(grid.more()).isTrue();
        assertThat(grid.rows()).hasSize(5);
        assertThat(grid.rows().get(0))
                .containsExactly(
                        Optional.of("8"),
                        Optional.of("order 8"),
                        Optional.of("12.0"),
                        Optional.of("true"),
                        Optional.empty(),
                        Optional.of("{\"a\":8}"),
                        Optional.of("[8]"),
                        Optional.of("eA=="),
                        Optional.of("2026-01-01 10:00:00+00"));
        assertThat(grid.columns())
                .extracting(Grid.Column::form)
                .startsWith(Form.NUMBER, Form.TEXT, Form.NUMBER, Form.TRUTH)
                .endsWith(Form.JSON, Form.JSON, Form.TEXT, Form.TEXT);
    }

    @Test
    void whatIsLongIsCutOrRefusedAndWhatIsMuchEnds() {
        String cell = ask("SELECT repeat('x', 50000000)").rows().get(0).get(0).orElseThrow();
        assertThat(cell).hasSize(FEW.cell() + 1);
        assertThatThrownBy(() -> ask("SELECT repeat('x', 21)", new Bounds(5, 20, true, 10_000)))
                .hasMessageContaining("row 1 has a text of more than 20 characters");
        Grid much = ask("SELECT 'abcdefghij' FROM range(1000)", new Bounds(1_000, 20, false, 105));
        assertThat(much.rows()).hasSize(10);
        assertThat(much.more()).isTrue();
        assertThatThrownBy(() -> ask("SELECT count(DISTINCT hash(i)) FROM range(100000000) t(i)"))
                .hasMessageContaining("took more memory than one from the console has, 128 MB");
    }

    @Test
    void aMistakeIsShownWhereItIs() {
        assertThatThrownBy(() -> ask("SELECT naem\nFROM orders"))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("naem")
                .hasMessageContaining("LINE 1");
    }

    @Test
    void whileThisProcessLoadsItIsNotNowAndTheLoadGoesOn() throws SQLException {
        try (Connection load = DriverManager.getConnection("jdbc:duckdb:" + file)) {
            assertThatThrownBy(() -> ask("SELECT 1"))
                    .isInstanceOf(TransientFailure.class)
                    .hasMessageContaining("being loaded");
            assertThat(new DuckDbShelf(file, "shop").count("orders")).contains(9L);
            assertThat(load.isValid(1)).isTrue();
        }
    }
}
