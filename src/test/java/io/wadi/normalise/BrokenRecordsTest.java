package io.wadi.normalise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.wadi.model.Hints;
import io.wadi.model.JsonPage;
import io.wadi.model.Origin;
import io.wadi.model.Schema;
import io.wadi.model.TerminalFailure;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A record that cannot be a row ends the run, and the file and line are named. */
class BrokenRecordsTest {
    /** How many lines the broken stretch has, which of them is at fault, and what is said of it. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
                    nonsense                    | 1 | Unrecognized token, expected
                    {"a":1                      | 1 | Unexpected end-of-input
                    {"a":                       | 1 | Unexpected end-of-input
                    {"a":1}}                    | 1 | Unexpected close marker
                    {"a":1} {"a":2}             | 1 | the line holds more than one value
                    {"a":1} 2                   | 1 | the line holds more than one value
                    {"a":1} x                   | 1 | Unrecognized token, expected
                    {"a":~1}                    | 1 | Unexpected end-of-input
                    {"a":1~,"b":2}              | 1 | Unexpected end-of-input
                    [{"a":1}~,{"a":2}]          | 1 | Unexpected end-of-input
                    {"a":1}~{"a":2} {"a":3}     | 2 | the line holds more than one value
                    {"a":1}~{"a":2}~{"a":3},    | 3 | Unexpected character (',' (code 44))
                    {"a":01}                    | 1 | Leading zeroes not allowed
                    {'''a''':1}                 | 1 | was expecting double-quote to start field name
                    {"a":NaN}                   | 1 | NaN is no value of JSON
                    {"a":1,}                    | 1 | was expecting double-quote to start field name
                    {"a":"x                     | 1 | Unexpected end-of-input
                    """)
    void theLineAtFaultIsNamed(String broken, int fault, String why) {
        String lines = broken.replace('~', '\n');
        int count = (int) lines.lines().count();
        for (int threads : List.of(1, 4)) {
            List<JsonPage> pages = new ArrayList<>();
            pages.add(page(1, "{\"a\":0}\n{\"a\":0}\n", 2));
            pages.add(page(5, "{\"a\":1}\n{\"a\":2}\n" + lines + "\n{\"a\":9}\n{\"a\":10}\n", 4 + count));
            pages.add(page(20, "{\"a\":11}\n", 1));

            TerminalFailure failure = failure(threads, pages);

            assertThat(failure.explanation().at()).contains("file.jsonl, line " + (6 + fault));
            assertThat(failure).hasMessageStartingWith("invalid JSON: ").hasMessageContaining(why);
            assertThat(failure.explanation().fix()).isPresent();
        }
    }

    @Test
    void theVeryFirstAndTheVeryLastLineAreNamed() {
        assertThat(failure(1, List.of(page(1, "{\n{\"a\":1}\n", 2)))
                        .explanation()
                        .at())
                .contains("file.jsonl, line 1");
        assertThat(failure(1, List.of(page(1, "{\"a\":1}\n{", 2))).explanation().at())
                .contains("file.jsonl, line 2");
    }

    /** The bytes end where the record breaks off, as a file does that was cut short. */
    @Test
    void aLastLineThatIsTornAtAnyByteIsNamed() {
        String record =
                "{\"a\": 12, \"b\": -1.5, \"c\": \"x\", \"d\": true, \"e\": null, \"f\": [1, {\"g\": 2}], \"h\": {\"i\": 3}}";
        for (int length = 1; length < record.length(); length++) {
            for (String end : List.of("", " ", "\n")) {
                String torn = record.substring(0, length) + end;

                TerminalFailure failure =
                        failure(1, List.of(page(1, record + "\n" + record + "\n", 2), page(3, torn, 1)));

                assertThat(failure).as(torn).hasMessageStartingWith("invalid JSON: ");
                assertThat(failure.explanation().at()).as(torn).contains("file.jsonl, line 3");
            }
        }
    }

    @Test
    void whatAFileHasNoLinesForIsCountedInRecords() {
        Origin origin = new Origin("GET /items?page=2", "record", 101);
        byte[] bytes = "{\"a\":1} {\"a\":2} {\"a\":tru}".getBytes(StandardCharsets.UTF_8);

        TerminalFailure failure = failure(1, List.of(JsonPage.of(bytes, 3, origin)));

        assertThat(failure.explanation().at()).contains("GET /items?page=2, record 103");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "80", // a continuation without a lead
                "c3", // a lead without its continuation
                "c080", // overlong
                "eda080", // half a surrogate pair
                "f4908080", // above U+10FFFF
                "ff"
            })
    void textThatIsNotUtf8IsRefusedWhereverItStands(String hex) {
        for (String record :
                List.of("{'a':'?'}", "{'a':'\\u00e9?'}", "{'new':'?'}", "{'l':['?']}", "{'j':{'k':'?'}}")) {
            for (Hints hints : List.of(Hints.NONE, Tables.nesting(0))) {
                byte[] bad = with(record.replace('\'', '"'), HexFormat.of().parseHex(hex));
                JsonPage first = page(1, "{\"a\":\"\",\"j\":{\"k\":\"\"},\"l\":[\"\"]}\n", 1);
                JsonPage page = JsonPage.of(bad, 3, new Origin("file.jsonl", "line", 2));

                TerminalFailure failure = catchThrowableOfType(
                        TerminalFailure.class, () -> Tables.of(hints, Schema.empty("s"), 1, List.of(first, page)));

                assertThat(failure).as("%s in %s", hex, record).isNotNull();
                assertThat(failure.explanation().at()).contains("file.jsonl, line 3");
            }
        }
    }

    /** The record in the middle of three, its question mark replaced. */
    private static byte[] with(String record, byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        String[] around = ("{\"a\":\"x\"}\n" + record + "\n{\"a\":\"y\"}\n").split("\\?");
        out.writeBytes(around[0].getBytes(StandardCharsets.UTF_8));
        out.writeBytes(bytes);
        out.writeBytes(around[1].getBytes(StandardCharsets.UTF_8));
        return out.toByteArray();
    }

    @Test
    void nestingTenThousandDeepIsRefusedWithItsLine() {
        String lists = "{\"a\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}";
        String objects = "{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000);
        for (String deep : List.of(lists, objects)) {
            for (Hints hints : List.of(Hints.NONE, Tables.nesting(0))) {
                TerminalFailure failure = catchThrowableOfType(
                        TerminalFailure.class, () -> Tables.of(hints, "{\"a\":1}\n" + deep + "\n{\"a\":2}\n"));

                assertThat(failure).hasMessageContaining("nesting depth");
                assertThat(failure.explanation().at()).contains("file.jsonl, line 2");
            }
        }
    }

    @Test
    void nestingNineHundredDeepIsNotTooMuch() {
        String objects = "{\"a\":".repeat(900) + "1" + "}".repeat(900);
        String lists = "{\"l\":" + "[".repeat(900) + "1" + "]".repeat(900) + "}";

        Tables tables = Tables.of(Hints.NONE, objects + "\n" + objects + "\n", lists + "\n");

        assertThat(tables.rows.get("t")).hasSize(3);
        // Of dlt's thousand levels a list in a list takes two: the rest stays json.
        assertThat(tables.rows).hasSize(501);
    }

    @Test
    void aValueThatFitsNeitherItsColumnNorTheVariantIsNamed() {
        TerminalFailure failure = catchThrowableOfType(
                TerminalFailure.class,
                () -> Tables.of(Hints.NONE, "{\"a\":1}\n{\"a\":\"2026-01-01T00:00:00Z\"}\n{\"a\":2}\n{\"a\":\"x\"}\n"));

        assertThat(failure.explanation().at()).contains("file.jsonl, line 4");
        assertThat(failure)
                .hasMessageContaining("column t.a")
                .hasMessageContaining("text")
                .hasMessageContaining("key a");
    }

    private static TerminalFailure failure(int threads, List<JsonPage> pages) {
        TerminalFailure failure = catchThrowableOfType(
                TerminalFailure.class, () -> Tables.of(Hints.NONE, Schema.empty("s"), threads, pages));
        assertThat(failure).isNotNull();
        return failure;
    }

    private static JsonPage page(long first, String lines, int records) {
        return JsonPage.of(lines.getBytes(StandardCharsets.UTF_8), records, new Origin("file.jsonl", "line", first));
    }
}
