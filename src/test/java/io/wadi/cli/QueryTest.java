package io.wadi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.testing.ChildJvm;
import io.wadi.testing.HoldingFile;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QueryTest {
    private Project project;
    private String file = "";

    @BeforeEach
    void aDatabase(@TempDir Path home) throws SQLException {
        project = new Project(home);
        file = "duckdb://" + project.database;
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + project.database);
                Statement statement = connection.createStatement()) {
            statement.execute("""
                    CREATE TABLE t AS SELECT * FROM (VALUES
                        (1, 'a', 1.50::DECIMAL(9,2), TIMESTAMPTZ '2024-01-02 03:04:05+00', '{"a":[1]}'::JSON, [1, 2]),
                        (20, NULL, NULL, NULL, NULL, NULL),
                        (300, 'x,"y"' || chr(10) || repeat('z', 60), 2, NULL, '2', [])) v(id, text, price, moment, doc, list)
                    """);
        }
    }

    @Test
    void aTableAlignsNumbersAndCutsLongCells() {
        assertThat(project.wadi("query", file, "SELECT id, text, price FROM t ORDER BY id"))
                .isEqualTo(new Project.Outcome(0, """
                         id │ text                                             │ price
                        ────┼──────────────────────────────────────────────────┼──────
                          1 │ a                                                │  1.50
                         20 │ ∅                                                │     ∅
                        300 │ x,"y"↵zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz… │  2.00
                        3 rows
                        """, ""));
    }

    @Test
    void yearsBeforeChristAreCountedAsIsoDoes() {
        assertThat(project.wadi(
                                "query",
                                file,
                                "SELECT DATE '0044-03-15 (BC)' d, TIMESTAMP '0044-03-15 (BC) 12:00:00' t",
                                "--format",
                                "csv")
                        .out())
                .isEqualTo("d,t\r\n-0043-03-15,-0043-03-15T12:00:00\r\n");
    }

    @Test
    void csvQuotesWhatHasToBeQuoted() {
        assertThat(project.wadi("query", file, "SELECT id, text, moment FROM t ORDER BY id", "--format", "csv")
                        .out())
                .isEqualTo("id,text,moment\r\n1,a,2024-01-02T03:04:05Z\r\n20,,\r\n300,\"x,\"\"y\"\"\n" + "z".repeat(60)
                        + "\",\r\n");
    }

    @Test
    void jsonKeepsTypes() {
        assertThat(project.wadi(
                                "query",
                                file,
                                "SELECT id, price, moment, doc, list, text IS NULL AS absent FROM t WHERE id < 100 ORDER BY id",
                                "--format",
                                "json")
                        .out())
                .isEqualTo("""
                        [
                        {"id":1,"price":1.50,"moment":"2024-01-02T03:04:05Z","doc":{"a":[1]},"list":[1,2],"absent":false},
                        {"id":20,"price":null,"moment":null,"doc":null,"list":null,"absent":true}
                        ]
                        """);
        assertThat(project.wadi("query", file, "SELECT 1 WHERE false", "--json").out())
                .isEqualTo("[\n]\n");
    }

    @Test
    void aLongResultIsCutAsATableAndStreamedOtherwise() {
        String sql = "SELECT i FROM range(100000) r(i)";

        assertThat(project.wadi("query", file, sql).out().lines())
                .hasSize(1003)
                .endsWith("999", "the first 1,000 rows; --format csv or --format json gives all");
        assertThat(project.wadi("query", file, sql, "--format", "csv").out().lines())
                .hasSize(100_001);
    }

    @Test
    void wrongSqlIsAnsweredInDuckDbsWordsWithoutATrace() {
        Project.Outcome outcome = project.wadi("query", file, "SELECT nme FROM t");

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err())
                .startsWith("✗ DuckDB: Binder Error: Referenced column \"nme\" not found")
                .contains("LINE 1: SELECT nme FROM t")
                .doesNotContain("\tat ");
    }

    @Test
    void nothingIsWrittenAndNoOtherFileIsRead() {
        assertThat(project.wadi("query", file, "DELETE FROM t").err()).contains("read-only");
        assertThat(project.wadi("query", file, "SELECT * FROM read_text('/etc/hosts')")
                        .err())
                .contains("disabled by configuration");
        assertThat(project.wadi("query", file, "SET enable_external_access = true")
                        .code())
                .isEqualTo(1);
        assertThat(project.query("SELECT count(*) FROM t")).containsExactly("3");
    }

    @Test
    void aFileThatAnotherProcessHoldsIsWaitedForAndTheHolderNamed() {
        ChildJvm holder = ChildJvm.start(HoldingFile.class, project.database.toString());
        try {
            assertThat(holder.line()).isEqualTo("held");

            Project.Outcome outcome = project.wadi("query", file, "SELECT 1");

            assertThat(outcome.code()).isEqualTo(1);
            assertThat(outcome.err()).contains("is held by another process", "waited 10 s");
            assertThat(project.waits).hasSize(100);
        } finally {
            holder.end();
        }
    }

    @Test
    void aFileThatIsMissingIsNamedAndNotMade() {
        Project.Outcome outcome =
                project.wadi("query", project.home.resolve("none.duckdb").toString(), "SELECT 1");

        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).contains("there is no file").contains("none.duckdb");
        assertThat(project.home.resolve("none.duckdb")).doesNotExist();
    }
}
