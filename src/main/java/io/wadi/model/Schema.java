package io.wadi.model;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The tables of a source, named after it; parents stand before their children. */
public record Schema(String name, List<Table> tables) {
    public Schema {
        tables = List.copyOf(tables);
        if (name.isEmpty()) {
            throw new IllegalArgumentException("a schema has a name");
        }
    }

    public static Schema empty(String name) {
        return new Schema(name, List.of());
    }

    public Optional<Table> table(String tableName) {
        return tables.stream().filter(t -> t.name().equals(tableName)).findFirst();
    }

    public Schema without(Collection<String> names) {
        return new Schema(
                name, tables.stream().filter(t -> !names.contains(t.name())).toList());
    }

    /** The root table above {@code table}. */
    public Table root(Table table) {
        return table.parent().flatMap(this::table).map(this::root).orElse(table);
    }
}
