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

    private StoredState() {}

    static JsonNode sources(Map<String, Image> all) {
        JsonNode text = Snapshot.newest(all, "_dlt_pipeline_state", "state", JsonNode::isTextual);
        if (text.isNull()) {
            return JsonNodeFactory.instance.objectNode();
        }
        byte[] zlib = Base64.getDecoder().decode(text.textValue());
        try (InflaterInputStream json = new InflaterInputStream(new ByteArrayInputStream(zlib))) {
            return alike(Json.MAPPER.readTree(json).path("sources"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Hashes as a set, instants without their mark, no empty objects, without Wadi's own entries. */
    static JsonNode alike(JsonNode node) {
        if (node instanceof ArrayNode array) {
            Set<String> sorted = new TreeSet<>();
            array.forEach(value -> sorted.add(value.asText()));
            return Json.MAPPER.valueToTree(sorted);
        }
        if (node.isTextual()) {
            // The cases hold instants without the mark that tells them from texts.
            return JsonNodeFactory.instance.textNode(node.textValue().replaceFirst("^\uf027", ""));
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
