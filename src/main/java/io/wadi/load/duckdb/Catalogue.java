package io.wadi.load.duckdb;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The tables and columns that a dataset has; DuckDB compares names without regard to case. */
final class Catalogue {
    private final Map<String, Set<String>> columns = new HashMap<>();

    Catalogue(DuckDbSession session, String dataset) {
        String sql = """
                SELECT table_name, column_name FROM duckdb_columns()
                WHERE database_name = current_database() AND lower(schema_name) = lower(?)""";
        session.query(sql, row -> add(row.getString(1), row.getString(2)), dataset);
    }

    boolean has(String table) {
        return columns.containsKey(folded(table));
    }

    boolean has(String table, String column) {
        return columns.getOrDefault(folded(table), Set.of()).contains(folded(column));
    }

    /** Notes a column; whether it is new. */
    boolean add(String table, String column) {
        return columns.computeIfAbsent(folded(table), name -> new HashSet<>()).add(folded(column));
    }

    private static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
