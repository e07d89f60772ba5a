package io.wadi.samples;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A record of a CRM. Its properties are text, dates included.
 *
 * @param modified the property that says when it was changed, for contacts have another than the rest
 */
record CrmObject(
        long id,
        Map<String, String> properties,
        String modified,
        Instant createdAt,
        Instant updatedAt,
        Optional<Instant> archivedAt) {
    CrmObject changed(String property, String value, Instant when) {
        Map<String, String> changed = new LinkedHashMap<>(properties);
        changed.put(property, value);
        return new CrmObject(id, changed, modified, createdAt, when, archivedAt);
    }

    CrmObject archived(Instant when) {
        return new CrmObject(id, properties, modified, createdAt, when, Optional.of(when));
    }

    /** All properties, those that the CRM keeps itself among them. */
    Map<String, String> all() {
        Map<String, String> all = new LinkedHashMap<>(properties);
        all.put("createdate", createdAt.toString());
        all.put("hs_object_id", Long.toString(id));
        all.put(modified, updatedAt.toString());
        return all;
    }

    /**
     * @param wanted the properties asked for; those of the CRM itself come unasked, and all where nothing is asked for
     * @param links the ids of what it is associated with, by type
     */
    void write(JsonGenerator json, List<String> wanted, Function<String, List<Long>> links, List<String> associations)
            throws IOException {
        json.writeStartObject();
        json.writeStringField("id", Long.toString(id)); // digits, and text: HubSpot has it so
        json.writeObjectFieldStart("properties");
        for (Map.Entry<String, String> property : all().entrySet()) {
            if (wanted.isEmpty() || wanted.contains(property.getKey()) || !properties.containsKey(property.getKey())) {
                json.writeStringField(property.getKey(), property.getValue());
            }
        }
        json.writeEndObject();
        json.writeStringField("createdAt", createdAt.toString());
        json.writeStringField("updatedAt", updatedAt.toString());
        json.writeBooleanField("archived", archivedAt.isPresent());
        if (archivedAt.isPresent()) {
            json.writeStringField("archivedAt", archivedAt.get().toString());
        }
        if (associations.stream().anyMatch(type -> !links.apply(type).isEmpty())) {
            json.writeObjectFieldStart("associations");
            for (String type : associations) {
                writeLinks(json, type, links.apply(type));
            }
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private static void writeLinks(JsonGenerator json, String type, List<Long> ids) throws IOException {
        json.writeObjectFieldStart(type);
        json.writeArrayFieldStart("results");
        for (long other : ids) {
            json.writeStartObject();
            json.writeStringField("id", Long.toString(other));
            json.writeStringField("type", "to_" + type);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
