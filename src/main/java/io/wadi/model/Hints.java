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
import java.util.function.Consumer;

/**
 * What an integrator says of a resource. Column names are in the source's spelling and are normalised where used.
 *
 * @param columns by name; {@code lines[].price} is column price of the table that the list lines becomes
 * @param maxNesting what the resource says of its tables; it stays with them until a run says otherwise
 * @param sourceNesting what the source says of all its tables, where neither the resource nor an earlier run did
 * @param contract what the resource says of its tables; it stays with them until a run says otherwise
 * @param sourceContract what the source says of all its tables, where neither the resource nor an earlier run did
 * @param quarantine how many records that cannot be loaded are set aside; empty where the first one ends the run
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
        SystemColumns system,
        OptionalInt quarantine) {
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
            SystemColumns.DEFAULT,
            OptionalInt.empty());

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
        requireNonNull(quarantine);
    }

    public WriteDisposition disposition() {
        return writing.disposition();
    }

    public Hints with(Writing other) {
        return edited(draft -> draft.writing = other);
    }

    /** @param name empty for the resource's own */
    public Hints withTable(Optional<String> name) {
        return edited(draft -> draft.table = name);
    }

    public Hints withKeys(List<String> primary, List<String> merge) {
        return edited(draft -> {
            draft.primaryKey = primary;
            draft.mergeKey = merge;
        });
    }

    public Hints withColumns(Map<String, ColumnHint> others) {
        return edited(draft -> draft.columns = others);
    }

    public Hints withCursor(Optional<Cursor> other) {
        return edited(draft -> draft.cursor = other);
    }

    public Hints withNesting(OptionalInt own, OptionalInt ofSource) {
        return edited(draft -> {
            draft.maxNesting = own;
            draft.sourceNesting = ofSource;
        });
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
        return edited(draft -> draft.masks = others);
    }

    /** What is said of columns as they are once their values are masked. */
    public Hints masked() {
        return withColumns(new Masks(masks).over(columns));
    }

    public Hints withContracts(Optional<SchemaContract> own, Optional<SchemaContract> ofSource) {
        return edited(draft -> {
            draft.contract = own;
            draft.sourceContract = ofSource;
        });
    }

    public Hints with(SystemColumns other) {
        return edited(draft -> draft.system = other);
    }

    /** @param most how many bad records are set aside; empty where the first one ends the run */
    public Hints withQuarantine(OptionalInt most) {
        return edited(draft -> draft.quarantine = most);
    }

    private Hints edited(Consumer<Draft> edit) {
        Draft draft = new Draft(this);
        edit.accept(draft);
        return new Hints(
                draft.table,
                draft.writing,
                draft.primaryKey,
                draft.mergeKey,
                draft.columns,
                draft.cursor,
                draft.maxNesting,
                draft.sourceNesting,
                draft.masks,
                draft.contract,
                draft.sourceContract,
                draft.system,
                draft.quarantine);
    }

    /** The parts of hints while some of them change. */
    private static final class Draft {
        private Optional<String> table;
        private Writing writing;
        private List<String> primaryKey;
        private List<String> mergeKey;
        private Map<String, ColumnHint> columns;
        private Optional<Cursor> cursor;
        private OptionalInt maxNesting;
        private OptionalInt sourceNesting;
        private List<Mask> masks;
        private Optional<SchemaContract> contract;
        private Optional<SchemaContract> sourceContract;
        private SystemColumns system;
        private OptionalInt quarantine;

        Draft(Hints from) {
            this.table = from.table;
            this.writing = from.writing;
            this.primaryKey = from.primaryKey;
            this.mergeKey = from.mergeKey;
            this.columns = from.columns;
            this.cursor = from.cursor;
            this.maxNesting = from.maxNesting;
            this.sourceNesting = from.sourceNesting;
            this.masks = from.masks;
            this.contract = from.contract;
            this.sourceContract = from.sourceContract;
            this.system = from.system;
            this.quarantine = from.quarantine;
        }
    }
}
