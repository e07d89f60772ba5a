package io.wadi.load.duckdb;

import io.wadi.load.sql.SystemTables;
import io.wadi.model.Table;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Rows that were deleted, and that the file keeps. DuckDB takes them out with whatever is committed, by writing anew all
 * that is around them: of a large table of which a tenth was merged that is the table. So there they may stay until they
 * are many. The same work puts the rows of small loads together, which otherwise would each keep blocks of their own:
 * it is never left undone for long.
 *
 * @param dataset of the tables
 */
record DeadRows(DuckDbSession session, String dataset) {
    /** Of a table's rows, from when on they go. */
    private static final int MANY = 4;
    /** Of so many loads, one takes them out even when they are few. */
    private static final int SELDOM = 16;
    /** DuckDB's own setting. */
    private static final int TASKS = 100;
    /** What DuckDB writes at once; a smaller table is soon written anew. */
    private static final int ROW_GROUP = 122_880;

    /** Says what becomes of those of these tables when the transaction is committed. */
    void settle(List<Table> tables) {
        Map<String, Long> large = tables.isEmpty() ? Map.of() : large();
        boolean few = false;
        boolean many = false;
        for (Table table : tables) {
            long all = large.getOrDefault(table.name().toLowerCase(Locale.ROOT), 0L);
            long dead = all == 0 ? 0 : all - live(table.name());
            few |= dead > 0;
            many |= dead > all / MANY;
        }
        boolean stay = few && !many && live(SystemTables.LOADS) % SELDOM != 0;
        session.update("SET max_vacuum_tasks = " + (stay ? 0 : TASKS));
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

    private long live(String table) {
        return session.query("SELECT count(*) FROM " + session.table(dataset, table), row -> row.getLong(1))
                .get(0);
    }
}
