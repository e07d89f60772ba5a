package io.wadi.load.duckdb;

import io.wadi.model.Column;
import io.wadi.model.Explanation;
import io.wadi.model.Part;
import io.wadi.model.Table;
import io.wadi.model.TerminalFailure;
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

    /** Takes the rows of a table, if it is there. */
    void empty(String name) {
        if (catalogue.has(name)) {
            session.update("DELETE FROM " + session.table(dataset, name));
        }
    }

    void empty(Table table) {
        session.update("DELETE FROM " + name(table));
    }

    boolean has(Table table, String column) {
        return catalogue.has(table.name(), column);
    }

    /** Inserts the rows of a part; the load id, which root rows share, is the statement's. */
    void insert(Table table, Part part, String loadId) {
        whole(table, part, insert(table, name(table), part, loadId, false, ""));
    }

    /** Copies the rows of a part, in their order, to a table that has the columns of {@code table}. */
    void stage(Table table, String stage, Part part, String loadId) {
        whole(table, part, insert(table, stage, part, loadId, true, ""));
    }

    /** Copies those rows of a part whose value of {@code column} is among {@code values}, a query. */
    void stage(Table table, String stage, Part part, String loadId, String column, String values) {
        List<String> names = part.columns().stream().map(Column::name).toList();
        insert(table, stage, part, loadId, true, " WHERE c" + names.indexOf(column) + " IN " + values);
    }

    private long insert(Table table, String into, Part part, String loadId, boolean ordered, String where) {
        boolean filled = table.isRoot()
                && table.columns().stream().anyMatch(column -> column.name().equals(Column.LOAD_ID));
        List<String> columns = new ArrayList<>();
        part.columns().forEach(column -> columns.add(Sql.name(column.name())));
        if (filled) {
            columns.add(Sql.name(Column.LOAD_ID));
        }
        String insert = "INSERT INTO " + into + " (" + String.join(", ", columns) + ") ";
        List<String> extra = filled ? List.of(Sql.text(loadId)) : List.of();
        return PartFunction.read(
                part, ordered, extra, session.deadline(), select -> session.update(insert + select + where));
    }

    private void whole(Table table, Part part, long rows) {
        if (rows != part.rows()) {
            throw new TerminalFailure(Explanation.of("part " + part.name() + " should hold " + part.rows()
                            + " rows and gave " + rows + "; nothing was loaded")
                    .at("table " + dataset + "." + table.name())
                    .fix("remove this package and run again"));
        }
    }

    private boolean hasRows(Table table) {
        return !session.query("SELECT 1 FROM " + name(table) + " LIMIT 1", row -> true)
                .isEmpty();
    }

    String name(Table table) {
        return session.table(dataset, table.name());
    }

    private static String definition(Column column, boolean nullable) {
        return Sql.name(column.name()) + " " + DuckDbType.of(column).stored() + (nullable ? "" : " NOT NULL");
    }
}
