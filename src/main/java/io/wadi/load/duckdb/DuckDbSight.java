package io.wadi.load.duckdb;

import io.wadi.load.sql.SystemTables;
import io.wadi.model.Column;
import io.wadi.model.Deadline;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/**
 * All that a reader sees of a DuckDB file at one time, in sums: to compare two files, or one with what it was before. Left
 * out is what is different in each load of the same rows: ids, and when versions begin and end.
 */
public final class DuckDbSight implements AutoCloseable {
    /** Rows, and a sum over what is in them. */
    public record Sum(String table, long rows, String sum) {}

    private static final Set<String> IDS = Set.of(Column.ROW_ID, Column.LOAD_ID, Column.PARENT_ID, Column.ROOT_ID);
    private static final Set<String> TIMES = Set.of("_dlt_valid_from", "_dlt_valid_to");
    private static final String COLUMNS = """
            SELECT schema_name || '.' || table_name, column_name FROM duckdb_columns()
            WHERE database_name = current_database() AND NOT internal""";

    private final DuckDbSession session;

    private DuckDbSight(DuckDbSession session) {
        this.session = session;
    }

    /** @param loading whether this process is loading into it: its connections have to be opened alike */
    public static DuckDbSight open(Path file, boolean loading) {
        DuckDbSight sight = new DuckDbSight(
                loading ? DuckDbSession.toWrite(file, Deadline.none()) : DuckDbSession.toRead(file, Deadline.none()));
        sight.session.begin();
        return sight;
    }

    /**
     * One snapshot of all tables.
     *
     * @param made given their sums, and the version of the pipelines' states
     */
    public <T> T look(BiFunction<List<Sum>, Long, T> made) {
        session.commit(); // the snapshot of the last time
        Map<String, List<String>> columns = new LinkedHashMap<>();
        session.query(
                COLUMNS,
                row -> columns.computeIfAbsent(row.getString(1), any -> new ArrayList<>())
                        .add(row.getString(2)));
        List<String> sums = new ArrayList<>();
        columns.forEach((table, names) -> sums.add("SELECT '" + table.replace("'", "''") + "', "
                + (isHeads(table) ? version() : sum(table, names, columns)) + " FROM " + name(table)));
        if (sums.isEmpty()) {
            return made.apply(List.of(), 0L);
        }
        List<Sum> all = session.query(
                sums.stream().collect(Collectors.joining(" UNION ALL ")),
                row -> new Sum(row.getString(1), row.getLong(2), String.valueOf(row.getString(3))));
        long version = all.stream()
                .filter(sum -> isHeads(sum.table()))
                .mapToLong(Sum::rows)
                .sum();
        // Set-up makes a row of heads, which is no load yet.
        return made.apply(all.stream().filter(sum -> !isHeads(sum.table())).toList(), version);
    }

    private static boolean isHeads(String table) {
        return table.endsWith("." + SystemTables.HEADS);
    }

    private static String version() {
        return "COALESCE(sum(CASE WHEN head <> '' THEN state_version END), 0), ''";
    }

    private String sum(String table, List<String> names, Map<String, List<String>> columns) {
        if (table.matches(".*\\._(dlt|wadi)_.*")) {
            // What stands in them is of these loads alone; but each is there once.
            return names.contains("load_id")
                    ? "count(*), CASE WHEN count(*) = count(DISTINCT load_id) THEN '' ELSE 'twice' END"
                    : "count(*), ''";
        }
        List<String> told = new ArrayList<>();
        names.stream().sorted().forEach(column -> {
            if (TIMES.contains(column)) {
                told.add(Sql.name(column) + " IS NULL");
            } else if (!IDS.contains(column)) {
                told.add(Sql.name(column) + "::VARCHAR");
            }
        });
        String sum = told.isEmpty() ? "''" : "COALESCE(sum(hash(" + String.join(", ", told) + "))::VARCHAR, '')";
        int nested = table.lastIndexOf("__");
        String parent = nested < 0 ? "" : table.substring(0, nested);
        String orphans = names.contains(Column.PARENT_ID) && columns.containsKey(parent)
                ? " || ' ' || count(*) FILTER (" + Column.PARENT_ID + " NOT IN (SELECT " + Column.ROW_ID + " FROM "
                        + name(parent) + "))"
                : "";
        return "count(*), " + sum + orphans;
    }

    private String name(String table) {
        int dot = table.indexOf('.');
        return session.table(table.substring(0, dot), table.substring(dot + 1));
    }

    @Override
    public void close() {
        session.close();
    }
}
