package io.wadi.config.vault;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A section as a vault keeps it: {@code {"token": "…", "port": 443}}. */
final class SectionText {
    private static final JsonFactory JSON = new JsonFactory();

    private SectionText() {}

    /** Texts, numbers as they are written, and booleans, by their keys; empty when the text is no JSON object. */
    static Optional<Map<String, String>> read(String text) {
        Map<String, String> values = new TreeMap<>();
        try (JsonParser json = JSON.createParser(text)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String key = json.currentName();
                if (json.nextToken().isScalarValue() && json.currentToken() != JsonToken.VALUE_NULL) {
                    values.put(key, json.getText());
                }
                json.skipChildren();
            }
            return json.nextToken() == null ? Optional.of(values) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty(); // whose message would quote it
        }
    }
}
