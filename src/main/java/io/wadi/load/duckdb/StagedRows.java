package io.wadi.load.duckdb;

import io.wadi.model.Column;
import io.wadi.model.Part;
import io.wadi.model.Table;
import java.util.List;
import java.util.stream.Collectors;

/** New rows of a table that wait, in their order, in a temporary table of the transaction with the same columns. */
final class StagedRows {
    private final DuckDbSession session;
    private final DuckDbTables tables;
    private final Table table;
    private final String loadId;
    private final String name;
    private boolean complete = true;
    private boolean repeated;

    StagedRows(DuckDbSession session, DuckDbTables tables, Table table, String loadId) {
        this.session = session;
        this.tables = tables;
        this.table = table;
        this.loadId = loadId;
        this.name = "temp." + Sql.name("new " + table.name() + " " + loadId);
    }

    String name() {
        return name;
    }

    /** Whether none was dropped. */
    boolean complete() {
        return complete;
    }

    /** Whether some were dropped because they repeat what makes others one. */
    boolean repeated() {
        return repeated;
    }

    void add(List<Part> parts) {
        create();
        parts.forEach(part -> tables.stage(table, name, part, loadId));
    }

    /** Adds those whose root row is among {@code roots}, or all where they do not know theirs. */
    void add(List<Part> parts, StagedRows roots) {
        create();
        for (Part part : parts) {
            if (part.columns().stream().anyMatch(c -> c.name().equals(Column.ROOT_ID))) {
                tables.stage(table, name, part, loadId, Column.ROOT_ID, "(" + roots.ids() + ")");
            } else {
                tables.stage(table, name, part, loadId);
            }
        }
    }

    /** A query for their ids. */
    String ids() {
        return "SELECT " + Sql.name(Column.ROW_ID) + " FROM " + name;
    }

    private void create() {
        session.update("CREATE TEMP TABLE " + name + " AS FROM " + tables.name(table) + " LIMIT 0");
    }

    /** Whether there were any. */
    boolean drop(String condition) {
        boolean some = session.update("DELETE FROM " + name + " WHERE " + condition) > 0;
        complete &= !some;
        return some;
    }

    /** Of those with the same values in the columns of {@code key} the first in {@code order} stays, else the last. */
    void dropRepeated(List<Column> key, String order) {
        String names = key.stream().map(c -> Sql.name(c.name())).collect(Collectors.joining(", "));
        repeated |=
                drop(numbered("row_number() OVER (PARTITION BY " + names + " ORDER BY " + order + "rowid DESC) > 1"));
    }

    /**
     * Of several lists of one parent the last stays, which begins where positions do not go on. Parents come several times
     * where a batch has several rows with one key, and the key makes the row id.
     */
    void dropRepeatedLists() {
        String index = Sql.name(Column.LIST_INDEX);
        drop(numbered(index + " >= min(" + index + ") OVER (PARTITION BY " + Sql.name(Column.PARENT_ID)
                + " ORDER BY rowid ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING)"));
    }

    private String numbered(String condition) {
        return "rowid IN (SELECT r FROM (SELECT rowid AS r, " + condition + " AS dropped FROM " + name
                + ") WHERE dropped)";
    }
}
