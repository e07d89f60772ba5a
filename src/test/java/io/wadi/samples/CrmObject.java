package io.wadi.samples;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;

/** A contact or a company of a CRM. Its properties are text, dates included. */
record CrmObject(long id, Map<String, String> properties, Instant createdAt, Instant updatedAt) {
    void write(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", Long.toString(id)); // digits, and text: HubSpot has it so
        json.writeObjectFieldStart("properties");
        for (Map.Entry<String, String> property : properties.entrySet()) {
            json.writeStringField(property.getKey(), property.getValue());
        }
        json.writeStringField("createdate", createdAt.toString());
        json.writeStringField("lastmodifieddate", updatedAt.toString());
        json.writeEndObject();
        json.writeStringField("createdAt", createdAt.toString());
        json.writeStringField("updatedAt", updatedAt.toString());
        json.writeBooleanField("archived", false);
        json.writeEndObject();
    }
}
