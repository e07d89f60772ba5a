package io.wadi.extract.cursor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wadi.model.Cursor;
import io.wadi.model.CursorState;
import io.wadi.model.JsonPage;
import io.wadi.model.Origin;
import io.wadi.model.Page;
import io.wadi.model.Pages;
import io.wadi.model.Value;
import io.wadi.normalise.CanonicalJson;
import io.wadi.normalise.RowIds;
import io.wadi.normalise.TypedJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Pages of written records through a cursor, and what came out: the numbers of the records kept, and the state. */
record Feed(List<Long> kept, List<JsonPage> pages, CursorState state) {
    static final RecordHash HASH = new RecordHash() {
        @Override
        public String of(byte[] json, int from, int to) {
            return new RowIds().dedup(CanonicalJson.sorted(json, from, to));
        }

        @Override
        public String json(Value value) {
            return TypedJson.remembered(value);
        }
    };

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Runs records, given as JSON, as one page. */
    static Feed of(Cursor cursor, CursorState state, List<String> key, String... records) {
        return of(cursor, state, key, List.of(page(0, List.of(records))));
    }

    static Feed of(Cursor cursor, CursorState state, List<String> key, List<JsonPage> pages) {
        try (CursorPages filtered = new CursorPages(source(pages), cursor, state, key, HASH)) {
            List<Long> kept = new ArrayList<>();
            List<JsonPage> out = new ArrayList<>();
            for (Optional<Page> page = filtered.next(); page.isPresent(); page = filtered.next()) {
                JsonPage json = (JsonPage) page.get();
                out.add(json);
                kept.addAll(numbers(json, pages));
            }
            return new Feed(kept, out, filtered.state());
        }
    }

    /** The records' numbers by their origin; each must be the very record that has this number at the source. */
    private static List<Long> numbers(JsonPage page, List<JsonPage> sources) {
        List<JsonNode> all = sources.stream().flatMap(p -> records(p).stream()).toList();
        List<JsonNode> records = records(page);
        assertThat(page.records()).isEqualTo(records.size());
        List<Long> numbers = new ArrayList<>();
        for (int i = 0; i < records.size(); i++) {
            long number = page.origin().first() + i;
            assertThat(records.get(i)).isEqualTo(all.get((int) number));
            numbers.add(number);
        }
        return numbers;
    }

    static List<JsonNode> records(JsonPage page) {
        try (MappingIterator<JsonNode> values =
                JSON.readerFor(JsonNode.class).readValues(page.bytes(), page.from(), page.length())) {
            return values.readAll();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A page in the midst of other bytes, its first record having this number at the source. */
    static JsonPage page(long first, List<String> records) {
        byte[] bytes = ("}}" + String.join(" \r\n", records) + "\n{{").getBytes(StandardCharsets.UTF_8);
        return new JsonPage(
                bytes, 2, bytes.length - 2, records.size(), new Origin("GET /ev", "record", first), Optional.empty());
    }

    static Pages source(List<JsonPage> pages) {
        Deque<JsonPage> rest = new ArrayDeque<>(pages);
        return new Pages() {
            @Override
            public Optional<Page> next() {
                return Optional.ofNullable(rest.poll());
            }

            @Override
            public void close() {
                rest.clear();
            }
        };
    }
}
