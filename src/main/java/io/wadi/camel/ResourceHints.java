package io.wadi.camel;

import io.wadi.model.ColumnHint;
import io.wadi.model.Explanation;
import io.wadi.model.Hints;
import io.wadi.model.Mask;
import io.wadi.model.Writing;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;

/** The hints that a resource's options say, read once; those that a run may change, at each run. */
final class ResourceHints {
    private final ResourceConfiguration options;
    private final Map<String, ColumnHint> columns;
    private final List<Mask> masks = new ArrayList<>();
    private final Optional<CursorOptions> cursor;

    ResourceHints(ResourceConfiguration options, CamelContext context, Problems problems) {
        this.options = options;
        this.columns = new ColumnOptions(problems).read(options.getColumn());
        options.getMask()
                .forEach((path, word) -> Mask.Kind.of(word)
                        .ifPresentOrElse(
                                kind -> masks.add(new Mask(path, kind)),
                                () -> problems.wrong("mask." + path, word, Problems.words(Mask.Kind.values()))));
        this.cursor = CursorOptions.of(options.getCursor(), context, problems);
        masks.forEach(mask -> maskedKeys(mask, problems));
    }

    Hints in(Exchange exchange) {
        return Hints.NONE
                .withTable(Optional.of(options.getTable()).filter(table -> !table.isEmpty()))
                .with(Writing.of(options.getWriteDisposition()))
                .withKeys(names(options.getPrimaryKey()), names(options.getMergeKey()))
                .withColumns(columns)
                .withCursor(cursor.map(c -> c.in(exchange)))
                .withMaxNesting(
                        options.getMaxNesting() == ResourceConfiguration.ANY_NESTING
                                ? OptionalInt.empty()
                                : OptionalInt.of(options.getMaxNesting()))
                .withMasks(masks);
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

    static List<String> names(String text) {
        return Stream.of(text.split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
    }
}
