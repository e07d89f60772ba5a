package io.wadi.model;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * A destination table. Root tables belong to a resource; a nested table names its parent and holds the elements of one of
 * its lists. The order of columns is the order in which they came to be, so a later version only appends.
 *
 * @param disposition of a nested table that of its root; so are merge and contract, which only root tables have
 * @param contract what a resource said of the table
 * @param maxNesting how many levels below its rows become tables or columns, where a resource said so
 * @param hints what was said of columns that have not come to be, by normalised name
 * @param seenData whether the destination has it; else it is only what was said of it
 */
public record Table(
        String name,
        Optional<String> parent,
        String resource,
        WriteDisposition disposition,
        MergeSettings merge,
        Optional<SchemaContract> contract,
        OptionalInt maxNesting,
        List<Column> columns,
        Map<String, ColumnHint> hints,
        boolean seenData) {
    public Table {
        requireNonNull(parent);
        requireNonNull(resource);
        requireNonNull(disposition);
        requireNonNull(merge);
        requireNonNull(contract);
        requireNonNull(maxNesting);
        columns = List.copyOf(columns);
        hints = Collections.unmodifiableMap(new LinkedHashMap<>(hints));
        if (name.isEmpty()) {
            throw new IllegalArgumentException("a table has a name");
        }
        Set<String> names = new HashSet<>();
        for (Column column : columns) {
            if (!names.add(column.name())) {
                throw new IllegalArgumentException("table " + name + " has column " + column.name() + " twice");
            }
        }
        if (!Collections.disjoint(names, hints.keySet())) {
            throw new IllegalArgumentException("table " + name + " has columns that have not come to be: " + hints);
        }
    }

    /** With nothing said of merges and contracts. */
    public Table(
            String name,
            Optional<String> parent,
            String resource,
            WriteDisposition disposition,
            List<Column> columns,
            boolean seenData) {
        this(
                name,
                parent,
                resource,
                disposition,
                MergeSettings.NONE,
                Optional.empty(),
                OptionalInt.empty(),
                columns,
                Map.of(),
                seenData);
    }

    /** With other columns. */
    public Table with(List<Column> others, Map<String, ColumnHint> otherHints, boolean seen) {
        return new Table(name, parent, resource, disposition, merge, contract, maxNesting, others, otherHints, seen);
    }

    public boolean isRoot() {
        return parent.isEmpty();
    }
}
