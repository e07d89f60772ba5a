package io.wadi.model;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What an integrator says of a resource. Column names are in the source's spelling and are normalised where used.
 *
 * @param columns by name; {@code lines[].price} is column price of the table that the list lines becomes
 * @param maxNesting what the resource says of its tables; it stays with them until a run says otherwise
 * @param sourceNesting what the source says of all its tables, where neither the resource nor an earlier run did
 * @param contract what the resource says of its tables; it stays with them until a run says otherwise
 * @param sourceContract what the source says of all its tables, where neither the resource nor an earlier run did
 */
public record Hints(
        Optional<String> table,
        Writing writing,
        List<String> primaryKey,
        List<String> mergeKey,
        Map<String, ColumnHint> columns,
        Optional<Cursor> cursor,
        OptionalInt maxNesting,
        OptionalInt sourceNesting,
        List<Mask> masks,
        Optional<SchemaContract> contract,
        Optional<SchemaContract> sourceContract,
        SystemColumns system) {
    public static final Hints NONE = new Hints(
            Optional.empty(),
            Writing.APPEND,
            List.of(),
            List.of(),
            Map.of(),
            Optional.empty(),
            OptionalInt.empty(),
            OptionalInt.empty(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            SystemColumns.DEFAULT);

    public Hints {
        requireNonNull(table);
        requireNonNull(writing);
        primaryKey = List.copyOf(primaryKey);
        mergeKey = List.copyOf(mergeKey);
        // Order matters: hinted columns come first, as they were given (contract 3.5).
        columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
        requireNonNull(cursor);
        requireNonNull(maxNesting);
        requireNonNull(sourceNesting);
        masks = List.copyOf(masks);
        requireNonNull(contract);
        requireNonNull(sourceContract);
        requireNonNull(system);
    }

    public WriteDisposition disposition() {
        return writing.disposition();
    }

    public Hints with(Writing other) {
        return new Hints(
                table,
                other,
                primaryKey,
                mergeKey,
                columns,
                cursor,
                maxNesting,
                sourceNesting,
                masks,
                contract,
                sourceContract,
                system);
    }

    /** @param name empty for the resource's own */
    public Hints withTable(Optional<String> name) {
        return new Hints(
                name,
                writing,
                primaryKey,
                mergeKey,
                columns,
                cursor,
                maxNesting,
                sourceNesting,
                masks,
                contract,
                sourceContract,
                system);
    }

    public Hints withKeys(List<String> primary, List<String> merge) {
        return new Hints(
                table,
                writing,
                primary,
                merge,
                columns,
                cursor,
                maxNesting,
                sourceNesting,
                masks,
                contract,
                sourceContract,
                system);
    }

    public Hints withColumns(Map<String, ColumnHint> others) {
        return new Hints(
                table,
                writing,
                primaryKey,
                mergeKey,
                others,
                cursor,
                maxNesting,
                sourceNesting,
                masks,
                contract,
                sourceContract,
                system);
    }

    public Hints withCursor(Optional<Cursor> other) {
        return new Hints(
                table,
                writing,
                primaryKey,
                mergeKey,
                columns,
                other,
                maxNesting,
                sourceNesting,
                masks,
                contract,
                sourceContract,
                system);
    }

    public Hints withNesting(OptionalInt own, OptionalInt ofSource) {
        return new Hints(
                table,
                writing,
                primaryKey,
                mergeKey,
                columns,
                cursor,
                own,
                ofSource,
                masks,
                contract,
                sourceContract,
                system);
    }

    /** For stations that read no cursor: its column has a role instead, where it is one of the record itself. */
    public Hints settled() {
        Map<String, ColumnHint> marked = new LinkedHashMap<>(columns);
        cursor.map(Cursor::path)
                .filter(path -> path.chars().noneMatch(c -> ".[]*$".indexOf(c) >= 0))
                .ifPresent(path -> {
                    ColumnHint hint = marked.getOrDefault(path, ColumnHint.NONE);
                    Set<ColumnRole> roles = EnumSet.of(ColumnRole.INCREMENTAL);
                    roles.addAll(hint.roles());
                    marked.put(path, hint.with(roles));
                });
        return withColumns(marked).withCursor(Optional.empty());
    }

    public Hints withMaxNesting(OptionalInt levels) {
        return withNesting(levels, sourceNesting);
    }

    public Hints withMasks(List<Mask> others) {
        return new Hints(
                table,
                writing,
                primaryKey,
                mergeKey,
                columns,
                cursor,
                maxNesting,
                sourceNesting,
                others,
                contract,
                sourceContract,
                system);
    }

    public Hints withContracts(Optional<SchemaContract> own, Optional<SchemaContract> ofSource) {
        return new Hints(
                table,
                writing,
                primaryKey,
                mergeKey,
                columns,
                cursor,
                maxNesting,
                sourceNesting,
                masks,
                own,
                ofSource,
                system);
    }

    public Hints with(SystemColumns other) {
        return new Hints(
                table,
                writing,
                primaryKey,
                mergeKey,
                columns,
                cursor,
                maxNesting,
                sourceNesting,
                masks,
                contract,
                sourceContract,
                other);
    }
}
