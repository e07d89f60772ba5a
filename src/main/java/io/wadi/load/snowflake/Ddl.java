package io.wadi.load.snowflake;

import io.wadi.model.Column;
import io.wadi.model.ColumnRole;
import io.wadi.model.Table;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Definitions of tables (contract 8.1, 8.2). Each of these statements commits, so none stands in a load's transaction. */
final class Ddl {
    private Ddl() {}

    static String create(String name, Table table) {
        return "CREATE TABLE IF NOT EXISTS " + defined(name, table);
    }

    static String replace(String name, Table table) {
        return "CREATE OR REPLACE TABLE " + defined(name, table);
    }

    private static String defined(String name, Table table) {
        String clustered = table.columns().stream()
                .filter(column -> column.roles().contains(ColumnRole.CLUSTER))
                .map(column -> SnowflakeDialect.quoted(column.name()))
                .collect(Collectors.joining(", "));
        return name + " (" + columns(table.columns(), Column::nullable) + ")"
                + (clustered.isEmpty() ? "" : " CLUSTER BY (" + clustered + ")");
    }

    /** Goes with the session; the load id in its name keeps it apart from everybody else's. */
    static String waiting(String name, List<Column> columns) {
        return "CREATE TEMPORARY TABLE " + name + " (" + columns(columns, column -> true) + ")";
    }

    static String add(String name, List<Column> columns, Predicate<Column> nullable) {
        return "ALTER TABLE " + name + " ADD COLUMN " + columns(columns, nullable);
    }

    private static String columns(List<Column> columns, Predicate<Column> nullable) {
        return columns.stream()
                .map(column -> SnowflakeDialect.quoted(column.name()) + " " + SnowflakeType.of(column)
                        + (nullable.test(column) ? "" : " NOT NULL"))
                .collect(Collectors.joining(", "));
    }
}
