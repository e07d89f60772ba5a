package io.wadi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.cli.Project.Outcome;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.SequenceInputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies of CSV and of JSON lines, whatever holds them. */
class LinesTest {
    private static final String UNTOUCHED = "nothing was loaded; the destination and the cursor are as they were";

    @TempDir
    private Path home;

    private Steps steps;

    @BeforeEach
    void open() {
        steps = new Steps(home);
    }

    /** What steps of a route leave; called by Camel. */
    public static final class Left {
        private static final String CSV = "id,name\n1,Zoë\n2,\"b\nb\"\n";
        private static final String LINES = "{\"id\":1,\"name\":\"Zoë\"}\n{\"id\":2,\"name\":\"b\\nb\"}";

        public String csvText() {
            return CSV;
        }

        public byte[] csvBytes() {
            return CSV.getBytes(StandardCharsets.UTF_8);
        }

        public InputStream csvStream() {
            return new ByteArrayInputStream(csvBytes());
        }

        public Reader csvReader() {
            return new StringReader(CSV);
        }

        public String linesText() {
            return LINES;
        }

        public byte[] linesBytes() {
            return LINES.getBytes(StandardCharsets.UTF_8);
        }

        public InputStream linesStream() {
            return new ByteArrayInputStream(linesBytes());
        }

        public Reader linesReader() {
            return new StringReader(LINES);
        }

        public List<String> list() {
            return List.of(CSV);
        }

        public String empty() {
            return "";
        }

        public String shortRow() {
            return "id,secret\n1,4711\n2\n";
        }

        public String openQuote() {
            return "id,secret\n1,x\n2,\"4711\n3,y\n";
        }

        public byte[] notUtf8() {
            return "id,secret\n1,x\n2,4711é\n".getBytes(StandardCharsets.ISO_8859_1);
        }

        public String badLine() {
            return "{\"id\":1}\n{\"id\":2}\nsecret 4711\n{\"id\":3}\n";
        }

        public byte[] cutOff() throws IOException {
            byte[] packed = packed(CSV);
            return java.util.Arrays.copyOf(packed, packed.length - 9);
        }

        /** Two members one after the other, in a stream that never says how much of it is there. */
        public InputStream twoMembers() throws IOException {
            return new SequenceInputStream(
                    new ByteArrayInputStream(packed("id,name\n1,a\n")), new ByteArrayInputStream(packed("2,b\n")));
        }

        private static byte[] packed(String text) throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
                out.write(text.getBytes(StandardCharsets.UTF_8));
            }
            return bytes.toByteArray();
        }

        /** Gives three pages and then breaks. */
        public InputStream breaking() {
            byte[] rows =
                    ("1,secret4711" + "x".repeat(1000) + "\n").repeat(20_000).getBytes(StandardCharsets.UTF_8);
            return new SequenceInputStream(new ByteArrayInputStream(rows), new InputStream() {
                @Override
                public int read() throws IOException {
                    throw new IOException("4711");
                }
            });
        }
    }

    private void source(String method, String... options) {
        steps.source(Steps.bean(Left.class, method) + Steps.records(options));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Text", "Bytes", "Stream", "Reader"})
    void csvAndLinesAreRowsWhateverHoldsThem(String holder) {
        source("csv" + holder, "format: csv");
        steps.runs();
        source("lines" + holder, "format: jsonl");
        steps.runs();

        assertThat(steps.rows("id, name")).containsExactly("1 Zoë", "1 Zoë", "2 b\nb", "2 b\nb");
        assertThat(steps.project.query("SELECT DISTINCT typeof(id) FROM lab.r")).containsExactly("BIGINT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"csvText", "csvReader"})
    void whatIsCharactersAlreadyHasNoEncoding(String method) {
        source(method, "format: csv", "csv.encoding: utf-16", "csv.columns: \"id,other\"", "csv.header: true");
        steps.runs();

        assertThat(steps.rows("id, other")).containsExactly("1 Zoë", "2 b\nb");
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "jsonl"})
    void anEmptyTextHasNoRecords(String format) {
        source("empty", "format: " + format);

        steps.runs();
        assertThat(steps.runs().out()).contains("nothing new at the source");
    }

    @Test
    void allMembersOfAPackedStreamAreRead() {
        source("twoMembers", "format: csv");
        steps.runs();

        assertThat(steps.rows("id, name")).containsExactly("1 a", "2 b");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "shortRow | csv | , line 3 | 1 cells where the first record has 2",
                "openQuote | csv | , line 3 | a quote is opened and never closed",
                "notUtf8 | csv | , line 3 | cell 2 is not in UTF-8; say what it is: csv.encoding: windows-1252",
                "cutOff | csv | wadi-records:r | a compressed file ends early or is damaged",
                "badLine | jsonl | , line 3 | invalid JSON",
                "badLine | json | wadi-records:r | format: jsonl",
                "list | csv | wadi-records:r | cannot be read as csv",
            })
    void whatIsMalformedNamesItsLineAndNothingOfWhatIsInIt(String method, String format, String at, String told) {
        source("csvText", "format: csv");
        steps.runs();
        source(method, "format: " + format);
        Outcome outcome = steps.run();

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.err())
                .contains("wadi-records:r of route source-lab", at, told, UNTOUCHED)
                .doesNotContain("4711", "secret", "\tat ");
        assertThat(steps.rows("id")).containsExactly("1", "2");
    }

    @Test
    void aStreamThatBreaksLoadsNothingAndIsWorthAnotherRun() throws IOException {
        source("csvText", "format: csv");
        steps.runs();
        source("breaking", "format: csv", "csv.columns: \"id,name\"");
        Outcome outcome = steps.run("--json");

        assertThat(outcome.out())
                .contains("\"transient\":true", "broke off after 20260000 bytes: IOException", UNTOUCHED)
                .doesNotContain("4711");
        assertThat(steps.rows("id")).containsExactly("1", "2");
        try (Stream<Path> left = Files.walk(home.resolve("work"))) {
            assertThat(left).noneMatch(file -> file.toString().endsWith(".journal"));
        }
        source("csvText", "format: csv");
        steps.runs();
        assertThat(steps.rows("id")).containsExactly("1", "1", "2", "2");
    }

    @Test
    void whatIsWrongWithOptionsEndsTheStart() {
        source("csvText", "format: csw", "csv.delimiter: ab", "csv.quotes: x");
        Outcome wrong = steps.run();
        source("csvText", "csv.delimiter: tab");
        Outcome noCsv = steps.run();
        steps.source(
                Steps.bean(Left.class, "csvText")
                        + Steps.records("format: csv", "dataSelector: $.a", "through: direct:x"),
                Steps.route("x", "- log: x"));
        Outcome contradiction = steps.run();

        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.err())
                .contains("format is 'csw'", "did you mean csv?", "csv.delimiter is 'ab'", "did you mean csv.quote?");
        assertThat(noCsv.err()).contains("csv.delimiter is said, and format is json", "say format: csv");
        assertThat(contradiction.err())
                .contains("dataSelector is '$.a', and format is csv", "through is for pages of JSON");
    }
}
