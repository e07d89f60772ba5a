package io.wadi.extract.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import io.wadi.extract.files.Reads.Read;
import io.wadi.extract.json.JsonPath;
import io.wadi.model.TerminalFailure;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileReadingTest {
    private static final Map<String, String> TEXTS = Map.of(
            "a.csv", "id,name\n1,x\n2,y\n",
            "a.jsonl", "{\"id\":1}\n\n{\"id\":2}\n",
            "a.json", "[{\"id\":1},{\"id\":2}]");

    @TempDir
    private Path directory;

    private static FileReading placed(Optional<FileFormat> format) {
        return new FileReading(
                format,
                CsvOptions.DEFAULT,
                Optional.of(JsonPath.ROOT),
                Map.of(),
                Optional.of("_file"),
                Optional.of("_line"));
    }

    private Path packed(String name, boolean zstd) throws IOException {
        Path plain = directory.resolve(name);
        if (!zstd) {
            return Reads.gzip(directory.resolve(name + ".gz"), TEXTS.get(name));
        }
        Path file = plain.resolveSibling(name + ".zst");
        try (OutputStream out = new ZstdOutputStreamNoFinalizer(Files.newOutputStream(file))) {
            out.write(TEXTS.get(name).getBytes(StandardCharsets.UTF_8));
        }
        return file;
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.csv", "a.jsonl", "a.json", "a.parquet"})
    void anArchiveIsCalledOne(String name) throws IOException {
        Path file = directory.resolve(name);
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry(name));
        }

        assertThatThrownBy(() -> Reads.of(file))
                .isInstanceOf(TerminalFailure.class)
                .hasMessageContaining("it is a ZIP archive");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.csv", "a.jsonl", "a.json"})
    void whatIsCompressedReadsAsWhatIsNot(String name) throws IOException {
        Read plain = Reads.of(Reads.file(directory.resolve(name), TEXTS.get(name)));
        assertThat(plain.rows()).hasSize(2);
        for (boolean zstd : new boolean[] {false, true}) {
            Read packed = Reads.of(packed(name, zstd));
            assertThat(packed.rows()).isEqualTo(plain.rows());
            assertThat(packed.columns()).isEqualTo(plain.columns());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.csv", "a.jsonl", "a.json"})
    void aCompressedFileThatIsCutOffIsNamed(String name) throws IOException {
        for (boolean zstd : new boolean[] {false, true}) {
            Path file = packed(name, zstd);
            byte[] all = Files.readAllBytes(file);
            Files.write(file, Arrays.copyOf(all, all.length - 9));
            assertThatThrownBy(() -> Reads.of(file)).isInstanceOfSatisfying(TerminalFailure.class, e -> {
                assertThat(e).hasMessageContaining("ends early or is damaged");
                assertThat(e.explanation().at().orElseThrow())
                        .startsWith(file.getFileName().toString());
            });
        }
    }

    @Test
    void recordsSayWhereTheyAreFrom() throws IOException {
        assertThat(Reads.of(
                                Reads.file(directory.resolve("b.jsonl"), "{\"id\":1,\"a\":{\"b\":[1]}}\n\n{}\n 7\n"),
                                placed(Optional.empty()))
                        .rows())
                .containsExactly(
                        "{\"id\":1,\"a\":{\"b\":[1]},\"_file\":\"b.jsonl\",\"_line\":1}",
                        "{\"_file\":\"b.jsonl\",\"_line\":3}",
                        " 7");
        assertThat(Reads.of(Reads.file(directory.resolve("b.json"), TEXTS.get("a.json")), placed(Optional.empty()))
                        .rows())
                .containsExactly(
                        "{\"id\":1,\"_file\":\"b.json\",\"_line\":1}", "{\"id\":2,\"_file\":\"b.json\",\"_line\":2}");
        assertThat(Reads.of(Reads.file(directory.resolve("b.csv"), TEXTS.get("a.csv")), placed(Optional.empty()))
                        .rows())
                .containsExactly("[1, x, 2, b.csv]", "[2, y, 3, b.csv]");
    }

    @Test
    void malformedJsonPassesTheColumnsOfPlacesUnchanged() throws IOException {
        Path file = Reads.file(directory.resolve("b.jsonl"), "{\"id\":1}\n{\"id\":oops}\n");
        assertThat(Reads.of(file, placed(Optional.empty())).rows())
                .containsExactly("{\"id\":1,\"_file\":\"b.jsonl\",\"_line\":1}", "{\"id\":oops}");
    }

    @Test
    void aJsonDocumentThatIsNoneIsTerminalAndTold() throws IOException {
        for (String text : new String[] {"[{\"id\":1},", "{]", "[1] [2]"}) {
            Path file = Reads.file(directory.resolve("c.json"), text);
            assertThatThrownBy(() -> Reads.of(file)).isInstanceOfSatisfying(TerminalFailure.class, e -> {
                assertThat(e).hasMessageContaining("c.json");
                assertThat(e.explanation().fix().orElseThrow()).contains("dataSelector");
            });
        }
        assertThat(Reads.of(Reads.file(directory.resolve("c.json"), "")).rows()).isEmpty();
    }

    @Test
    void parquetHasTheTypesOfItsColumns() throws Exception {
        Path file = directory.resolve("it's.parquet");
        sql("""
                COPY (SELECT 1::INTEGER AS i, 2::BIGINT AS b, 1.50::DECIMAL(10,2) AS d, 0.5::DOUBLE AS f, true AS ok,
                    'x' AS "odd ""Name", DATE '2024-02-29' AS day, TIMESTAMP '2024-02-29 12:00:00' AS ts,
                    TIMESTAMPTZ '2024-02-29 12:00:00+01' AS tz, TIME '09:30:00' AS t, [1,2] AS list,
                    {'a': 1, 'b': 'x'} AS struct, '\\xFF'::BLOB AS bin, NULL::VARCHAR AS none,
                    18446744073709551615::UBIGINT AS u,
                    '6e2f5ab8-9f3d-4c0e-a6d5-111111111111'::UUID AS uuid
                  UNION ALL SELECT NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
                ) TO '%s' (FORMAT parquet)""".formatted(file.toString().replace("'", "''")));

        Read read = Reads.of(file, placed(Optional.empty()));

        assertThat(read.columns())
                .containsExactly(
                        "i bigint",
                        "b bigint",
                        "d decimal",
                        "f double",
                        "ok bool",
                        "odd \"Name text",
                        "day date",
                        "ts timestamp",
                        "tz timestamp",
                        "t time",
                        "list json",
                        "struct json",
                        "bin binary",
                        "none text",
                        "u decimal",
                        "uuid text",
                        "_file text",
                        "_line bigint");
        assertThat(read.rows())
                .containsExactly(
                        "[1, 2, 1.50, 0.5, true, x, 2024-02-29, 2024-02-29T12:00:00Z, 2024-02-29T11:00:00Z, 09:30:00,"
                                + " [1,2], {\"a\":1,\"b\":\"x\"}, /w==, null, 18446744073709551615,"
                                + " 6e2f5ab8-9f3d-4c0e-a6d5-111111111111, it's.parquet, 1]",
                        "[null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,"
                                + " it's.parquet, 2]");
    }

    @Test
    void parquetThatIsCutOffOrNoneIsNamed() throws Exception {
        Path file = directory.resolve("cut.parquet");
        sql("COPY (SELECT i, i::VARCHAR AS t FROM range(100000) r(i)) TO '" + file + "' (FORMAT parquet)");
        byte[] all = Files.readAllBytes(file);
        assertThat(Reads.of(file).rows()).hasSize(100_000);
        for (byte[] wrong : new byte[][] {
            Arrays.copyOf(all, all.length - 100), new byte[0], "no parquet at all".getBytes(StandardCharsets.UTF_8)
        }) {
            Files.write(file, wrong);
            assertThatThrownBy(() -> Reads.of(file)).isInstanceOfSatisfying(TerminalFailure.class, e -> {
                assertThat(e)
                        .hasMessageStartingWith("malformed Parquet: ")
                        .hasMessageNotContaining(directory.toString());
                assertThat(e.explanation().at()).hasValue("cut.parquet");
            });
        }
    }

    @Test
    void aFormatThatANameDoesNotTellIsAskedFor() throws IOException {
        Path file = Reads.file(directory.resolve("a.txt"), "id\n1\n");
        assertThatThrownBy(() -> Reads.of(file)).hasMessageContaining("a.txt");
        assertThat(Reads.of(file, FileReading.DEFAULT.with(FileFormat.CSV)).columns())
                .containsExactly("id bigint");
        assertThat(FileFormat.of("x/ORDERS.CSV.GZ")).hasValue(FileFormat.CSV);
        assertThat(FileFormat.stem("x.d/orders.v1.csv.gz")).isEqualTo("orders.v1");
        assertThatThrownBy(() -> Reads.of(directory.resolve("none.csv"))).hasMessage("there is no file none.csv");
        assertThatThrownBy(() -> Reads.of(Files.createDirectory(directory.resolve("d.csv"))))
                .hasMessageContaining("no ordinary file");
    }

    private static void sql(String sql) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
