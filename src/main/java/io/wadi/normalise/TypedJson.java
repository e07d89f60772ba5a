package io.wadi.normalise;

import io.wadi.model.Column;
import io.wadi.model.DataType;
import io.wadi.model.Value;
import java.nio.charset.StandardCharsets;

/** Values that do not come from JSON, as dlt hashes them: {@link RowIds} takes these texts. */
public final class TypedJson {
    private static final String UTC = "+00:00";

    private TypedJson() {}

    /** For key and row hashes: what JSON has no type for is a string with a private character before it (contract 2.2). */
    public static String stored(Value value) {
        return switch (value.type()) {
            case DECIMAL -> marked('\uf026', value);
            case TIMESTAMP -> marked('\uf027', value);
            case DATE -> marked('\uf028', value);
            case BINARY -> marked('\uf02b', value);
            case WEI -> marked('\uf02c', value);
            case TIME -> marked('\uf02d', value);
            case TEXT, DOUBLE, BOOL, BIGINT, JSON -> plain(value);
        };
    }

    /** The same for a value of a column: what a wall clock shows has no offset. */
    static String stored(Value value, Column column) {
        boolean wallClock = value.type() == DataType.TIMESTAMP && !column.zoned();
        return wallClock ? stored(value).replace(UTC, "") : stored(value);
    }

    /** For what a cursor remembers of rows: a timestamp counts microseconds (contract 6). */
    public static String remembered(Value value) {
        return value instanceof Value.Timestamp timestamp ? Long.toString(timestamp.micros()) : plain(value);
    }

    private static String marked(char mark, Value value) {
        return CanonicalJson.string(mark + TextForm.of(value));
    }

    private static String plain(Value value) {
        if (value instanceof Value.Bool bool) {
            return Boolean.toString(bool.value());
        }
        if (value instanceof Value.Real real) {
            return CanonicalJson.real(real.value());
        }
        if (value instanceof Value.Json json) {
            byte[] utf8 = json.text().getBytes(StandardCharsets.UTF_8);
            return CanonicalJson.sorted(utf8, 0, utf8.length);
        }
        boolean whole = value instanceof Value.Whole || value instanceof Value.BigWhole;
        return whole ? TextForm.of(value) : CanonicalJson.string(TextForm.of(value));
    }
}
