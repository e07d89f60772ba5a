package io.wadi.model;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** What an integrator says of a resource. Column names are in the source's spelling and are normalised where used. */
public record Hints(
        Optional<String> table,
        WriteDisposition disposition,
        List<String> primaryKey,
        List<String> mergeKey,
        Map<String, ColumnHint> columns,
        Optional<Cursor> cursor,
        OptionalInt maxNesting,
        List<Mask> masks) {
    public static final Hints NONE = new Hints(
            Optional.empty(),
            WriteDisposition.APPEND,
            List.of(),
            List.of(),
            Map.of(),
            Optional.empty(),
            OptionalInt.empty(),
            List.of());

    public Hints {
        requireNonNull(table);
        requireNonNull(disposition);
        primaryKey = List.copyOf(primaryKey);
        mergeKey = List.copyOf(mergeKey);
        // Order matters: hinted columns come first, as they were given (contract 3.5).
        columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
        requireNonNull(cursor);
        requireNonNull(maxNesting);
        masks = List.copyOf(masks);
    }
}
