package io.wadi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.cli.Project.Outcome;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of all kinds, by {@code wadi copy}. */
class CopyTest {
    private static final String TYPES = "SELECT column_name || ' ' || lower(data_type) FROM information_schema.columns"
            + " WHERE table_schema = 'main' AND table_name = '%s' AND column_name NOT LIKE '\\_dlt%%' ESCAPE '\\'"
            + " ORDER BY ordinal_position";

    @TempDir
    private Path home;

    private Project project;

    @BeforeEach
    void open() {
        project = new Project(home);
    }

    private Outcome copy(String from, String... more) {
        String[] command = new String[3 + more.length];
        command[0] = "copy";
        command[1] = home.resolve(from).toString();
        command[2] = project.database.toString();
        System.arraycopy(more, 0, command, 3, more.length);
        return project.wadi(command);
    }

    @Test
    void aCsvFileBecomesATableOfItsNameAndTypes() {
        project.file("orders.csv", "Order Id;total;on;at;code\n1;9.5;2024-01-31;2024-01-31 10:00:00;007\n2;;;;x\n");

        Outcome outcome = copy("orders.csv");

        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(
                        project.query(
                                "SELECT concat_ws('|', order_id::TEXT, total::TEXT, \"on\"::TEXT, \"at\"::TEXT, code) FROM main.orders"))
                .containsExactly("1|9.5|2024-01-31|2024-01-31 10:00:00+00|007", "2|x");
        assertThat(project.query(TYPES.formatted("orders")))
                .containsExactly(
                        "order_id bigint", "total double", "on date", "at timestamp with time zone", "code varchar");
    }

    @Test
    void aDayOfAParquetFileIsThatDayWhicheverCalendarJavaThinksOf() throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "COPY (SELECT unnest([DATE '0044-03-15 (BC)', DATE '1582-10-10', DATE '-290000-01-01', DATE"
                            + " '1969-12-31']) AS d) TO '" + home.resolve("days.parquet") + "'");
        }

        assertThat(copy("days.parquet").code()).isZero();

        assertThat(project.query("SELECT d::VARCHAR FROM main.days ORDER BY d"))
                .containsExactly("290001-01-01 (BC)", "0044-03-15 (BC)", "1582-10-10", "1969-12-31");
    }

    @Test
    void whatIsCompressedParquetOrJsonIsReadByItsName() throws Exception {
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(home.resolve("a.csv.gz")))) {
            out.write("id\n1\n2\n".getBytes(StandardCharsets.UTF_8));
        }
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("COPY (SELECT 3 AS id, [1, 2] AS list, 18446744073709551615::UBIGINT AS most) TO '"
                    + home.resolve("a.parquet") + "'");
        }
        project.file("a.json", "[{\"id\":4,\"list\":null},{\"id\":5}]").file("lines.txt", "{\"id\":6}\n");

        for (String from : new String[] {"a.csv.gz", "a.parquet", "a.json", "lines.txt"}) {
            Outcome outcome = copy(from, "--table", "a");
            assertThat(outcome.code()).as(from + outcome.err()).isZero();
        }

        assertThat(project.query("SELECT id FROM main.a ORDER BY id")).containsExactly("1", "2", "3", "4", "5", "6");
        assertThat(project.query("SELECT most FROM main.a WHERE id = 3")).containsExactly("18446744073709551615");
    }

    @Test
    void aValueOfAnotherTypeThanTheRestGoesWhereOneOfJsonGoes() {
        StringBuilder text = new StringBuilder("id,name\n");
        for (int i = 1; i <= 200_000; i++) {
            text.append(i == 199_000 ? "n/a" : Integer.toString(i)).append(",some name of this row\n");
        }
        project.file("odd.csv", text.toString());

        Outcome outcome = copy("odd.csv");

        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(project.query("SELECT count(*) || ' ' || count(id) || ' ' || any_value(id__v_text) FROM main.odd"))
                .containsExactly("200000 199999 n/a");
    }

    @Test
    void whatIsMalformedIsNamedByFileAndLineAndLoadsNothing() {
        project.file("bad.csv", "id,name\n1,a\n2,b,secret\n").file("bad.parquet", "PAR1 and no more");
        Outcome csv = copy("bad.csv");
        assertThat(csv.code()).isEqualTo(1);
        assertThat(csv.err())
                .contains("malformed CSV: 3 cells", "bad.csv, line 3")
                .doesNotContain("secret");
        Outcome parquet = copy("bad.parquet");
        assertThat(parquet.code()).isEqualTo(1);
        assertThat(parquet.err()).contains("malformed Parquet", "bad.parquet");
        assertThat(copy("none.csv").err()).contains("there is no file", "none.csv");
        assertThat(project.query("SELECT table_name FROM duckdb_tables() WHERE table_name LIKE 'bad%'"))
                .isEmpty();
    }
}
