package io.wadi.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.InflaterInputStream;

/** What the newest stored state says of the sources. */
final class StoredState {
    /** Wadi's own entries, which dlt carries along. */
    private static final String OWN = "wadi_";

    /** What tells typed values from texts; the cases hold them without. */
    private static final String MARKS = "^[\uf026-\uf02d]";

    private static final String INSTANT = "\uf027";

    private StoredState() {}

    /** dlt keeps the offset in which a record gave an instant, or none; where ours is the same instant, it is taken for it. */
    static JsonNode inWordsOf(JsonNode state, JsonNode expected) {
        if (expected.isTextual() && state.asText().startsWith(INSTANT)) {
            boolean same = TypedLines.micros(expected.asText())
                    == TypedLines.micros(state.asText().substring(INSTANT.length()));
            return same ? state : expected;
        }
        if (!expected.isObject()) {
            return expected;
        }
        ObjectNode all = JsonNodeFactory.instance.objectNode();
        expected.properties().forEach(e -> all.set(e.getKey(), inWordsOf(state.path(e.getKey()), e.getValue())));
        return all;
    }

    static JsonNode sources(Map<String, Image> all) {
        JsonNode text = Snapshot.newest(all, "_dlt_pipeline_state", "state", JsonNode::isTextual);
        if (text.isNull()) {
            return JsonNodeFactory.instance.objectNode();
        }
        return read(text.textValue()).path("sources");
    }

    /** The whole of one, as its table has it. */
    static JsonNode read(String stored) {
        byte[] zlib = Base64.getDecoder().decode(stored);
        try (InflaterInputStream json = new InflaterInputStream(new ByteArrayInputStream(zlib))) {
            return Json.MAPPER.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Hashes as a set, typed values without their mark, no empty objects, without Wadi's own entries. */
    static JsonNode alike(JsonNode node) {
        if (node instanceof ArrayNode array) {
            Set<String> sorted = new TreeSet<>();
            array.forEach(value -> sorted.add(value.asText()));
            return Json.MAPPER.valueToTree(sorted);
        }
        if (node.isTextual()) {
            return JsonNodeFactory.instance.textNode(node.textValue().replaceFirst(MARKS, ""));
        }
        if (!node.isObject()) {
            return node.isMissingNode() ? JsonNodeFactory.instance.objectNode() : node;
        }
        ObjectNode alike = JsonNodeFactory.instance.objectNode();
        node.properties().forEach(e -> {
            JsonNode value = alike(e.getValue());
            if (!e.getKey().startsWith(OWN) && !(value.isObject() && value.isEmpty())) {
                alike.set(e.getKey(), value);
            }
        });
        return alike;
    }
}
