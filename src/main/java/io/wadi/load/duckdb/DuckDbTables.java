package io.wadi.load.duckdb;

import io.wadi.load.sql.Catalogue;
import io.wadi.load.sql.Jobs;
import io.wadi.load.sql.MergeTables;
import io.wadi.load.sql.NarrowColumns;
import io.wadi.model.Column;
import io.wadi.model.CrashPoint;
import io.wadi.model.KeySet;
import io.wadi.model.LoadPackage;
import io.wadi.model.Part;
import io.wadi.model.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The tables of a dataset: they fit what a load brings, and take its rows. */
final class DuckDbTables implements MergeTables {
    private final DuckDbSession session;
    private final LoadPackage load;
    private final Catalogue catalogue;

    /** @param there of its tables, those that were there before the transaction began */
    DuckDbTables(DuckDbSession session, LoadPackage load, Set<String> there) {
        this.session = session;
        this.load = load;
        this.catalogue = new Books(session, load.dataset()).catalogue(there);
    }

    @Override
    public boolean mayLackRootIds(Table table) {
        return catalogue.isNullable(table.name(), Column.ROOT_ID);
    }

    @Override
    public boolean has(Table table) {
        return catalogue.has(table.name());
    }

    void create(Table table) {
        String columns = table.columns().stream()
                .map(column -> definition(column, column.nullable()))
                .collect(Collectors.joining(", "));
        session.update("CREATE TABLE " + name(table) + " (" + columns + ")");
        table.columns().forEach(column -> catalogue.add(table.name(), column.name(), column.nullable()));
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
                catalogue.add(table.name(), column.name(), nullable);
                added.add(column.name());
            }
        }
        return added;
    }

    /** Those that were there before. */
    void refuseNarrow(Table table) {
        new NarrowColumns(
                        column -> catalogue.type(table.name(), column),
                        column -> DuckDbType.of(column).stored(),
                        column -> "give it its type back: ALTER TABLE " + name(table) + " ALTER COLUMN "
                                + Sql.name(column.name()) + " TYPE "
                                + DuckDbType.of(column).stored())
                .refuse(load.dataset(), table);
    }

    /** Takes the rows of a table, if it is there. */
    void empty(String name) {
        if (catalogue.has(name)) {
            session.update("DELETE FROM " + session.table(load.dataset(), name));
        }
    }

    void empty(Table table) {
        session.update("DELETE FROM " + name(table));
        CrashPoint.TABLE_EMPTIED.pass();
    }

    /** The load id, which root rows share, is the statement's. */
    @Override
    public void insert(Table table, List<Part> parts) {
        for (Part part : parts) {
            whole(table, part, insert(table, name(table), part, false, ""));
            CrashPoint.ROWS_INSERTED.pass();
        }
    }

    @Override
    public String waiting(Table table) {
        return "temp." + Sql.name("new " + table.name() + " " + load.loadId());
    }

    @Override
    public void await(Table table, List<Part> parts, Optional<String> among) {
        String waiting = waiting(table);
        session.update("CREATE TEMP TABLE " + waiting + " AS FROM " + name(table) + " LIMIT 0");
        for (Part part : parts) {
            int rootId = part.columns().stream().map(Column::name).toList().indexOf(Column.ROOT_ID);
            if (among.isPresent() && rootId >= 0) {
                insert(table, waiting, part, true, " WHERE c" + rootId + " IN (" + among.get() + ")");
            } else {
                whole(table, part, insert(table, waiting, part, true, ""));
            }
        }
    }

    @Override
    public String changed(Table root) {
        String changed = "temp." + Sql.name("gone " + root.name() + " " + load.loadId());
        session.update("CREATE OR REPLACE TEMP TABLE " + changed + " AS SELECT " + Sql.name(Column.ROW_ID) + " FROM "
                + name(root) + " LIMIT 0");
        return changed;
    }

    @Override
    public String keys(Table root, KeySet keys) {
        String waiting = "temp." + Sql.name("keys " + root.name() + " " + load.loadId());
        String names = keys.key().stream().map(c -> Sql.name(c.name())).collect(Collectors.joining(", "));
        session.update("CREATE TEMP TABLE " + waiting + " AS SELECT " + names + " FROM " + name(root) + " LIMIT 0");
        Table table = root.with(keys.key(), Map.of(), true);
        keys.parts().forEach(part -> whole(table, part, insert(table, waiting, part, false, "")));
        return waiting;
    }

    private long insert(Table table, String into, Part part, boolean ordered, String where) {
        boolean filled = table.isRoot()
                && table.columns().stream().anyMatch(column -> column.name().equals(Column.LOAD_ID));
        List<String> columns = new ArrayList<>();
        part.columns().forEach(column -> columns.add(Sql.name(column.name())));
        if (filled) {
            columns.add(Sql.name(Column.LOAD_ID));
        }
        String insert = "INSERT INTO " + into + " (" + String.join(", ", columns) + ") ";
        List<String> extra = filled ? List.of(Sql.text(load.loadId())) : List.of();
        return PartFunction.read(
                List.of(part),
                ordered,
                session.deadline(),
                sources -> session.update(insert + sources.get(0).select(extra) + where));
    }

    private void whole(Table table, Part part, long rows) {
        new Jobs(load).whole(table, "part " + part.name(), part.rows(), rows);
    }

    private boolean hasRows(Table table) {
        return !session.query("SELECT 1 FROM " + name(table) + " LIMIT 1", row -> true)
                .isEmpty();
    }

    @Override
    public String name(Table table) {
        return session.table(load.dataset(), table.name());
    }

    private static String definition(Column column, boolean nullable) {
        return Sql.name(column.name()) + " " + DuckDbType.of(column).stored() + (nullable ? "" : " NOT NULL");
    }
}
