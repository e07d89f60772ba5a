package io.wadi.extract.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** What JDBC has no question for, asked of the tables that databases describe themselves in; others know nothing of it. */
final class SystemTables {
    private static final String OURS =
            " FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE ";

    /** Those of a table and of its partitions; none where one of them was never looked at. */
    private static final String PART_ROWS = "WITH RECURSIVE part AS (SELECT c.oid, c.relkind, c.reltuples" + OURS
            + "n.nspname = ? AND c.relname = ? UNION ALL SELECT c.oid, c.relkind, c.reltuples FROM part"
            + " JOIN pg_catalog.pg_inherits i ON i.inhparent = part.oid"
            + " JOIN pg_catalog.pg_class c ON c.oid = i.inhrelid)"
            + " SELECT CASE WHEN min(reltuples) >= 0 THEN sum(reltuples)::int8 END FROM part"
            + " WHERE relkind IN ('r', 'm', 'f')";

    private final Connection open;
    private final Dialect dialect;

    SystemTables(Connection open) throws SQLException {
        this.open = open;
        this.dialect = Dialect.of(open.getMetaData());
    }

    private interface Read<T> {
        T of(ResultSet rows) throws SQLException;
    }

    private <T> T ask(String sql, Read<T> read, String... binds) throws SQLException {
        try (PreparedStatement statement = open.prepareStatement(sql)) {
            for (int i = 0; i < binds.length; i++) {
                statement.setString(i + 1, binds[i]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                return read.of(rows);
            }
        }
    }

    /** What the user may do with the tables and views that are no partitions. */
    Optional<Survey.Rights> rights() throws SQLException {
        if (dialect != Dialect.POSTGRESQL) {
            return Optional.empty();
        }
        String usable = "has_schema_privilege(n.oid, 'USAGE') AND has_table_privilege(c.oid, ";
        String sql = "SELECT count(*), count(*) FILTER (WHERE " + usable + "'SELECT')),"
                + " count(*) FILTER (WHERE c.relkind IN ('r', 'p') AND " + usable
                + "'INSERT, UPDATE, DELETE, TRUNCATE')), pg_is_in_recovery(),"
                + " current_setting('default_transaction_read_only') = 'on'" + OURS
                + "c.relkind IN ('r', 'p', 'v', 'm', 'f') AND NOT c.relispartition"
                + " AND n.nspname <> 'information_schema' AND n.nspname NOT LIKE 'pg\\_%'";
        return ask(sql, rows -> {
            rows.next();
            return Optional.of(new Survey.Rights(
                    rows.getInt(1), rows.getInt(2), rows.getInt(3), rows.getBoolean(4), rows.getBoolean(5)));
        });
    }

    /** As the statistics have it, which may be old; nothing is counted. */
    OptionalLong rows(TableName name) throws SQLException {
        Read<OptionalLong> estimate = rows -> {
            boolean known = rows.next() && rows.getObject(1) != null && rows.getLong(1) >= 0;
            return known ? OptionalLong.of(rows.getLong(1)) : OptionalLong.empty();
        };
        if (dialect == Dialect.POSTGRESQL) {
            return ask(PART_ROWS, estimate, name.schema().orElse(""), name.table());
        }
        return dialect == Dialect.DUCKDB
                ? ask(
                        "SELECT estimated_size FROM duckdb_tables() WHERE schema_name = ? AND table_name = ?",
                        estimate,
                        name.schema().orElse(""),
                        name.table())
                : OptionalLong.empty();
    }

    /** The types of columns as the database writes them; without those that JDBC tells as well. */
    Map<String, String> types(TableName name) throws SQLException {
        if (dialect != Dialect.POSTGRESQL) {
            return Map.of();
        }
        return ask(
                "SELECT a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod)"
                        + " FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_class c ON c.oid = a.attrelid"
                        + " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
                        + " WHERE n.nspname = ? AND c.relname = ? AND a.attnum > 0 AND NOT a.attisdropped",
                rows -> {
                    Map<String, String> types = new LinkedHashMap<>();
                    while (rows.next()) {
                        types.put(rows.getString(1), rows.getString(2));
                    }
                    return types;
                },
                name.schema().orElse(""),
                name.table());
    }
}
