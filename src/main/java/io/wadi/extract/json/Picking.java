package io.wadi.extract.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Takes single values out of a JSON value that a parser has come to. */
final class Picking {
    private final JsonParser json;
    private final byte[] bytes;
    private final int offset;
    private final Map<JsonPath, Picked> found = new HashMap<>();

    /**
     * @param bytes what the parser reads
     * @param offset where in them it began
     */
    Picking(JsonParser json, byte[] bytes, int offset) {
        this.json = json;
        this.bytes = bytes;
        this.offset = offset;
    }

    /** What was found in the parser's value, which is passed over. */
    Map<JsonPath, Picked> value(Fork fork) throws IOException {
        found.clear();
        visit(fork);
        return Map.copyOf(found);
    }

    private void visit(Fork fork) throws IOException {
        JsonToken token = json.currentToken();
        Fork here = token == JsonToken.START_ARRAY ? fork : fork.unlisted();
        int from = at(json.currentTokenLocation().getByteOffset());
        if (token == JsonToken.START_OBJECT && here.hasNames()) {
            while (json.nextToken() != JsonToken.END_OBJECT) {
                String name = json.currentName();
                json.nextToken();
                follow(here.child(name));
            }
        } else if (token == JsonToken.START_ARRAY && here.hasElements()) {
            for (int i = 0; json.nextToken() != JsonToken.END_ARRAY; i++) {
                follow(here.element(i));
            }
        } else {
            json.skipChildren();
        }
        if (here.pick().isPresent()) {
            found.put(here.pick().get(), token.isScalarValue() ? scalar(token) : structure(from));
        }
    }

    private void follow(Optional<Fork> child) throws IOException {
        if (child.isPresent()) {
            visit(child.get());
        } else {
            json.skipChildren();
        }
    }

    private Picked scalar(JsonToken token) throws IOException {
        String text = json.getText();
        JsonStringEncoder encoder = JsonStringEncoder.getInstance();
        if (token == JsonToken.VALUE_STRING) {
            String quoted = '"' + String.valueOf(encoder.quoteAsString(text)) + '"';
            return new Picked(quoted.getBytes(StandardCharsets.UTF_8), Optional.of(text));
        }
        return new Picked(
                encoder.encodeAsUTF8(text), token == JsonToken.VALUE_NULL ? Optional.empty() : Optional.of(text));
    }

    private Picked structure(int from) {
        int to = at(json.currentLocation().getByteOffset());
        return new Picked(Arrays.copyOfRange(bytes, from, to), Optional.empty());
    }

    private int at(long byteOffset) {
        return offset + (int) byteOffset;
    }
}
