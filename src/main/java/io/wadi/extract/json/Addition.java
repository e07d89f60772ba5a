package io.wadi.extract.json;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Fields that each record that is an object gets at its end; it may have none of these names itself. */
public final class Addition {
    private final Set<String> names;
    private final byte[] text;

    /** @param fields JSON values in UTF-8 by name */
    public Addition(Map<String, byte[]> fields) {
        this.names = new LinkedHashMap<>(fields).keySet();
        ByteArrayOutputStream made = new ByteArrayOutputStream();
        fields.forEach((name, value) -> {
            made.writeBytes(made.size() == 0 ? new byte[0] : new byte[] {','});
            made.write('"');
            made.writeBytes(JsonStringEncoder.getInstance().quoteAsUTF8(name));
            made.writeBytes("\":".getBytes(StandardCharsets.US_ASCII));
            made.writeBytes(value);
        });
        this.text = made.toByteArray();
    }

    boolean has(String name) {
        return names.contains(name);
    }

    /** Without braces. */
    byte[] text() {
        return text;
    }
}
