package io.wadi.extract.window;

import static java.util.Objects.requireNonNull;

import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Cursor;
import io.wadi.model.DataType;
import io.wadi.model.Explanation;
import io.wadi.model.Extraction;
import io.wadi.model.Value;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code {window.start}} and its like stand for in a request. After a colon stands how a time is written
 * ({@link TimeFormat}); {@code :number} at the end of one that is a whole string of JSON makes it a number.
 */
public record Placeholders(Map<String, String> values) {
    public static final Set<String> NAMES =
            Set.of("window.start", "window.end", "window.next", "cursor.start", "cursor.end", "today", "now");

    /** The words that say how a time is written. */
    public static final List<String> FORMATS = TimeFormat.WORDS;

    private static final String PARENT = "parent.";

    private static final Pattern PLACEHOLDER = Pattern.compile(
            "\\{(window\\.\\w*|cursor\\.\\w*|today|now|parent\\.[^{}:]+)(?::(?!\\s|number})([^{}]*?))?(:number)?}");

    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9]\\d*)(\\.\\d+)?");

    private static final Set<DataType> ORDERED = Set.of(
            DataType.TEXT, DataType.BIGINT, DataType.DOUBLE, DataType.DECIMAL, DataType.DATE, DataType.TIMESTAMP);

    /** Plain digits, where it is a number. */
    public record Scalar(String text, boolean number) {
        public Scalar {
            requireNonNull(text);
        }
    }

    public Placeholders {
        values = Map.copyOf(values);
    }

    /** Those of a run: where the cursor begins and ends, and its idea of now, in UTC. */
    public static Placeholders of(Extraction extraction) {
        return of(extraction.cursorStart(), extraction.hints().cursor().flatMap(Cursor::end), extraction.startedAt());
    }

    public static Placeholders of(Optional<Value> cursorStart, Instant now) {
        return of(cursorStart, Optional.empty(), now);
    }

    public static Placeholders of(Optional<Value> cursorStart, Optional<Value> cursorEnd, Instant now) {
        Map<String, String> values = new HashMap<>();
        values.put("today", LocalDate.ofInstant(now, ZoneOffset.UTC).toString());
        values.put("now", now.truncatedTo(ChronoUnit.SECONDS).toString());
        cursorStart.ifPresent(start -> values.put("cursor.start", text(start)));
        cursorEnd.ifPresent(end -> values.put("cursor.end", text(end)));
        return new Placeholders(values);
    }

    public Placeholders with(Windows.Window window) {
        Map<String, String> more = new HashMap<>(values);
        more.put("window.start", window.start());
        more.put("window.end", window.end());
        more.put("window.next", window.next());
        return new Placeholders(more);
    }

    public Placeholders with(Map<String, String> others) {
        Map<String, String> more = new HashMap<>(values);
        more.putAll(others);
        return new Placeholders(more);
    }

    /** The text with each placeholder replaced; empty when one has no value, as {@code {cursor.start}} in a first run. */
    public Optional<String> fill(String text, UnaryOperator<String> encoding) {
        Matcher placeholder = PLACEHOLDER.matcher(text);
        StringBuilder filled = new StringBuilder();
        while (placeholder.find()) {
            Optional<String> value = value(placeholder);
            if (value.isEmpty()) {
                return Optional.empty();
            }
            placeholder.appendReplacement(filled, Matcher.quoteReplacement(encoding.apply(value.get())));
        }
        return Optional.of(placeholder.appendTail(filled).toString());
    }

    /** A string of JSON with each placeholder replaced. */
    public Optional<Scalar> scalar(String text) {
        Matcher placeholder = PLACEHOLDER.matcher(text);
        if (!placeholder.matches() || placeholder.group(3) == null) {
            return fill(text, value -> value).map(filled -> new Scalar(filled, false));
        }
        return value(placeholder).map(value -> {
            if (!NUMBER.matcher(value).matches()) {
                throw new ConfigurationFailure(
                        Explanation.of(text + " is " + shown(placeholder.group(1), value) + ", which is not a number")
                                .fix("leave out :number"));
            }
            return new Scalar(value, true);
        });
    }

    /** A value in a message: those of a parent's record are data, which is not told. */
    static String shown(String name, String value) {
        return name.startsWith(PARENT) ? "a text" : "'" + value + "'";
    }

    private Optional<String> value(Matcher placeholder) {
        String name = placeholder.group(1);
        Optional<String> value = Optional.ofNullable(values.get(name));
        return Optional.ofNullable(placeholder.group(2))
                .map(format -> value.map(time -> TimeFormat.parse(format).write(name + ":" + format, time)))
                .orElse(value);
    }

    /** A placeholder in the text that nothing stands for. */
    public static Optional<String> unknown(String text) {
        return PLACEHOLDER
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .filter(name -> !NAMES.contains(name) && !name.startsWith(PARENT))
                .findFirst();
    }

    /** @throws IllegalArgumentException when a placeholder in the text is to be written in a way that is none */
    public static void checkFormats(String text) {
        Matcher placeholder = PLACEHOLDER.matcher(text);
        while (placeholder.find()) {
            Optional.ofNullable(placeholder.group(2)).ifPresent(TimeFormat::parse);
        }
    }

    /** Those in the text that stand for a field of a parent's record, without their braces. */
    public static List<String> ofParents(String text) {
        return PLACEHOLDER
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .filter(name -> name.startsWith(PARENT))
                .toList();
    }

    private static String text(Value value) {
        if (!ORDERED.contains(value.type())) {
            throw new IllegalArgumentException(
                    "a cursor is not of type " + value.type().word());
        }
        return value.plain();
    }
}
