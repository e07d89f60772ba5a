package io.wadi.extract.json;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.wadi.model.DataType;
import io.wadi.model.Value;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A value that was picked out of a record.
 *
 * @param json as it stands there
 * @param text of a text, number or truth value; empty for null, objects and lists
 */
@SuppressWarnings("ArrayRecordComponent") // moved, never compared
public record Picked(byte[] json, Optional<String> text) {
    public static final Picked NULL = new Picked(new byte[] {'n', 'u', 'l', 'l'}, Optional.empty());

    /** A typed value as JSON has it. */
    public static Picked of(Value value) {
        String text = value.plain();
        boolean bare = switch (value.type()) {
            case BIGINT, DECIMAL, WEI, BOOL, JSON -> true;
            case DOUBLE -> !text.endsWith("N") && !text.endsWith("y"); // NaN and Infinity are texts
            default -> false;
        };
        String json = bare
                ? text
                : '"' + String.valueOf(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
        return new Picked(
                json.getBytes(StandardCharsets.UTF_8),
                value.type() == DataType.JSON ? Optional.empty() : Optional.of(text));
    }

    public Picked {
        requireNonNull(json);
        requireNonNull(text);
    }
}
