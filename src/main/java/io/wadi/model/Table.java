package io.wadi.model;

import static java.util.Objects.requireNonNull;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A destination table. Root tables belong to a resource; a nested table names its parent and holds the elements of one of
 * its lists. The order of columns is the order in which they came to be, so a later version only appends.
 *
 * @param disposition of a nested table that of its root; so are merge and contract, which only root tables have
 * @param contract what a resource said of the table
 */
public record Table(
        String name,
        Optional<String> parent,
        String resource,
        WriteDisposition disposition,
        MergeSettings merge,
        Optional<SchemaContract> contract,
        List<Column> columns,
        boolean seenData) {
    public Table {
        requireNonNull(parent);
        requireNonNull(resource);
        requireNonNull(disposition);
        requireNonNull(merge);
        requireNonNull(contract);
        columns = List.copyOf(columns);
        if (name.isEmpty()) {
            throw new IllegalArgumentException("a table has a name");
        }
        Set<String> names = new HashSet<>();
        for (Column column : columns) {
            if (!names.add(column.name())) {
                throw new IllegalArgumentException("table " + name + " has column " + column.name() + " twice");
            }
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
        this(name, parent, resource, disposition, MergeSettings.NONE, Optional.empty(), columns, seenData);
    }

    public boolean isRoot() {
        return parent.isEmpty();
    }
}
