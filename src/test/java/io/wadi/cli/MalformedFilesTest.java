package io.wadi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.cli.Project.Outcome;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Malformed files, as an operator meets them: by a run of a pipeline and by a copy, beside files that are well. */
@Tag("exhaustive")
class MalformedFilesTest {
    private static final String UNTOUCHED = "nothing was loaded; the destination and the cursor are as they were";

    @TempDir
    private Path home;

    private Orders orders;
    private Map<String, List<String>> before;

    @BeforeEach
    void loadedOnce() {
        orders = new Orders(home);
        orders.reads(home + "/in/**/*.{csv,parquet}");
        orders.arrives("a.csv", "1,a\n");
        orders.runs();
        before = orders.project.contents();
    }

    /** The malformed file comes between two that are not. */
    private void failsByRunAndCopy(String name, String... said) throws IOException {
        orders.arrives("b.csv", "2,b\n");
        orders.arrives("z.csv", "3,c\n");
        Outcome run = orders.run();
        Outcome copy = orders.project.wadi(
                "copy",
                home.resolve("in").resolve(name).toString(),
                "duckdb://" + orders.project.database,
                "--table",
                "orders",
                "--dataset",
                "shop");
        for (Outcome outcome : List.of(run, copy)) {
            assertThat(outcome.code()).isEqualTo(1);
            // the folder's own name is of random digits
            assertThat(outcome.err().replace(home.toString(), ""))
                    .contains(said)
                    .contains("in/" + name, "  fix    ", UNTOUCHED)
                    .doesNotContain("4711", "\tat ", "Exception");
            assertThat(orders.project.contents()).isEqualTo(before);
        }
        Files.delete(home.resolve("in").resolve(name));
        orders.runs();
        assertThat(orders.ids()).containsExactly("1", "2", "3");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "too few cells       | id,name\\n1,a\\n4711\\n | m.csv, line 3 | 1 cells where the first record has 2",
                "too many cells      | id,name\\n1,a\\n2,\"b\\nb\"\\n3,4711,c\\n | m.csv, line 5 | 3 cells where the first record has 2",
                "a quote stays open  | id,name\\n1,a\\n2,\"4711\\n3,c\\n | m.csv, line 3 | a quote is opened and never closed",
                "text after a quote  | id,name\\n1,\"a\"4711\\n | m.csv, line 2 | text follows the closing quote of cell 2",
                "not UTF-8           | id,name\\n1,a\\n2,é4711\\n | m.csv, line 3 | cell 2 is not in UTF-8; say what it is: csv.encoding: windows-1252",
                "a NUL in a number   | id,name\\n1,a\\n\\u00002,b,4711\\n | m.csv, line 3 | 3 cells where the first record has 2",
            })
    void csv(String what, String text, String at, String told) throws IOException {
        byte[] bytes = text.replace("\\n", "\n").replace("\\u0000", "\0").getBytes(Charset.forName("windows-1252"));
        Files.write(home.resolve("in/m.csv"), bytes);

        failsByRunAndCopy("m.csv", at, told, "malformed CSV: ");
    }

    @Test
    void csvInAPackedFileThatIsCutOff() throws IOException {
        byte[] whole = Files.readAllBytes(packed(home.resolve("in/m.csv.gz")));
        Files.write(home.resolve("in/m.csv.gz"), Arrays.copyOf(whole, whole.length / 2));
        orders.reads(home + "/in/**/*.{csv,csv.gz}");

        failsByRunAndCopy("m.csv.gz", "a compressed file ends early or is damaged", "m.csv.gz, line ");
    }

    private static Path packed(Path file) throws IOException {
        try (var out = new java.util.zip.GZIPOutputStream(Files.newOutputStream(file))) {
            out.write("id,name\n".getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < 400_000; i++) {
                out.write((i + ",4711" + Integer.toHexString(i * 31) + "\n").getBytes(StandardCharsets.UTF_8));
            }
        }
        return file;
    }

    /** Ten row groups of 2,048 rows, three columns each. */
    private byte[] parquet() throws IOException, SQLException {
        Path file = home.resolve("whole.parquet");
        sql("COPY (SELECT i AS id, '4711' || i AS name, i * 1.5 AS x FROM range(20480) r(i)) TO '" + file
                + "' (FORMAT parquet, ROW_GROUP_SIZE 2048)");
        return Files.readAllBytes(file);
    }

    /** The first value of what a statement gives, if it gives any. */
    private static String sql(String text) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            if (!statement.execute(text)) {
                return "";
            }
            try (ResultSet rows = statement.getResultSet()) {
                return rows.next() ? rows.getString(1) : "";
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"6, name", "0, id", "9, x"})
    void aRowGroupOfParquetThatIsDamaged(int group, String column) throws IOException, SQLException {
        byte[] bytes = parquet();
        int page =
                Integer.parseInt(sql("SELECT coalesce(dictionary_page_offset, data_page_offset) FROM parquet_metadata('"
                        + home.resolve("whole.parquet") + "') WHERE row_group_id = " + group + " AND path_in_schema = '"
                        + column
                        + "'"));
        for (int i = 0; i < 200; i++) {
            bytes[page + 20 + i] ^= (byte) 0xff;
        }
        Files.write(home.resolve("in/m.parquet"), bytes);

        failsByRunAndCopy(
                "m.parquet",
                "malformed Parquet: ",
                "in/m.parquet, row group " + group + ", rows " + (group * 2048 + 1) + " to " + (group + 1) * 2048
                        + ", column " + column);
    }

    @ParameterizedTest
    @CsvSource({"cut off at the end, 100", "cut off in the middle, 50000", "without a byte, 0"})
    void parquetThatIsCutOff(String what, int lost) throws IOException, SQLException {
        byte[] bytes = parquet();
        Files.write(home.resolve("in/m.parquet"), Arrays.copyOf(bytes, lost == 0 ? 0 : bytes.length - lost));

        failsByRunAndCopy("m.parquet", "malformed Parquet: ");
    }

    @Test
    void csvThatIsCalledParquet() throws IOException {
        Files.writeString(home.resolve("in/m.parquet"), "id,name\n1,4711\n");

        failsByRunAndCopy("m.parquet", "malformed Parquet: ", "No magic bytes");
    }
}
