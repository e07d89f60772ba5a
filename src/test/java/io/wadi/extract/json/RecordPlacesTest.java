package io.wadi.extract.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wadi.model.JsonPage;
import io.wadi.model.TerminalFailure;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where records can be: in elements of lists, in many lists, and however far back in a long response. */
class RecordPlacesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "$[1]              | [{\"pages\": 2}, [7, 8]]                                            | 7 8",
                "$[0]              | [{\"a\": 2}, [7, 8]]                                                | {\"a\": 2}",
                "$.data[0].items   | {\"data\": [{\"items\": [1, 2]}, {\"items\": [3]}]}                  | 1 2",
                "$.data[1].items   | {\"data\": [{\"items\": [1, 2]}, {\"x\": [], \"items\": [3]}]}        | 3",
                "$.g[*].items      | {\"g\": [{\"items\": [1, 2]}, {}, {\"items\": [3]}], \"z\": [9]}       | 1 2 3",
                "$.g[*].items      | {\"g\": {\"items\": [1, 2]}}                                        | 1 2",
                "$.g[*].item       | {\"g\": [{\"item\": {\"a\":1}}, {\"item\": null}, {\"item\": 5}]}     | {\"a\":1} 5",
                "$.r.*.rows        | {\"r\": {\"eu\": {\"rows\": [1]}, \"us\": {\"rows\": [2, 3]}, \"n\": 1}} | 1 2 3",
                "$.*               | {\"a\": [1, 2], \"b\": {\"c\":3}}                                    | 1 2 {\"c\":3}",
                "$[*][*]           | [[1, 2], [], [3]]                                                  | 1 2 3",
                "$.rows            | {\"rows\": [[1, 2], [3]]}                                           | [1, 2] [3]",
                "$.rows[*][*]      | {\"rows\": [[1, 2], [3]]}                                           | 1 2 3",
                "$.g[*].a[1]       | {\"g\": [{\"a\": [1, 2]}, {\"a\": [3, [4, 5]]}]}                     | 2 4 5",
                "$.g[0].a          | {\"g\": []}                                                         | ``",
            })
    void recordsAreFoundThere(String path, String body, String records) {
        for (int atOnce : new int[] {1, 3, 100}) {
            assertThat(String.join(" ", records(reader(body, atOnce, Selection.of(JsonPath.parse(path))))))
                    .isEqualTo(records);
        }
    }

    @Test
    void singleValuesAreFoundBesideThem() {
        JsonPath pages = JsonPath.parse("$[0].pages");
        JsonPath next = JsonPath.parse("$.meta.next");
        RecordReader list = reader("[{\"pages\": 12}, [1]]", 4, Selection.of(JsonPath.parse("$[1]"), pages));
        RecordReader fields = reader(
                "{\"meta\": {\"next\": \"n\", \"rows\": []}, \"a\": {\"rows\": [1]}}",
                4,
                Selection.of(JsonPath.parse("$.*.rows"), next));

        assertThat(records(list)).containsExactly("1");
        assertThat(list.picked()).isEqualTo(Map.of(pages, "12"));
        assertThat(records(fields)).containsExactly("1");
        assertThat(fields.picked()).isEqualTo(Map.of(next, "n"));
    }

    @Test
    void theLastRecordMayHaveTheTokenOfTheNextPage() {
        JsonPath last = JsonPath.ofValue("$.rows[-1].k.id");
        String rows =
                "{\"rows\": [{\"k\": {\"id\": 7}}, {\"k\": {\"id\": 8}}, {\"k\": {\"id\": \"9\"}}%s], \"more\": 1}";
        for (int atOnce : new int[] {1, 20, 1000}) {
            RecordReader there = reader(String.format(rows, ""), atOnce, Selection.of(JsonPath.parse("$.rows"), last));
            RecordReader lacking =
                    reader(String.format(rows, ", {}"), atOnce, Selection.of(JsonPath.parse("$.rows"), last));
            RecordReader none = reader("{\"rows\": []}", atOnce, Selection.of(JsonPath.parse("$.rows"), last));

            assertThat(records(there)).hasSize(3);
            assertThat(there.picked()).isEqualTo(Map.of(last, "9"));
            assertThat(records(lacking)).hasSize(4);
            assertThat(lacking.picked()).isEmpty();
            assertThat(records(none)).isEmpty();
            assertThat(none.picked()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "$[1]         | [{\"message\": \"no such country\"}]    | $[1], but a list of 1",
                "$.g[*].item  | {\"g\": [{\"items\": [1]}]}             | $.g[*].item, but a list named items",
                "$.g.items    | {\"g\": [{\"items\": [1]}]}             | $.g.items, but a list named g",
            })
    void aMisspeltPlaceIsNotTakenForNoRecords(String path, String body, String why) {
        assertThatThrownBy(() -> records(reader(body, 9, Selection.of(JsonPath.parse(path)))))
                .isInstanceOf(TerminalFailure.class)
                .hasMessage("page 1 of GET /x has nothing at " + why);
    }

    @Test
    void fieldsAreAddedToEachObject() {
        Addition added = new Addition(Map.of("_orders_id", "\"a\\\"b\"".getBytes(UTF_8)));
        Selection selection = new Selection(Optional.of(JsonPath.ROOT), Set.of(), Optional.of(added));

        assertThat(records(reader("[{\"id\": {\"x\": [1]} }, { }, 5]", 3, selection)))
                .containsExactly(
                        "{\"id\": {\"x\": [1]} ,\"_orders_id\":\"a\\\"b\"}", "{ \"_orders_id\":\"a\\\"b\"}", "5");
        assertThatThrownBy(() -> records(reader("[{}, {\"a\": 1, \"_orders_id\": 7}]", 3, selection)))
                .isInstanceOf(TerminalFailure.class)
                .hasMessageStartingWith("page 1 of GET /x, record 2 has a field _orders_id of its own");
    }

    @ParameterizedTest
    @ValueSource(strings = {"$.groups[*].items", "auto"})
    void aResponseOfAnyLengthIsNeverReadAheadOfItsRecords(String selector) {
        long records = 300_000; // a kilobyte each: more than half of the heap of the tests
        boolean auto = selector.equals("auto");
        Growing response = new Growing(
                auto ? "{\"meta\": [7], \"in\": {\"items\": [0" : "{\"groups\": [{\"items\": [0",
                auto ? "]}}" : "]}]}",
                records);
        Selection selection = auto ? Selection.auto() : Selection.of(JsonPath.parse(selector));
        RecordReader reader = new RecordReader(response, selection, "page 1", Maker.API);

        long taken = 0;
        for (Optional<JsonPage> page = reader.next(); page.isPresent(); page = reader.next()) {
            taken += page.get().length();
            assertThat(response.given - taken).isLessThan(2L * RecordReader.PAGE);
        }
        assertThat(reader.records()).isEqualTo(records);
    }

    /** A head with the first record, and then many. */
    private static final class Growing extends InputStream {
        private static final byte[] RECORD = (",{\"text\":\"" + "x".repeat(1011) + "\"}").getBytes(UTF_8);
        private final byte[] head;
        private final byte[] tail;
        private final long records;
        private long given;

        Growing(String head, String tail, long records) {
            this.head = head.getBytes(UTF_8);
            this.tail = tail.getBytes(UTF_8);
            this.records = records - 1;
        }

        @Override
        public int read() {
            long at = given++;
            long body = at - head.length;
            long end = body - records * RECORD.length;
            if (body < 0) {
                return head[(int) at];
            } else if (end < 0) {
                return RECORD[(int) (body % RECORD.length)];
            }
            return end < tail.length ? tail[(int) end] : -1;
        }
    }

    private static RecordReader reader(String body, int atOnce, Selection selection) {
        InputStream stream = new ByteArrayInputStream(body.getBytes(UTF_8)) {
            @Override
            public int read(byte[] buffer, int from, int count) {
                return super.read(buffer, from, Math.min(count, atOnce));
            }
        };
        return new RecordReader(stream, selection, "page 1 of GET /x", Maker.API);
    }

    private static List<String> records(RecordReader reader) {
        List<String> records = new ArrayList<>();
        for (Optional<JsonPage> page = reader.next(); page.isPresent(); page = reader.next()) {
            records.addAll(List.of(
                    new String(page.get().bytes(), page.get().from(), page.get().length(), UTF_8).split("\n")));
        }
        return records;
    }
}
