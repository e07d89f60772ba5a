package io.wadi.extract.sql;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/** A table as a route names it, with or without its schema. */
public record TableName(Optional<String> schema, String table) {
    public TableName {
        requireNonNull(schema);
        if (table.isEmpty()) {
            throw new IllegalArgumentException("a table has a name");
        }
    }

    /**
     * Tables separated by commas, none of them a pattern.
     *
     * @throws IllegalArgumentException when it is no such list
     */
    public static List<TableName> list(String text) {
        return TablePattern.list(text).stream().map(TablePattern::name).toList();
    }

    /** Whether a route may call it so: with its schema or without. */
    public boolean isCalled(String name) {
        return table.equals(name) || toString().equals(name);
    }

    @Override
    public String toString() {
        return schema.map(s -> s + "." + table).orElse(table);
    }
}
