package io.wadi.camel;

import io.wadi.model.ColumnHint;
import io.wadi.model.Cursor;
import io.wadi.model.DataType;
import io.wadi.model.Explanation;
import io.wadi.model.Hints;
import io.wadi.model.Mask;
import io.wadi.model.MergeRole;
import io.wadi.model.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;

/** The hints that a resource's options say, read once; those that a run may change, at each run. */
final class ResourceHints {
    private static final List<String> CURSOR = List.of("path", "initial", "end", "lag", "onMissing", "duplicates");
    private static final List<String> COLUMN =
            List.of("dataType", "nullable", "precision", "scale", "hardDelete", "dedupSort");

    private final ResourceConfiguration options;
    private final Map<String, ColumnHint> columns = new LinkedHashMap<>();
    private final List<Mask> masks = new ArrayList<>();
    private final Optional<CursorOptions> cursor;

    private record CursorOptions(
            String path,
            Optional<RunText> initial,
            Optional<RunText> end,
            long lag,
            Cursor.Missing missing,
            Cursor.Duplicates duplicates) {
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
    }

    ResourceHints(ResourceConfiguration options, CamelContext context, Problems problems) {
        this.options = options;
        options.getColumn().forEach((key, word) -> column(key, word, problems));
        options.getMask()
                .forEach((path, word) -> Mask.Kind.of(word)
                        .ifPresentOrElse(
                                kind -> masks.add(new Mask(path, kind)),
                                () -> problems.wrong("mask." + path, word, words(Mask.Kind.values()))));
        this.cursor = cursor(options.getCursor(), context, problems);
        masks.forEach(mask -> maskedKeys(mask, problems));
    }

    Hints in(Exchange exchange) {
        return new Hints(
                Optional.of(options.getTable()).filter(table -> !table.isEmpty()),
                options.getWriteDisposition(),
                names(options.getPrimaryKey()),
                names(options.getMergeKey()),
                columns,
                cursor.map(c -> c.in(exchange)),
                options.getMaxNesting() == ResourceConfiguration.ANY_NESTING
                        ? OptionalInt.empty()
                        : OptionalInt.of(options.getMaxNesting()),
                masks);
    }

    /** Hashes stay equal where values are equal, and so can be keys; none of them has an order. */
    private void maskedKeys(Mask mask, Problems problems) {
        String option = "mask." + mask.path();
        String word = Problems.word(mask.kind());
        if (cursor.filter(c -> covers(mask, c.path())).isPresent()) {
            problems.add(Explanation.of(option + " is " + word + ", and the same field is the cursor.path")
                    .fix("read by another field, or leave this one as it is: a masked value has no order"));
        }
        Stream.of(names(options.getPrimaryKey()), names(options.getMergeKey()))
                .flatMap(List::stream)
                .filter(key -> mask.kind() != Mask.Kind.HASH && covers(mask, key))
                .distinct()
                .forEach(key -> problems.add(Explanation.of(option + " is " + word + ", and " + key + " is a key")
                        .fix("use " + option + ": hash, whose values stay equal where they were equal")));
    }

    /** Whether a masked field is the one of that path or column, or holds it. */
    private static boolean covers(Mask mask, String name) {
        String path = name.replaceFirst("^\\$\\.", "").replace("__", ".").toLowerCase(Locale.ROOT);
        String masked = mask.path().toLowerCase(Locale.ROOT);
        return path.equals(masked) || path.startsWith(masked + ".");
    }

    private static List<String> names(String text) {
        return Stream.of(text.split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
    }

    private void column(String key, String word, Problems problems) {
        String option = "column." + key;
        int dot = key.lastIndexOf('.');
        if (dot < 1 || !COLUMN.contains(key.substring(dot + 1))) {
            problems.unknown(option, "column." + (dot < 1 ? "NAME" : key.substring(0, dot)) + ".", COLUMN);
            return;
        }
        String name = key.substring(0, dot);
        ColumnHint hint = columns.getOrDefault(name, ColumnHint.NONE);
        String setting = key.substring(dot + 1);
        ColumnHint said = switch (setting) {
            case "dataType" ->
                new ColumnHint(type(option, word, problems), hint.nullable(), hint.precision(), hint.scale());
            case "nullable" ->
                new ColumnHint(hint.type(), bool(option, word, problems), hint.precision(), hint.scale());
            case "precision" ->
                new ColumnHint(hint.type(), hint.nullable(), number(option, word, problems), hint.scale());
            case "scale" ->
                new ColumnHint(hint.type(), hint.nullable(), hint.precision(), number(option, word, problems));
            default -> hint;
        };
        columns.put(name, said.with(roles(hint, setting, option, word, problems)));
    }

    /** What the column means to a merge. */
    private static Set<MergeRole> roles(
            ColumnHint hint, String setting, String option, String word, Problems problems) {
        Set<MergeRole> roles = EnumSet.noneOf(MergeRole.class);
        roles.addAll(hint.roles());
        if (setting.equals("hardDelete")) {
            bool(option, word, problems).filter(wanted -> wanted).ifPresent(wanted -> roles.add(MergeRole.HARD_DELETE));
        } else if (setting.equals("dedupSort")) {
            switch (word) {
                case "asc" -> roles.add(MergeRole.DEDUP_ASC);
                case "desc" -> roles.add(MergeRole.DEDUP_DESC);
                default -> problems.wrong(option, word, List.of("asc", "desc"));
            }
        }
        return roles;
    }

    private static Optional<DataType> type(String option, String word, Problems problems) {
        Optional<DataType> type = DataType.of(word);
        if (type.isEmpty()) {
            problems.wrong(option, word, words(DataType.values()));
        }
        return type;
    }

    private static Optional<Boolean> bool(String option, String word, Problems problems) {
        if (!word.equals("true") && !word.equals("false")) {
            problems.wrong(option, word, List.of("true", "false"));
        }
        return Optional.of(word.equals("true"));
    }

    private static OptionalInt number(String option, String word, Problems problems) {
        if (!word.matches("\\d{1,4}")) {
            problems.wrong(option, word, List.of("a number"));
            return OptionalInt.empty();
        }
        return OptionalInt.of(Integer.parseInt(word));
    }

    private static Optional<CursorOptions> cursor(
            Map<String, String> options, CamelContext context, Problems problems) {
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
                word("cursor.onMissing", missing, Cursor.Missing.values(), problems),
                word("cursor.duplicates", duplicates, Cursor.Duplicates.values(), problems)));
    }

    private static <E extends Enum<E>> E word(String option, String word, E[] values, Problems problems) {
        int index = words(values).indexOf(word);
        if (index < 0) {
            problems.wrong(option, word, words(values));
        }
        return values[Math.max(0, index)];
    }

    private static List<String> words(Enum<?>[] values) {
        return Arrays.stream(values).map(Problems::word).toList();
    }
}
