package io.wadi.load.sql;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The tables and columns that a dataset has; names are compared without regard to case. */
public final class Catalogue {
    /** Finds out about tables when somebody wants to know of them. */
    @FunctionalInterface
    public interface Source {
        /**
         * Adds the columns of {@code table} to {@code catalogue}, or those of all tables.
         *
         * @return whether it was those of all tables
         */
        boolean add(String table, Catalogue catalogue);
    }

    private final Map<String, Map<String, Boolean>> nullable = new HashMap<>();
    private final Map<String, String> types = new HashMap<>();
    private final Source source;
    private boolean complete;

    /** Of what is added, and nothing else. */
    public Catalogue() {
        this((table, catalogue) -> true);
        complete = true;
    }

    public Catalogue(Source source) {
        this.source = source;
    }

    public boolean has(String table) {
        return find(table).containsKey(folded(table));
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

    /** Notes a column, and its type as the destination calls it. */
    public void add(String table, String column, boolean isNullable, String type) {
        add(table, column, isNullable);
        types.put(folded(table + "." + column), type);
    }

    /** The type that the destination told of a column; empty where it told none. */
    public String type(String table, String column) {
        return types.getOrDefault(folded(table + "." + column), "");
    }

    /** Forgets a table. */
    public void remove(String table) {
        find(table).remove(folded(table));
    }

    /** The names of all tables that it knows of, in lower case. */
    public Set<String> tables() {
        return Set.copyOf(nullable.keySet());
    }

    private Map<String, Boolean> columns(String table) {
        return find(table).getOrDefault(folded(table), Map.of());
    }

    private Map<String, Map<String, Boolean>> find(String table) {
        if (!complete && !nullable.containsKey(folded(table))) {
            complete = source.add(table, this);
        }
        return nullable;
    }

    private static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
