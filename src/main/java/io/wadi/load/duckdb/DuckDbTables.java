package io.wadi.load.duckdb;

import io.wadi.model.Column;
import io.wadi.model.Part;
import io.wadi.model.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The tables of a dataset: they fit what a load brings, and take its rows. */
final class DuckDbTables {
    private final DuckDbSession session;
    private final String dataset;
    private final Catalogue catalogue;

    DuckDbTables(DuckDbSession session, String dataset) {
        this.session = session;
        this.dataset = dataset;
        this.catalogue = new Catalogue(session, dataset);
    }

    boolean has(Table table) {
        return catalogue.has(table.name());
    }

    void create(Table table) {
        String columns = table.columns().stream()
                .map(column -> definition(column, column.nullable()))
                .collect(Collectors.joining(", "));
        session.update("CREATE TABLE " + name(table) + " (" + columns + ")");
        table.columns().forEach(column -> catalogue.add(table.name(), column.name()));
    }

    /**
     * Adds the columns that a table does not have yet, and returns their names. Those it has stay as they are. Rows from
     * before have no value, so on a table with rows even a NOT NULL column is added nullable.
     */
    List<String> addColumns(Table table) {
        List<String> added = new ArrayList<>();
        for (Column column : table.columns()) {
            if (!catalogue.has(table.name(), column.name())) {
                boolean nullable = column.nullable() || hasRows(table);
                session.update("ALTER TABLE " + name(table) + " ADD COLUMN " + definition(column, nullable));
                catalogue.add(table.name(), column.name());
                added.add(column.name());
            }
        }
        return added;
    }

    void empty(Table table) {
        session.update("DELETE FROM " + name(table));
    }

    /** Inserts the rows of a part; the load id, which they share, is the statement's. */
    long insert(Table table, Part part, String loadId) {
        boolean root = table.columns().stream().anyMatch(column -> column.name().equals(Column.LOAD_ID));
        List<String> columns = new ArrayList<>();
        part.columns().forEach(column -> columns.add(Sql.name(column.name())));
        if (root) {
            columns.add(Sql.name(Column.LOAD_ID));
        }
        String insert = "INSERT INTO " + name(table) + " (" + String.join(", ", columns) + ") ";
        List<String> extra = root ? List.of(Sql.text(loadId)) : List.of();
        return PartFunction.read(part, extra, session.deadline(), select -> session.update(insert + select));
    }

    private boolean hasRows(Table table) {
        return !session.query("SELECT 1 FROM " + name(table) + " LIMIT 1", row -> true)
                .isEmpty();
    }

    private String name(Table table) {
        return Sql.name(dataset, table.name());
    }

    private static String definition(Column column, boolean nullable) {
        return Sql.name(column.name()) + " " + DuckDbType.of(column).stored() + (nullable ? "" : " NOT NULL");
    }
}
