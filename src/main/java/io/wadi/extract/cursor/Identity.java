package io.wadi.extract.cursor;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.wadi.model.Column;
import io.wadi.model.ColumnPage;
import io.wadi.model.Explanation;
import io.wadi.model.JsonPage;
import io.wadi.model.Page;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/** What makes a record itself: its primary key, or without one all of it (contract section 6). */
record Identity(List<String> primaryKey, RecordHash hash) {
    private record Range(int from, int to) {}

    Identity {
        primaryKey = List.copyOf(primaryKey);
    }

    /** The hash of record number {@code index} of the page, which lies in {@code [from, to)}. */
    String of(JsonPage page, int index, int from, int to) {
        if (primaryKey.isEmpty()) {
            return hash.of(page.bytes(), from, to);
        }
        Map<String, Range> values = values(page, from, to);
        ByteArrayOutputStream list = new ByteArrayOutputStream();
        for (String key : primaryKey) {
            Range value = values.get(key);
            if (value == null) {
                throw missing(key, page, index);
            }
            if (primaryKey.size() == 1) {
                return hash.of(page.bytes(), value.from(), value.to());
            }
            list.write(list.size() == 0 ? '[' : ',');
            list.write(page.bytes(), value.from(), value.to() - value.from());
        }
        list.write(']');
        return hash.of(list.toByteArray(), 0, list.size());
    }

    private static CursorFailure missing(String key, Page page, int index) {
        return new CursorFailure(
                CursorFailure.Kind.PRIMARY_KEY_MISSING,
                Explanation.of("primary key " + key + " is missing from a record")
                        .at(page.origin().of(index))
                        .fix("name the key as the source's records do; each record needs it"));
    }

    /** The hash of a row. A primary key that nobody named is the one that the source declares. */
    String of(ColumnPage page, int row) {
        List<String> key = new ArrayList<>(primaryKey);
        if (key.isEmpty()) {
            page.columns().stream().filter(Column::primaryKey).map(Column::name).forEach(key::add);
        }
        StringJoiner json = key.isEmpty()
                ? new StringJoiner(",", "{", "}")
                : key.size() == 1 ? new StringJoiner(",") : new StringJoiner(",", "[", "]");
        if (key.isEmpty()) {
            for (int i = 0; i < page.columns().size(); i++) {
                json.add(quoted(page.columns().get(i).name()) + ":" + json(page, i, row));
            }
        }
        for (String name : key) {
            int column = page.find(name);
            if (column < 0) {
                throw missing(name, page, row);
            }
            json.add(json(page, column, row));
        }
        byte[] utf8 = json.toString().getBytes(StandardCharsets.UTF_8);
        return hash.of(utf8, 0, utf8.length);
    }

    private String json(ColumnPage page, int column, int row) {
        return page.value(column, row).map(hash::json).orElse("null");
    }

    private static String quoted(String text) {
        return '"' + String.valueOf(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
    }

    private Map<String, Range> values(JsonPage page, int from, int to) {
        Map<String, Range> values = new HashMap<>();
        try (JsonParser json = JsonRecords.JSON.createParser(page.bytes(), from, to - from)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                int start = from + (int) json.currentTokenLocation().getByteOffset();
                json.skipChildren();
                json.finishToken();
                if (primaryKey.contains(name)) {
                    values.put(
                            name,
                            new Range(start, from + (int) json.currentLocation().getByteOffset()));
                }
            }
            return values;
        } catch (IOException e) {
            throw new IllegalStateException("a record that was read once cannot be read again", e);
        }
    }
}
