package io.wadi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.cli.Project.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that somebody made to break what reads them: loaded as they are, or refused in words. */
class HostileInputTest {
    private static final int MILLION = 1_000_000;

    @TempDir
    private Path home;

    private Project project;

    @BeforeEach
    void open() {
        project = new Project(home);
    }

    private Outcome copy(String name, byte[] content) throws IOException {
        Files.write(home.resolve(name), content);
        Outcome outcome =
                project.wadi("copy", home.resolve(name).toString(), "duckdb://" + project.database, "--table", "t");
        assertThat(outcome.out() + outcome.err())
                .doesNotContain("in a way it should not", "Exception", "\tat ", "com.", "`", "\u001b");
        try (Stream<Path> files = Files.walk(home)) {
            assertThat(files.filter(file -> file.toString().endsWith(".tmp"))).isEmpty();
        }
        return outcome;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static Stream<Arguments> loaded() {
        String wide =
                IntStream.range(0, 2_000).mapToObj(i -> "\"c" + i + "\":" + i).collect(Collectors.joining(","));
        return Stream.of(
                Arguments.of("NUL", "{\"a\\u0000b\":\"x\\u0000y\"}", "SELECT a_b FROM t", "xy"),
                Arguments.of("control", "{\"a\\u0001\\u001b[31m\":\"\\u001b[2J\"}", "SELECT a_31m FROM t", "\u001b[2J"),
                Arguments.of("bidi", "{\"\\u202egnp.exe\":\"\\u202ea\"}", "SELECT _gnp_exe FROM t", "\u202ea"),
                Arguments.of("SQL in a name", "{\"a\\\"; drop table t; --\":1}", "SELECT count(*) FROM t", "1"),
                Arguments.of(
                        "SQL in a value", "{\"a\":\"'; drop table t; --\"}", "SELECT a FROM t", "'; drop table t; --"),
                Arguments.of("no name", "{\"\":1}", "SELECT _empty FROM t", "1"),
                Arguments.of("a key twice", "{\"a\":1,\"a\":2}", "SELECT a FROM t", "2"),
                Arguments.of("half a surrogate pair", "{\"a\":\"x\\ud800y\"}", "SELECT a FROM t", "x?y"),
                Arguments.of("too small for a double", "{\"a\":1e-400}", "SELECT a FROM t", "0.0"),
                Arguments.of("too large for a double", "{\"id\":1,\"a\":1e400}", "SELECT id FROM t", "1"),
                Arguments.of("an exponent without end", "{\"id\":1,\"a\":1e999999999}", "SELECT id FROM t", "1"),
                Arguments.of("many columns", "{" + wide + "}", "SELECT c1999 FROM t", "1999"),
                Arguments.of(
                        "a long name",
                        "{\"" + "n".repeat(MILLION) + "\":1}",
                        "SELECT length(column_name) > 60000 FROM duckdb_columns() WHERE table_name = 't' AND data_type = 'BIGINT'",
                        "true"),
                Arguments.of(
                        "a long text",
                        "{\"a\":\"" + "y".repeat(9 * MILLION) + "\"}",
                        "SELECT length(a) FROM t",
                        "9000000"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("loaded")
    void isLoadedAsItIs(String kind, String record, String query, String expected) throws IOException {
        Outcome outcome = copy("in.jsonl", utf8(record + "\n"));

        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(project.query(query)).containsExactly(expected);
    }

    @Test
    void aNumberThatBecameNullIsTold() throws IOException {
        Outcome outcome =
                copy("in.jsonl", utf8("{\"id\":1,\"a\":1e400}\n{\"id\":2,\"a\":-1e999}\n{\"id\":3,\"a\":1}\n"));

        assertThat(outcome.code()).isZero();
        assertThat(outcome.out() + outcome.err())
                .contains("table t: 2 values left out: column a: numbers beyond what a double holds, such as 1e400");
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of(
                        "10,000 objects deep",
                        utf8("{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000)),
                        "nesting depth (1001) is more than 1000"),
                Arguments.of(
                        "a million lists deep",
                        utf8("{\"a\":" + "[".repeat(MILLION) + "]".repeat(MILLION) + "}"),
                        "nesting depth (1001) is more than 1000"),
                Arguments.of(
                        "ten million digits",
                        utf8("{\"a\":" + "9".repeat(10 * MILLION) + "}"),
                        "(10000000) is more than 1000"),
                Arguments.of(
                        "ten million decimals",
                        utf8("{\"a\":0." + "1".repeat(10 * MILLION) + "}"),
                        "(10000001) is more than 1000"),
                Arguments.of("no UTF-8", new byte[] {'{', '"', 'a', '"', ':', '"', (byte) 0xff, '"', '}'}, "UTF-8"),
                Arguments.of(
                        "a surrogate as bytes",
                        new byte[] {'{', '"', 'a', '"', ':', '"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"', '}'},
                        "not UTF-8"),
                Arguments.of(
                        "a key in overlong UTF-8",
                        new byte[] {'{', '"', (byte) 0xc0, (byte) 0xaf, '"', ':', '1', '}'},
                        "not UTF-8"),
                Arguments.of("half a surrogate pair in a key", utf8("{\"a\\udc00\":1}"), "surrogate"),
                Arguments.of("NaN", utf8("{\"a\":NaN}"), "NaN is no value of JSON"),
                Arguments.of("cut short", utf8("{\"a\":1"), "end-of-input"),
                Arguments.of("UTF-16", "{\"a\":1}".getBytes(StandardCharsets.UTF_16), "UTF-8"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void isRefusedInWordsAndNothingIsLoaded(String kind, byte[] record, String words) throws IOException {
        Outcome outcome = copy("in.jsonl", record);

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.err()).contains(words, "in.jsonl", "line 1", "nothing was loaded");
        assertThat(project.contents())
                .allSatisfy((table, rows) -> assertThat(table).doesNotContain("\"t\""));
    }

    /** 600 MB of one text in 600 kB: unpacked as far as the heap goes, and not further. */
    @Test
    void aBombOfZipsEndsWhereItIsTooLarge() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(utf8("{\"a\":\""));
            byte[] many = utf8("a".repeat(10 * MILLION));
            for (int i = 0; i < 60; i++) {
                gzip.write(many);
            }
            gzip.write(utf8("\"}\n"));
        }

        Outcome outcome = copy("in.jsonl.gz", packed.toByteArray());

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.err()).contains("nothing was loaded").containsAnyOf("heap", "longer than");
    }

    @ParameterizedTest
    @CsvSource({"../../etc/passwd", "a/../../b", "'x\"; drop table t; --'", "_dlt_loads"})
    void aNameIsNeverAPath(String name) throws IOException {
        Files.writeString(home.resolve("in.jsonl"), "{\"id\":1}\n");

        Outcome outcome = project.wadi(
                "copy", home.resolve("in.jsonl").toString(), "duckdb://" + project.database, "--table", name);

        assertThat(outcome.err()).doesNotContain("in a way it should not", "Exception");
        List<Path> expected = List.of(home.resolve("in.jsonl"), home.resolve("work"), project.database);
        try (Stream<Path> files = Files.list(home)) {
            assertThat(files.toList()).isSubsetOf(expected);
        }
        assertThat(home.getParent().resolve("etc")).doesNotExist();
        if (outcome.code() == 0) {
            assertThat(project.query("SELECT count(*) FROM duckdb_tables() WHERE table_name LIKE '%;%'"))
                    .containsExactly("0");
        }
    }
}
