package io.wadi.extract.window;

import io.wadi.model.DataType;
import io.wadi.model.Value;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code {window.start}} and its like stand for in a request. */
public record Placeholders(Map<String, String> values) {
    public static final Set<String> NAMES =
            Set.of("window.start", "window.end", "window.next", "cursor.start", "today", "now");

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(window\\.\\w*|cursor\\.\\w*|today|now)}");

    private static final Set<DataType> ORDERED = Set.of(
            DataType.TEXT, DataType.BIGINT, DataType.DOUBLE, DataType.DECIMAL, DataType.DATE, DataType.TIMESTAMP);

    public Placeholders {
        values = Map.copyOf(values);
    }

    /** Those of a run: where the cursor begins, and its idea of now, in UTC. */
    public static Placeholders of(Optional<Value> cursorStart, Instant now) {
        Map<String, String> values = new HashMap<>();
        values.put("today", LocalDate.ofInstant(now, ZoneOffset.UTC).toString());
        values.put("now", now.truncatedTo(ChronoUnit.SECONDS).toString());
        cursorStart.ifPresent(start -> values.put("cursor.start", text(start)));
        return new Placeholders(values);
    }

    public Placeholders with(Windows.Window window) {
        Map<String, String> more = new HashMap<>(values);
        more.put("window.start", window.start());
        more.put("window.end", window.end());
        more.put("window.next", window.next());
        return new Placeholders(more);
    }

    /** The text with each placeholder replaced; empty when one has no value, as {@code {cursor.start}} in a first run. */
    public Optional<String> fill(String text, UnaryOperator<String> encoding) {
        Matcher placeholder = PLACEHOLDER.matcher(text);
        StringBuilder filled = new StringBuilder();
        while (placeholder.find()) {
            Optional<String> value = Optional.ofNullable(values.get(placeholder.group(1)));
            if (value.isEmpty()) {
                return Optional.empty();
            }
            placeholder.appendReplacement(filled, Matcher.quoteReplacement(encoding.apply(value.get())));
        }
        return Optional.of(placeholder.appendTail(filled).toString());
    }

    /** A placeholder in the text that nothing stands for. */
    public static Optional<String> unknown(String text) {
        return PLACEHOLDER
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .filter(name -> !NAMES.contains(name))
                .findFirst();
    }

    private static String text(Value value) {
        if (!ORDERED.contains(value.type())) {
            throw new IllegalArgumentException(
                    "a cursor is not of type " + value.type().word());
        }
        return value.plain();
    }
}
