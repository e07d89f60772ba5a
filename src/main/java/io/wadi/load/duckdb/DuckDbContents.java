package io.wadi.load.duckdb;

import io.wadi.model.Deadline;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What is in a DuckDB file, for people who look. */
public final class DuckDbContents {
    /** A table of data, and its number of rows. */
    public record TableSize(String schema, String table, long rows) {}

    private DuckDbContents() {}

    /** The tables that loads filled, without those in which Wadi and dlt keep their books. */
    public static List<TableSize> tables(Path file) {
        String sql = """
                SELECT schema_name, table_name FROM duckdb_tables()
                WHERE database_name = current_database() AND NOT regexp_matches(table_name, '^_(dlt|wadi)_')
                ORDER BY schema_name, table_name""";
        try (DuckDbSession session = DuckDbSession.toRead(file, Deadline.none())) {
            return session.query(sql, row -> new TableSize(row.getString(1), row.getString(2), 0)).stream()
                    .map(table -> counted(session, table))
                    .toList();
        }
    }

    /** What a query of one row and one column gives; 0 for nothing. */
    public static BigDecimal number(Path file, String sql) {
        try (DuckDbSession session = DuckDbSession.toRead(file, Deadline.none())) {
            return session.query(sql, row -> Optional.ofNullable(row.getBigDecimal(1)))
                    .get(0)
                    .orElse(BigDecimal.ZERO);
        }
    }

    private static TableSize counted(DuckDbSession session, TableSize table) {
        String sql = "SELECT count(*) FROM " + session.table(table.schema(), table.table());
        long rows = session.query(sql, row -> row.getLong(1)).get(0);
        return new TableSize(table.schema(), table.table(), rows);
    }
}
