package io.wadi.camel;

import io.wadi.model.Cursor;
import io.wadi.model.Explanation;
import io.wadi.model.Value;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;

/**
 * What the options {@code cursor.…} say; the bounds may be different in each run.
 *
 * @param unbounded the cursor without its initial value and its end
 */
record CursorOptions(Cursor unbounded, Optional<RunText> initial, Optional<RunText> end) {
    private static final List<String> CURSOR = List.of(
            "path",
            "initial",
            "end",
            "rangeStart",
            "rangeEnd",
            "rowOrder",
            "function",
            "lag",
            "primaryKey",
            "onMissing",
            "duplicates");

    String path() {
        return unbounded.path();
    }

    Cursor in(Exchange exchange) {
        Cursor.Range range = unbounded.range();
        return unbounded.with(
                new Cursor.Range(value(initial, exchange), value(end, exchange), range.start(), range.stop()));
    }

    private static Optional<Value> value(Optional<RunText> text, Exchange exchange) {
        return text.flatMap(t -> t.in(exchange)).map(CursorOptions::value);
    }

    /** Numbers are numbers, as JSON has them; in quotes, and otherwise, text. */
    private static Value value(String text) {
        if (text.matches("-?\\d{1,18}")) {
            return new Value.Whole(Long.parseLong(text));
        } else if (text.matches("-?\\d+\\.\\d+")) {
            return new Value.Real(Double.parseDouble(text));
        }
        boolean quoted = text.length() > 1 && text.startsWith("'") && text.endsWith("'");
        return new Value.Text(quoted ? text.substring(1, text.length() - 1) : text);
    }

    static Optional<CursorOptions> of(Map<String, String> options, CamelContext context, Problems problems) {
        Set<String> given = options.keySet();
        given.stream()
                .filter(key -> !CURSOR.contains(key))
                .sorted()
                .forEach(key -> problems.unknown("cursor." + key, "cursor.", CURSOR));
        if (given.isEmpty()) {
            return Optional.empty();
        }
        String path = options.getOrDefault("path", "");
        if (path.isEmpty()) {
            problems.add(Explanation.of("cursor." + given.iterator().next() + " without cursor.path")
                    .fix("say where records have their cursor: cursor.path: updated_at"));
            return Optional.empty();
        }
        String lag = options.getOrDefault("lag", "0");
        boolean number = lag.matches("\\d{1,15}(\\.\\d{1,9})?");
        if (!number) {
            problems.wrong("cursor.lag", lag, List.of("a number of seconds", "days for dates"));
        }
        Words words = new Words(options, problems);
        Cursor cursor = new Cursor(
                        path,
                        Optional.empty(),
                        Optional.empty(),
                        number ? new BigDecimal(lag) : BigDecimal.ZERO,
                        words.of("onMissing", Cursor.Missing.RAISE, Cursor.Missing.values()),
                        words.of("duplicates", Cursor.Duplicates.BOUNDARY, Cursor.Duplicates.values()))
                .with(
                        words.of("rangeStart", Cursor.Bound.CLOSED, Cursor.Bound.values()),
                        words.of("rangeEnd", Cursor.Bound.OPEN, Cursor.Bound.values()))
                .with(words.of("rowOrder", Cursor.RowOrder.NONE, Cursor.RowOrder.values()))
                .with(words.of("function", Cursor.Function.MAX, Cursor.Function.values()))
                .withPrimaryKey(Optional.ofNullable(options.get("primaryKey")).map(OptionReader::list));
        return Optional.of(new CursorOptions(
                cursor, text("initial", options, context, problems), text("end", options, context, problems)));
    }

    private record Words(Map<String, String> options, Problems problems) {
        <E extends Enum<E>> E of(String key, E otherwise, E[] all) {
            String word = options.getOrDefault(key, Problems.word(otherwise));
            return problems.word("cursor." + key, word, all);
        }
    }

    private static Optional<RunText> text(
            String key, Map<String, String> options, CamelContext context, Problems problems) {
        return Optional.ofNullable(options.get(key)).map(t -> RunText.of(context, "cursor." + key, t, problems));
    }
}
