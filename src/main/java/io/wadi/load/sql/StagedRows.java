package io.wadi.load.sql;

import io.wadi.model.Column;
import io.wadi.model.Part;
import io.wadi.model.Table;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** New rows of a table that wait, in their order, in a table of the load's own with the same columns. */
final class StagedRows {
    private final SqlSession session;
    private final Dialect dialect;
    private final MergeTables tables;
    private final Table table;
    private final String name;
    private boolean complete = true;
    private boolean repeated;

    StagedRows(SqlSession session, MergeTables tables, Table table) {
        this.session = session;
        this.dialect = session.dialect();
        this.tables = tables;
        this.table = table;
        this.name = tables.waiting(table);
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
        add(parts, Optional.empty());
    }

    /** @param roots a query for the ids of root rows: those below others stay out, as far as they know their root */
    void add(List<Part> parts, Optional<String> roots) {
        tables.await(table, parts, roots);
    }

    /** A query for their ids. */
    String ids() {
        return "SELECT " + dialect.name(Column.ROW_ID) + " FROM " + name;
    }

    /** Whether there were any. */
    boolean drop(String condition) {
        boolean some = session.update("DELETE FROM " + name + " WHERE " + condition) > 0;
        complete &= !some;
        return some;
    }

    /** Of those with the same values in the columns of {@code key} the first in {@code order} stays, else the last. */
    void dropRepeated(List<Column> key, String order) {
        String names = key.stream().map(c -> dialect.name(c.name())).collect(Collectors.joining(", "));
        repeated |= drop(numbered(
                "row_number() OVER (PARTITION BY " + names + " ORDER BY " + order + dialect.position() + " DESC) > 1"));
    }

    /**
     * Of several lists of one parent the last stays, which begins where positions do not go on. Parents come several times
     * where a batch has several rows with one key, and the key makes the row id.
     */
    void dropRepeatedLists() {
        String index = dialect.name(Column.LIST_INDEX);
        drop(numbered(index + " >= min(" + index + ") OVER (PARTITION BY " + dialect.name(Column.PARENT_ID)
                + " ORDER BY " + dialect.position() + " ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING)"));
    }

    private String numbered(String condition) {
        String position = dialect.position();
        return position + " IN (SELECT r FROM (SELECT " + position + " AS r, " + condition + " AS dropped FROM " + name
                + ") WHERE dropped)";
    }
}
