package io.wadi.extract.cursor;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.wadi.model.Explanation;
import io.wadi.model.JsonPage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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
                throw new CursorFailure(
                        CursorFailure.Kind.PRIMARY_KEY_MISSING,
                        Explanation.of("primary key " + key + " is missing from a record")
                                .at(page.origin().of(index))
                                .fix("name the key as the source's records do; each record needs it"));
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

    private Map<String, Range> values(JsonPage page, int from, int to) {
        Map<String, Range> values = new HashMap<>();
        try (JsonParser json = Records.JSON.createParser(page.bytes(), from, to - from)) {
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
