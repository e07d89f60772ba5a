package io.wadi.load.duckdb;

import io.wadi.model.Table;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Rows that were deleted, and that the file keeps. DuckDB takes them out with whatever is committed, by writing anew all
 * that is around them: of a table of which a tenth was merged that is the table. So they may stay until they are many.
 *
 * @param dataset of the tables
 */
record DeadRows(DuckDbSession session, String dataset) {
    /** Of a table's rows, from when on they go. */
    private static final int MANY = 4;
    /** DuckDB's own setting. */
    private static final int TASKS = 100;
    /** What DuckDB writes at once; the dead of a smaller table are no reason to write larger ones anew. */
    private static final int ROW_GROUP = 122_880;

    /** Says what becomes of those of these tables when the transaction is committed. */
    void settle(List<Table> tables) {
        Map<String, Long> large = tables.isEmpty() ? Map.of() : large();
        boolean many = tables.stream().anyMatch(table -> {
            long all = large.getOrDefault(table.name().toLowerCase(Locale.ROOT), 0L);
            return all > 0 && all - live(table) > all / MANY;
        });
        session.update("SET max_vacuum_tasks = " + (many ? TASKS : 0));
    }

    /** How many rows the tables have with the dead ones, by name in lower case. */
    private Map<String, Long> large() {
        Map<String, Long> rows = new HashMap<>();
        session.query(
                "SELECT lower(table_name), estimated_size FROM duckdb_tables() WHERE database_name = current_database()"
                        + " AND lower(schema_name) = lower(?) AND estimated_size >= " + ROW_GROUP,
                row -> rows.put(row.getString(1), row.getLong(2)) == null,
                dataset);
        return rows;
    }

    private long live(Table table) {
        return session.query("SELECT count(*) FROM " + session.table(dataset, table.name()), row -> row.getLong(1))
                .get(0);
    }
}
