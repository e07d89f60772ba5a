package io.wadi.extract.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wadi.extract.window.Placeholders;
import io.wadi.extract.window.Windows;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Value;
import io.wadi.testing.Reply;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // between dates the end belongs to the window
                "2026-11-18 |            |     | 2026-11-18..2026-11-20",
                "2026-11-18 |            | P1D | 2026-11-18..2026-11-18 2026-11-19..2026-11-19 2026-11-20..2026-11-20",
                "2026-01-31 | 2026-04-01 | P1M | 2026-01-31..2026-02-27 2026-02-28..2026-03-30 2026-03-31..2026-04-01",
                "2024-02-29 | 2026-03-01 | P1Y | 2024-02-29..2025-02-27 2025-02-28..2026-02-27 2026-02-28..2026-03-01",
                "{today}    |            | P1Y | 2026-11-20..2026-11-20",
                "2026-11-21 |            | P1Y | ''",
                // between timestamps it does not
                "2026-11-20T00:00:00Z | {now} | PT6H | 2026-11-20T00:00:00Z..2026-11-20T06:00:00Z 2026-11-20T06:00:00Z..2026-11-20T10:00:00Z",
                "2026-11-20T08:00:00Z |       |      | 2026-11-20T08:00:00Z..2026-11-20T10:00:00Z",
                "2026-11-20T10:00:00Z |       |      | ''",
                "{now} | 2026-11-20T09:00:00Z |    | ''",
                "2026-11-19T23:00:00+01:00 | 2026-11-20 | P1D | 2026-11-19T23:00:00+01:00..2026-11-20T00:00:00Z",
            })
    void coverTheRangeOnce(String start, String end, String step, String windows) {
        assertThat(windows(start, end, step).stream().map(w -> w.start() + ".." + w.end()))
                .containsExactlyElementsOf(windows.isEmpty() ? List.of() : List.of(windows.split(" ")));
    }

    @Test
    void theNextOneBeginsAfterADateAndAtATimestamp() {
        assertThat(windows("2026-11-19", "2026-11-19", null).get(0).next()).isEqualTo("2026-11-20");
        assertThat(windows("2026-11-19T00:00:00Z", "2026-11-20T00:00:00Z", null)
                        .get(0)
                        .next())
                .isEqualTo("2026-11-20T00:00:00Z");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "yesterday    |            |      | window.start 'yesterday' is neither a date nor a timestamp",
                "2026-13-01   |            |      | window.start '2026-13-01' is neither a date nor a timestamp",
                "2026-11-19   | 2026-11-01 |      | window.end '2026-11-01' is before window.start '2026-11-19'",
                "2026-11-19T00:00:00Z | 2026-11-01T00:00:00Z | | window.end '2026-11-01T00:00:00Z' is before window.start '2026-11-19T00:00:00Z'",
                "2026-11-19   | 2026-13-01 |      | window.end '2026-13-01' is neither a date nor a timestamp",
                "2026-11-19   |            | PT6H | window.step 'PT6H' is not a step between dates",
                "2026-11-19   |            | 7    | window.step '7' is not a step between dates",
                "2026-11-19   |            | P0D  | window.step 'P0D' is not a step between dates",
                "{cursor.start} |          | P1D  | window.start '{cursor.start}' has no value in a first run",
                "0001-01-01   | 2026-01-01 | P1D  | window.step makes more than 100000 windows",
            })
    void refuseWhatTheyCannotRead(String start, String end, String step, String message) {
        assertThatThrownBy(() -> windows(start, end, step))
                .isInstanceOf(ConfigurationFailure.class)
                .hasMessage(message);
    }

    @Test
    void eachHasRequestsOfItsOwnAndPlaceholdersAreFilledIn() {
        try (Api api = new Api()) {
            api.server.on("/2026", r -> Reply.json("{\"items\": [\"" + r.query().get("from") + "\"]}"));
            RestResource resource = new RestResource(
                    new RestTemplate(
                            api.server.url() + "/2026",
                            Map.of(
                                    "from",
                                    "{window.start}",
                                    "before",
                                    "{window.next}",
                                    "since",
                                    "{cursor.start}",
                                    "f",
                                    "{\"a\": {}}"),
                            Map.of("X-Until", "{window.end}T23:59:59")),
                    Optional.empty(),
                    new Paginator.SinglePage(),
                    Optional.of(new Windows("2026-11-17", Optional.empty(), Optional.of("P2D"))),
                    Optional.empty());

            assertThat(api.records(resource)).containsExactly("\"2026-11-17\"", "\"2026-11-19\"");
            assertThat(api.server.requests().get(0).query())
                    .containsEntry("before", "2026-11-19")
                    .containsEntry("f", "{\"a\": {}}")
                    .doesNotContainKey("since");
            assertThat(api.server.requests().get(1).header("X-Until")).contains("2026-11-20T23:59:59");
        }
    }

    @Test
    void theCursorIsWrittenAsTheSourceHasIt() {
        assertThat(filled(new Value.Text("1999-01-04"))).isEqualTo("1999-01-04");
        assertThat(filled(new Value.Whole(17))).isEqualTo("17");
        assertThat(filled(new Value.Date(0))).isEqualTo("1970-01-01");
        assertThat(filled(new Value.Timestamp(1_500_000))).isEqualTo("1970-01-01T00:00:01.500Z");
    }

    private static String filled(Value cursor) {
        return Placeholders.of(Optional.of(cursor), Api.NOW)
                .fill("{cursor.start}", text -> text)
                .orElseThrow();
    }

    private static List<Windows.Window> windows(String start, String end, String step) {
        return new Windows(start, Optional.ofNullable(end), Optional.ofNullable(step))
                .of(Placeholders.of(Optional.empty(), Instant.parse("2026-11-20T10:00:00Z")));
    }
}
