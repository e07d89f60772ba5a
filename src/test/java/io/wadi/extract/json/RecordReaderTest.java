package io.wadi.extract.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wadi.model.JsonPage;
import io.wadi.model.TerminalFailure;
import io.wadi.model.TransientFailure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordReaderTest {
    private static final JsonPath NEXT = JsonPath.parse("$.paging.next");
    private static final String NESTED = """
            {"paging": {"next": "a\\u0062\\"c", "total": 12.50, "more": true, "none": null},
             "skipped": [{"x": [1, "]"]}],
             "data": { "items" : [ {"id": 1, "s": "ü€😀 \\\\\\" }]"} , [1, [2]], "te\\"xt",
                      -1.50e3, true,null, {} ] },
             "after": {"deep": 7}}
            """;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 64, 8000, 100_000})
    void copiesRecordsByteForByteHoweverTheyArrive(int atOnce) {
        RecordReader reader = reader(NESTED, atOnce, Selection.of(JsonPath.parse("$.data.items[*]"), NEXT));

        assertThat(records(reader))
                .containsExactly(
                        "{\"id\": 1, \"s\": \"ü€😀 \\\\\\\" }]\"}",
                        "[1, [2]]",
                        "\"te\\\"xt\"",
                        "-1.50e3",
                        "true",
                        "null",
                        "{}");
        assertThat(reader.records()).isEqualTo(7);
    }

    @Test
    void picksValuesBesideTheRecordsBeforeAndAfterThem() {
        JsonPath deep = JsonPath.parse("after.deep");
        JsonPath total = JsonPath.parse("$.paging.total");
        JsonPath more = JsonPath.parse("$.paging.more");
        JsonPath none = JsonPath.parse("$.paging.none");
        RecordReader reader =
                reader(NESTED, 11, Selection.of(JsonPath.parse("$.data.items"), NEXT, deep, total, more, none));
        records(reader);

        assertThat(reader.picked())
                .containsOnly(entry(NEXT, "ab\"c"), entry(deep, "7"), entry(total, "12.50"), entry(more, "true"));
    }

    @Test
    void cutsPagesAtTheirSizeAndNumbersTheirRecords() {
        String body = "[" + "{\"a\":1234567890},".repeat(99) + "{\"a\":1234567890}]";
        RecordReader reader = new RecordReader(stream(body, 50), Selection.auto(), "page 1 of GET /x", Maker.API, 400);
        List<JsonPage> pages = pages(reader);

        assertThat(pages).hasSize(5);
        assertThat(pages).allSatisfy(page -> assertThat(page.length()).isBetween(1, 420));
        assertThat(pages.stream().mapToInt(JsonPage::records).sum()).isEqualTo(100);
        assertThat(pages.get(1).origin().of(0))
                .isEqualTo("page 1 of GET /x, record " + (pages.get(0).records() + 1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[{}, 1]                                          | 2",
                "  \n [ ]                                         | 0",
                "{\"a\": 1}                                       | 1",
                "{\"a\": {\"list\": [1, 2]}, \"z\": []}           | 2",
                "{\"a\": [1], \"b\": {\"items\": [1, 2, 3]}}      | 3",
                "{\"a\": {\"b\": {\"data\": [1, 2, 3]}}}          | 3",
                "{\"a\": {\"b\": {\"c\": {\"data\": [1, 2]}}}}    | 1",
                "{\"meta\": [1], \"results\": [], \"data\": [1]}  | 0",
                "17                                               | 1",
            })
    void findsTheRecordsByItself(String body, int records) {
        assertThat(records(reader(body, 5, Selection.auto()))).hasSize(records);
    }

    @Test
    void picksFromAResponseThatIsOneRecord() {
        JsonPath next = JsonPath.parse("$.links.next");
        String body = "{\"id\": 1, \"links\": {\"self\": \"/1\", \"next\": \"/2\"}}";
        RecordReader reader = reader(body, 9, Selection.of(JsonPath.ROOT, next));

        assertThat(records(reader)).containsExactly(body);
        assertThat(reader.picked()).containsOnly(entry(next, "/2"));
    }

    @Test
    void passesAByteOrderMarkOver() {
        assertThat(records(reader("\uFEFF{\"items\":[{\"a\":1}]}", 4, Selection.auto())))
                .containsExactly("{\"a\":1}");
        assertThat(records(reader("\uFEFF[{\"a\":1}]", 4, Selection.of(JsonPath.ROOT))))
                .containsExactly("{\"a\":1}");
    }

    @Test
    void anEmptyOrAbsentListHasNoRecords() {
        assertThat(records(reader("{\"items\": []}", 4, Selection.of(JsonPath.parse("$.items")))))
                .isEmpty();
        assertThat(records(reader("{\"items\": null}", 4, Selection.of(JsonPath.parse("$.items")))))
                .isEmpty();
        assertThat(records(reader("{\"kind\": \"list\", \"other\": []}", 4, Selection.of(JsonPath.parse("$.items")))))
                .isEmpty();
    }

    @Test
    void aMisspeltPlaceIsNotTakenForNoRecords() {
        assertThatThrownBy(() -> records(reader("{\"results\": [1]}", 4, Selection.of(JsonPath.parse("$.result")))))
                .isInstanceOf(TerminalFailure.class)
                .hasMessage("page 1 of GET /x has nothing at $.result, but a list named results");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"items\": [{\"a\":1}, {\"a\"", "[1, 2", "[\"abc", "  "})
    void aResponseThatEndsEarlyMayComeWholeNextTime(String body) {
        assertThatThrownBy(() -> records(reader(body, 6, Selection.auto())))
                .isInstanceOf(TransientFailure.class)
                .hasMessageStartingWith("page 1 of GET /x");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "<html>                    | there is a syntax error at byte 0",
                "[{\"a\": Ivan}]           | there is a syntax error at byte 12",
                "[1] [2]                   | something follows its end at byte 4",
            })
    void aSyntaxErrorStaysAndIsNamedByItsByteAloneSoThatNoDataIsTold(String body, String why) {
        assertThatThrownBy(() -> records(reader(body, 6, Selection.of(JsonPath.ROOT))))
                .isInstanceOf(TerminalFailure.class)
                .hasMessage("page 1 of GET /x is not JSON: " + why)
                .hasNoCause();
    }

    @Test
    void otherEncodingsAreRefused() {
        InputStream utf16 = new ByteArrayInputStream("[1]".getBytes(java.nio.charset.StandardCharsets.UTF_16LE));
        assertThatThrownBy(() -> new RecordReader(utf16, Selection.auto(), "page 1", Maker.API).next())
                .isInstanceOf(TerminalFailure.class)
                .hasMessageContaining("not in UTF-8");
    }

    @Test
    void theFingerprintIsOfTheRecordsAlone() {
        assertThat(fingerprint("{\"at\": 1, \"items\": [{\"a\":1}]}"))
                .isEqualTo(fingerprint("{\"at\": 2, \"items\": [{\"a\":1}]}"))
                .isNotEqualTo(fingerprint("{\"at\": 2, \"items\": [{\"a\":2}]}"));
    }

    @Test
    void aResponseOfAnyLengthNeedsThePageOnly() {
        long length = 300L << 20; // more than the heap of a test would take twice
        RecordReader reader = new RecordReader(new Endless(length), Selection.of(JsonPath.ROOT), "page 1", Maker.API);
        long records = 0;
        for (Optional<JsonPage> page = reader.next(); page.isPresent(); page = reader.next()) {
            assertThat(page.get().bytes()).hasSizeLessThan(3 * RecordReader.PAGE);
            records += page.get().records();
        }

        assertThat(records).isEqualTo(length / Endless.RECORD.length);
    }

    /** A list of equal records. */
    private static final class Endless extends InputStream {
        static final byte[] RECORD = ("{\"text\":\"" + "x".repeat(1011) + "\"}, ").getBytes(UTF_8);
        private final long records;
        private long at = -1;

        Endless(long length) {
            records = length / RECORD.length;
        }

        @Override
        public int read() {
            long end = records * RECORD.length;
            long now = at++;
            if (now < 0) {
                return '[';
            }
            if (now >= end) {
                return -1;
            }
            return now == end - 2 ? ']' : RECORD[(int) (now % RECORD.length)];
        }
    }

    private static List<Byte> fingerprint(String body) {
        RecordReader reader = reader(body, 100, Selection.auto());
        records(reader);
        List<Byte> bytes = new ArrayList<>();
        for (byte b : reader.fingerprint()) {
            bytes.add(b);
        }
        return bytes;
    }

    private static java.util.Map.Entry<JsonPath, String> entry(JsonPath path, String value) {
        return java.util.Map.entry(path, value);
    }

    private static RecordReader reader(String body, int atOnce, Selection selection) {
        return new RecordReader(stream(body, atOnce), selection, "page 1 of GET /x", Maker.API);
    }

    private static InputStream stream(String body, int atOnce) {
        return new ByteArrayInputStream(body.getBytes(UTF_8)) {
            @Override
            public int read(byte[] buffer, int from, int count) {
                return super.read(buffer, from, Math.min(count, atOnce));
            }

            @Override
            public byte[] readNBytes(int count) throws IOException {
                return super.readNBytes(count);
            }
        };
    }

    private static List<JsonPage> pages(RecordReader reader) {
        List<JsonPage> pages = new ArrayList<>();
        for (Optional<JsonPage> page = reader.next(); page.isPresent(); page = reader.next()) {
            pages.add(page.get());
        }
        return pages;
    }

    private static List<String> records(RecordReader reader) {
        List<String> records = new ArrayList<>();
        for (JsonPage page : pages(reader)) {
            String text = new String(page.bytes(), page.from(), page.length(), UTF_8);
            List<String> lines = List.of(text.split("\n"));
            assertThat(lines).hasSize(page.records());
            records.addAll(lines);
        }
        return records;
    }
}
