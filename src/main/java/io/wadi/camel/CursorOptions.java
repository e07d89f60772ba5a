package io.wadi.camel;

import io.wadi.model.Cursor;
import io.wadi.model.Explanation;
import io.wadi.model.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;

/** What the options {@code cursor.…} say; the bounds may be different in each run. */
record CursorOptions(
        String path,
        Optional<RunText> initial,
        Optional<RunText> end,
        long lag,
        Cursor.Missing missing,
        Cursor.Duplicates duplicates) {
    private static final List<String> CURSOR = List.of("path", "initial", "end", "lag", "onMissing", "duplicates");

    Cursor in(Exchange exchange) {
        return new Cursor(path, value(initial, exchange), value(end, exchange), lag, missing, duplicates);
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
        if (!lag.matches("\\d{1,15}")) {
            problems.wrong("cursor.lag", lag, List.of("a number of seconds", "days for dates"));
        }
        String missing = options.getOrDefault("onMissing", "raise");
        String duplicates = options.getOrDefault("duplicates", "boundary");
        return Optional.of(new CursorOptions(
                path,
                Optional.ofNullable(options.get("initial"))
                        .map(t -> RunText.of(context, "cursor.initial", t, problems)),
                Optional.ofNullable(options.get("end")).map(t -> RunText.of(context, "cursor.end", t, problems)),
                lag.matches("\\d{1,15}") ? Long.parseLong(lag) : 0,
                problems.word("cursor.onMissing", missing, Cursor.Missing.values()),
                problems.word("cursor.duplicates", duplicates, Cursor.Duplicates.values())));
    }
}
