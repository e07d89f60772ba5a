package io.wadi.load.sql;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The tables and columns that a dataset has; names are compared without regard to case. */
public final class Catalogue {
    private final Map<String, Map<String, Boolean>> nullable = new HashMap<>();

    public boolean has(String table) {
        return nullable.containsKey(folded(table));
    }

    public boolean has(String table, String column) {
        return columns(table).containsKey(folded(column));
    }

    /** Whether a column may have no value; one that is not there has none. */
    public boolean isNullable(String table, String column) {
        return columns(table).getOrDefault(folded(column), true);
    }

    /** Notes a column. */
    public void add(String table, String column, boolean isNullable) {
        nullable.computeIfAbsent(folded(table), name -> new HashMap<>()).put(folded(column), isNullable);
    }

    /** Forgets a table. */
    public void remove(String table) {
        nullable.remove(folded(table));
    }

    /** The names of all tables, in lower case. */
    public Set<String> tables() {
        return Set.copyOf(nullable.keySet());
    }

    private Map<String, Boolean> columns(String table) {
        return nullable.getOrDefault(folded(table), Map.of());
    }

    private static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
