package io.wadi.extract.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wadi.extract.window.Placeholders;
import io.wadi.extract.window.Windows;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Cursor;
import io.wadi.model.Deadline;
import io.wadi.model.Extraction;
import io.wadi.model.FileLedger;
import io.wadi.model.Hints;
import io.wadi.model.Parents;
import io.wadi.model.Value;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceholdersTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-11-20T10:00:00Z          | {cursor.start}                              | 2026-11-20T10:00:00Z",
                "2026-11-20T10:00:00Z          | {cursor.start:epoch-seconds}                | 1795168800",
                "2026-11-20T10:00:00.123456Z   | {cursor.start:epoch-seconds}                | 1795168800",
                "2026-11-20T10:00:00.123456Z   | {cursor.start:epoch-millis}                 | 1795168800123",
                "2026-11-20T01:00:00+02:00     | {cursor.start:date}                         | 2026-11-19",
                "2026-11-20T10:00:00+0000      | {cursor.start:date}                         | 2026-11-20",
                "2026-11-20 10:00:00           | {cursor.start:yyyy-MM-dd'T'HH:mm:ss'Z'}     | 2026-11-20T10:00:00Z",
                "2026-11-20T12:00:00+02:00     | {cursor.start:yyyy-MM-dd'T'HH:mm:ss'Z'}     | 2026-11-20T10:00:00Z",
                "2026-11-20                    | {cursor.start:epoch-seconds}                | 1795132800",
                "2026-11-20                    | since {cursor.start:dd/MM/yyyy} to {now:HH} | since 20/11/2026 to 10",
                "x                             | {today:yyyyMMdd} {now:epoch-seconds}        | 20261120 1795168800",
                "x                             | {window.start:epoch-seconds}                | 1795132800",
                "x                             | {window.start}{window.next:date}            | 2026-11-202026-11-21",
                "x                             | { now } query {now: field}                  | { now } query {now: field}",
            })
    void areWrittenAsTheApiWantsThem(String cursor, String text, String filled) {
        Placeholders placeholders = Placeholders.of(Optional.of(new Value.Text(cursor)), Optional.empty(), Api.NOW)
                .with(new Windows.Window("2026-11-20", "2026-11-20", "2026-11-21"));

        assertThat(placeholders.fill(text, value -> value)).contains(filled);
    }

    @Test
    void theEndIsRoundedUpAndTheStartDown() {
        Value.Text time = new Value.Text("2026-11-20T10:00:00.0001Z");
        Placeholders placeholders = Placeholders.of(Optional.of(time), Optional.of(time), Api.NOW);

        assertThat(placeholders.fill(
                        "{cursor.start:epoch-seconds} {cursor.end:epoch-seconds} {cursor.end:epoch-millis}", v -> v))
                .contains("1795168800 1795168801 1795168800001");
        assertThat(placeholders.fill("{cursor.end}", v -> v)).contains("2026-11-20T10:00:00.0001Z");
    }

    @Test
    void theEndIsThatOfTheCursorInThisRun() {
        Cursor cursor = new Cursor(
                "at",
                Optional.empty(),
                Optional.of(new Value.Text("2026-11-20")),
                0,
                Cursor.Missing.RAISE,
                Cursor.Duplicates.BOUNDARY);
        Extraction extraction = new Extraction(
                Hints.NONE.withCursor(Optional.of(cursor)),
                Optional.empty(),
                new FileLedger(Map.of()),
                Parents.NONE,
                warning -> {},
                Api.NOW,
                Deadline.none());

        assertThat(Placeholders.of(extraction).fill("{cursor.end}", v -> v)).contains("2026-11-20");
    }

    @Test
    void timestampsOfDatabasesAndDatesCanBeWrittenToo() {
        assertThat(start(new Value.Timestamp(1_500_000), "{cursor.start:epoch-millis}"))
                .isEqualTo("1500");
        assertThat(start(new Value.Date(1), "{cursor.start:epoch-seconds}")).isEqualTo("86400");
    }

    @Test
    void anEndThatIsNotSaidLeavesItsTextOut() {
        assertThat(Placeholders.of(Optional.empty(), Optional.empty(), Api.NOW).fill("< {cursor.end}", v -> v))
                .isEmpty();
    }

    @Test
    void whatIsNoTimeCannotBeWrittenAsOne() {
        assertThatThrownBy(() -> start(new Value.Whole(17), "{cursor.start:epoch-millis}"))
                .isInstanceOf(ConfigurationFailure.class)
                .hasMessage("{cursor.start:epoch-millis} is '17', which is neither a date nor a timestamp");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{now:epoch-milis}", "{cursor.start:foo}", "{window.end:dates}", "{now:'}", "{now:}"})
    void aPatternThatCannotBeReadIsRefused(String text) {
        assertThatThrownBy(() -> Placeholders.checkFormats(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"a\": \"{cursor.start}\"}                                    | {\"a\":\"he said \\\"1\\\"\"}",
                "{\"a\": \"x {cursor.start}\", \"{cursor.start}\": true}        | {\"a\":\"x he said \\\"1\\\"\",\"{cursor.start}\":true}",
                "{\"a\": \"{now:epoch-millis}\"}                                | {\"a\":\"1795168800000\"}",
                "{\"a\": \"{now:epoch-millis:number}\"}                         | {\"a\":1795168800000}",
                "{\"a\": \"at {now:epoch-seconds:number}\"}                     | {\"a\":\"at 1795168800\"}",
                "{\"a\": \"{cursor.end:number}\"}                               | {\"a\":17}",
                "{\"a\": [1, null, {}, []], \"query\": \"query {{ items {{ id }} }}\"} | {\"a\":[1,null,{},[]],\"query\":\"query {{ items {{ id }} }}\"}",
            })
    void areFilledIntoJsonAsJson(String body, String filled) {
        Placeholders placeholders = Placeholders.of(
                Optional.of(new Value.Text("he said \"1\"")), Optional.of(new Value.Whole(17)), Api.NOW);

        assertThat(fill(body, placeholders)).isEqualTo(filled);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"since\": \"{cursor.start}\", \"n\": 1}                           | {\"n\":1}",
                "[\"{cursor.start}\", 1]                                             | [1]",
                // a condition is left out whole, and the group that has no condition any more
                "{\"f\": [{\"p\": \"x\", \"value\": \"{cursor.start}\"}, {\"p\": \"y\"}]} | {\"f\":[{\"p\":\"y\"}]}",
                "{\"g\": [{\"f\": [{\"p\": \"x\", \"value\": \"{cursor.start}\"}]}], \"n\": 1} | {\"n\":1}",
                "{\"range\": {\"at\": {\"gte\": \"{cursor.start:epoch-millis}\"}}}   | {}",
                "[{\"query\": \"q\", \"variables\": {\"a\": \"{cursor.start}\", \"b\": 1}}] | [{\"query\":\"q\",\"variables\":{\"b\":1}}]",
                "{\"empty\": {}, \"list\": []}                                       | {\"empty\":{},\"list\":[]}",
            })
    void whatHasNoValueIsLeftOutOfABody(String body, String filled) {
        assertThat(fill(body, Placeholders.of(Optional.empty(), Optional.empty(), Api.NOW)))
                .isEqualTo(filled);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"a\": 1,}           | it is not JSON: Unexpected character ('}' (code 125)): was expecting double-quote to start field name, at line 1, column 9",
                "{\"a\": 1, \"a\": 2}  | it is not JSON: Duplicate field 'a', at line 1, column 13",
                "{} {}                 | it is not JSON: Trailing token",
                "\"text\"              | it is neither a JSON object nor a list",
            })
    void malformedJsonIsToldWithItsPlace(String body, String message) {
        assertThatThrownBy(() -> JsonBody.parse(body))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void aNumberThatIsNoneIsToldAsWhatItIs() {
        assertThatThrownBy(() -> fill(
                        "{\"a\": \"{cursor.start:number}\"}",
                        Placeholders.of(Optional.of(new Value.Text("abc")), Optional.empty(), Api.NOW)))
                .isInstanceOf(ConfigurationFailure.class)
                .hasMessage("{cursor.start:number} is 'abc', which is not a number");
    }

    private static String fill(String body, Placeholders placeholders) {
        return new RestTemplate(Method.POST, "http://h/", Map.of(), Map.of(), Optional.of(JsonBody.parse(body)))
                .fill(placeholders)
                .body()
                .orElseThrow()
                .toString();
    }

    private static String start(Value value, String text) {
        return Placeholders.of(Optional.of(value), Optional.empty(), Api.NOW)
                .fill(text, v -> v)
                .orElseThrow();
    }
}
