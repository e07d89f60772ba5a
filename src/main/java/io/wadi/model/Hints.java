package io.wadi.model;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What an integrator says of a resource. Column names are in the source's spelling and are normalised where used.
 *
 * @param rootKey whether nested rows carry the id of their root row even where no merge needs it (contract 2.1)
 */
public record Hints(
        Optional<String> table,
        WriteDisposition disposition,
        List<String> primaryKey,
        List<String> mergeKey,
        Map<String, ColumnHint> columns,
        Optional<Cursor> cursor,
        OptionalInt maxNesting,
        List<Mask> masks,
        MergeStrategy strategy,
        boolean rootKey) {
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
        requireNonNull(strategy);
    }

    /** With the merge strategy that is the default. */
    public Hints(
            Optional<String> table,
            WriteDisposition disposition,
            List<String> primaryKey,
            List<String> mergeKey,
            Map<String, ColumnHint> columns,
            Optional<Cursor> cursor,
            OptionalInt maxNesting,
            List<Mask> masks) {
        this(
                table,
                disposition,
                primaryKey,
                mergeKey,
                columns,
                cursor,
                maxNesting,
                masks,
                MergeStrategy.DELETE_INSERT,
                false);
    }
}
