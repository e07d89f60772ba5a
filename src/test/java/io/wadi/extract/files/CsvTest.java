package io.wadi.extract.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wadi.extract.files.Reads.Read;
import io.wadi.model.DataType;
import io.wadi.model.TerminalFailure;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {
    @TempDir
    private Path directory;

    private Read read(String text) throws IOException {
        return Reads.of(Reads.file(directory.resolve("orders.csv"), text));
    }

    private Read read(String text, CsvOptions options) throws IOException {
        return Reads.of(Reads.file(directory.resolve("orders.csv"), text), reading(options));
    }

    private static FileReading reading(CsvOptions csv) {
        return new FileReading(
                Optional.empty(), csv, Optional.empty(), Map.of(), Optional.empty(), Optional.of("_line"));
    }

    private void fails(String text, String message, String place) throws IOException {
        Path file = Reads.file(directory.resolve("orders.csv"), text);
        assertThatThrownBy(() -> Reads.of(file)).isInstanceOfSatisfying(TerminalFailure.class, e -> {
            assertThat(e.explanation().what()).contains(message);
            assertThat(e.explanation().at()).hasValue(place);
        });
    }

    @Test
    void columnsHaveTheTypesOfTheirValues() throws IOException {
        Read read = read("""
                id,price,on,day,at,time,name,none
                1,1.5,true,2024-02-29,2024-02-29 12:00:00,09:30:00,Ann,
                -9223372036854775808,2e3,FALSE,0001-01-01,2024-02-29T12:00:00.123456789+01:00,23:59:59.5,"B, ""C""\",
                ,,,,,,,
                """);

        assertThat(read.columns())
                .containsExactly(
                        "id bigint",
                        "price double",
                        "on bool",
                        "day date",
                        "at timestamp",
                        "time time",
                        "name text",
                        "none text");
        assertThat(read.rows())
                .containsExactly(
                        "[1, 1.5, true, 2024-02-29, 2024-02-29T12:00:00Z, 09:30:00, Ann, null]",
                        "[-9223372036854775808, 2000.0, false, 0001-01-01, 2024-02-29T11:00:00.123456Z, 23:59:59.5,"
                                + " B, \"C\", null]",
                        "[null, null, null, null, null, null, null, null]");
    }

    /** Each of these means something else as a number or a date. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "007",
                "+1",
                "-0",
                "00.5",
                "9223372036854775808",
                "12345678901234567890123",
                "1e",
                "1e999",
                ".5",
                "0x1F",
                "1_000",
                "NaN",
                "inf",
                "31/12/2024",
                "2023-02-29",
                "2024-13-01",
                "2024-01-01T25:00:00",
                "24:00:00",
                "t",
                "yes",
                "1 ",
                "2024-01-01T10:00:00+1"
            })
    void whatHasMoreThanOneMeaningStaysText(String value) throws IOException {
        Read read = read("code\n" + value + "\n");

        assertThat(read.columns()).containsExactly("code text");
        assertThat(read.rows()).containsExactly("[" + value + "]");
    }

    @ParameterizedTest
    @CsvSource({"0.1", "123456.789", "9007199254740993.0", "1.7976931348623157E308", "4.9E-324", "-0.0", "1E-7"})
    void doublesAreReadExactly(String value) throws IOException {
        assertThat(read("x\n" + value + "\n").rows()).containsExactly("[" + Double.parseDouble(value) + "]");
    }

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t", "|"})
    void theDelimiterIsFoundOut(String delimiter) throws IOException {
        Read read = read(String.join(delimiter, "name", "price", "note") + "\n"
                + String.join(delimiter, "Ann", "1", "\"x,y;z\t|\"") + "\n"
                + String.join(delimiter, "Bob", "2", "fine") + "\n");

        assertThat(read.columns()).containsExactly("name text", "price bigint", "note text");
        assertThat(read.rows()).containsExactly("[Ann, 1, x,y;z\t|]", "[Bob, 2, fine]");
    }

    @Test
    void aFirstRecordWithANumberIsNoHeader() throws IOException {
        assertThat(read("1,Ann\n2,Bob\n").columns()).containsExactly("column0 bigint", "column1 text");
        CsvOptions header = new CsvOptions(Optional.empty(), '"', Optional.of(true), List.of(), "", Optional.empty());
        assertThat(read("1,Ann\n2,Bob\n", header).columns()).startsWith("1 bigint", "Ann text");
        CsvOptions none =
                new CsvOptions(Optional.empty(), '"', Optional.of(false), List.of("id", "name"), "", Optional.empty());
        assertThat(read("id,name\n2,Bob\n", none).rows()).containsExactly("[id, name, 1]", "[2, Bob, 2]");
    }

    @Test
    void namesThatComeTwiceOrAreMissingAreMadeUp() throws IOException {
        Read read = read("id,name,name,,name_1\n1,a,b,c,d\n");
        assertThat(read.columns())
                .containsExactly("id bigint", "name text", "name_1 text", "column3 text", "name_1_1 text");
        assertThat(read.warnings()).hasSize(2).first().asString().contains("orders.csv", "name more than once");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void lineEndsAreOfAnyKindAndTheLastMayBeMissing(String end) throws IOException {
        List<String> expected = List.of("[1, x]", "[2, y]");
        assertThat(read(String.join(end, "a,b", "1,x", "2,y")).rows()).isEqualTo(expected);
        Read read = read(String.join(end, "a,b", "1,x", "", "2,y", ""));
        assertThat(read.rows()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\ufeff", "\n\n"})
    void emptyFilesHaveNoRecords(String text) throws IOException {
        assertThat(read(text).rows()).isEmpty();
        assertThat(read(text + "a,b\n").rows()).isEmpty();
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheFirstName() throws IOException {
        assertThat(read("\ufeffid\n1\n").columns()).containsExactly("id bigint");
        Path file = Files.write(
                directory.resolve("utf16.csv"), "n\u00e4me\n\ud83d\ude00\n".getBytes(StandardCharsets.UTF_16));
        assertThat(Reads.of(file).rows()).containsExactly("[\ud83d\ude00]");
        assertThat(Reads.of(file).columns()).containsExactly("n\u00e4me text");
    }

    @Test
    void otherEncodingsAreSaid() throws IOException {
        Path file = Files.write(
                directory.resolve("old.csv"), "name\nJos\u00e9 \u20ac\n".getBytes(Charset.forName("windows-1252")));
        CsvOptions options = new CsvOptions(
                Optional.empty(), '"', Optional.empty(), List.of(), "", Optional.of(Charset.forName("windows-1252")));

        assertThat(Reads.of(file, reading(options)).rows()).containsExactly("[Jos\u00e9 \u20ac, 2]");
        assertThatThrownBy(() -> Reads.of(file)).satisfies(e -> {
            assertThat(e).hasMessageContaining("not in UTF-8").hasMessageContaining("csv.encoding");
            assertThat(((TerminalFailure) e).explanation().at()).hasValue("old.csv, line 2");
        });
        CsvOptions ascii = new CsvOptions(
                Optional.empty(), '"', Optional.empty(), List.of(), "", Optional.of(StandardCharsets.US_ASCII));
        assertThatThrownBy(() -> Reads.of(file, reading(ascii))).hasMessageContaining("not in the encoding");
    }

    @Test
    void malformedRecordsAreNamedByTheirLines() throws IOException {
        fails("a,b\n1,2\n\"x\ny\",3\n3,4,5\n6,7\n", "3 cells where the first record has 2", "orders.csv, line 5");
        fails("a,b\n1,2\n3\n", "1 cells where the first record has 2", "orders.csv, line 3");
        fails("a,b\n1,2\n3,\"secret\n4,5\n", "a quote is opened and never closed", "orders.csv, line 3");
        fails("a,b\n1,2\n\"3\"secret,4\n", "text follows the closing quote of cell 1", "orders.csv, line 3");
    }

    @Test
    void aFaultFarFromTheBeginningIsNamedToo() throws IOException {
        StringBuilder text = new StringBuilder("id,name\n");
        for (int i = 2; i < 300_000; i++) {
            text.append(i).append(",\"name of ").append(i).append("\"\n");
        }
        fails(text + "300000,x,y\n", "3 cells", "orders.csv, line 300000");
        Read read = read(text + "n/a,x\n7,y\n");
        assertThat(read.columns()).containsExactly("id bigint", "name text", "id text");
        assertThat(read.rows()).hasSize(300_000).endsWith("[299999, name of 299999]", "[n/a, x]", "[7, y]");
        assertThat(read.places()).endsWith("orders.csv, line 300001");
    }

    @Test
    void quotesAndNullsAreWhatIsSaid() throws IOException {
        CsvOptions options =
                new CsvOptions(Optional.of(','), '\'', Optional.empty(), List.of(), "\\N", Optional.empty());
        assertThat(read("id,size,note\n1,5\",'it''s'\n2,\\N,\n", options).rows())
                .containsExactly("[1, 5\", it's, 2]", "[2, null, , 3]");
        CsvOptions none = new CsvOptions(Optional.empty(), (char) 0, Optional.empty(), List.of(), "", Optional.empty());
        assertThat(read("id,note\n1,\"a\n2,b\"\n", none).rows()).containsExactly("[1, \"a, 2]", "[2, b\", 3]");
    }

    @Test
    void linesAreThoseOfAnEditor() throws IOException {
        Read read = read("id,note\n\n1,\"a\nb\"\n2,c\n", CsvOptions.DEFAULT);
        assertThat(read.columns()).endsWith("_line bigint");
        assertThat(read.rows()).containsExactly("[1, a\nb, 3]", "[2, c, 5]");
        assertThat(read.places()).containsExactly("orders.csv, record 1", "orders.csv, record 2");
    }

    @Test
    void hintedTypesAreThoseRead() throws IOException {
        FileReading hinted = new FileReading(
                Optional.empty(),
                CsvOptions.DEFAULT,
                Optional.empty(),
                Map.of("id", DataType.TEXT, "n", DataType.DOUBLE, "amount", DataType.DECIMAL),
                Optional.of("_file"),
                Optional.empty());
        Path file = Reads.file(directory.resolve("hinted.csv"), "id,n,amount\n1,2,3.10\n");

        Read read = Reads.of(file, hinted);

        assertThat(read.columns()).containsExactly("id text", "n double", "amount text", "_file text");
        assertThat(read.rows()).containsExactly("[1, 2.0, 3.10, hinted.csv]");
    }

    @Test
    void recordsLongerThanAnyBufferAreRead() throws IOException {
        String longOne = "x".repeat(3 << 20);
        assertThat(read("id,text\n1,\"" + longOne + "\"\"\"\n2,b\n").rows())
                .containsExactly("[1, " + longOne + "\"]", "[2, b]");
    }
}
