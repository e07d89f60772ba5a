package io.wadi.load.snowflake;

import io.wadi.load.sql.Catalogue;
import io.wadi.load.sql.MergeTables;
import io.wadi.load.sql.NarrowColumns;
import io.wadi.load.sql.SqlSession;
import io.wadi.model.Column;
import io.wadi.model.CrashPoint;
import io.wadi.model.DataType;
import io.wadi.model.KeySet;
import io.wadi.model.LoadPackage;
import io.wadi.model.Part;
import io.wadi.model.Table;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The tables of a dataset: they fit what a load brings before its transaction begins, and take its rows in it. */
final class SnowflakeTables implements MergeTables {
    /** Snowflake's, in characters. */
    static final int LONGEST_NAME = 255;

    private final SqlSession session;
    private final LoadPackage load;
    private final Catalogue catalogue;
    private final StagedFiles files;
    private final Renewal renewal;
    private final Set<String> filled = new HashSet<>();

    SnowflakeTables(SqlSession session, LoadPackage load, Catalogue catalogue, StagedFiles files) {
        this.session = session;
        this.load = load;
        this.catalogue = catalogue;
        this.files = files;
        this.renewal = new Renewal(session, load, catalogue);
    }

    @Override
    public boolean has(Table table) {
        return catalogue.has(table.name());
    }

    boolean has(String table) {
        return catalogue.has(table);
    }

    @Override
    public boolean mayLackRootIds(Table table) {
        return catalogue.isNullable(table.name(), Column.ROOT_ID);
    }

    @Override
    public String name(Table table) {
        return renewal.name(table.name());
    }

    Renewal renewal() {
        return renewal;
    }

    void create(Table table) {
        if (!renewal.begin(table)) {
            session.update(Ddl.create(name(table), table));
        }
        table.columns().forEach(column -> catalogue.add(table.name(), column.name(), column.nullable()));
    }

    /**
     * Adds the columns that a table does not have yet, in one statement, and returns their names. Rows from before have no
     * value, so on a table with rows even a NOT NULL column is added nullable.
     */
    List<String> addColumns(Table table) {
        List<Column> missing = table.columns().stream()
                .filter(column -> !catalogue.has(table.name(), column.name()))
                .toList();
        if (missing.isEmpty()) {
            return List.of();
        }
        boolean loose = missing.stream().allMatch(Column::nullable) || hasRows(table);
        session.update(Ddl.add(name(table), missing, column -> loose || column.nullable()));
        missing.forEach(column -> catalogue.add(table.name(), column.name(), loose || column.nullable()));
        return missing.stream().map(Column::name).toList();
    }

    /** Those that were there before; no column of Snowflake's can be made of another kind. */
    void refuseNarrow(Table table) {
        new NarrowColumns(
                        column -> catalogue.type(table.name(), column),
                        SnowflakeType::of,
                        column -> "put it aside, and the next load makes it again: ALTER TABLE " + name(table)
                                + " RENAME COLUMN " + SnowflakeDialect.quoted(column.name()) + " TO "
                                + SnowflakeDialect.quoted(column.name() + "_was"))
                .refuse(load.dataset(), table);
    }

    private boolean hasRows(Table table) {
        return !session.query("SELECT 1 FROM " + name(table) + " LIMIT 1", row -> true)
                .isEmpty();
    }

    @Override
    public void insert(Table table, List<Part> parts) {
        files.copy(table, parts, name(table), false);
        CrashPoint.ROWS_INSERTED.pass();
    }

    @Override
    public String waiting(Table table) {
        return beside("new", table);
    }

    /** Makes the table in which rows of {@code table} wait. */
    void makeWaiting(Table table) {
        List<Column> columns = new ArrayList<>(table.columns());
        columns.add(Column.required(SnowflakeDialect.POSITION, DataType.BIGINT));
        session.update(Ddl.waiting(waiting(table), columns));
    }

    @Override
    public void await(Table table, List<Part> parts, Optional<String> among) {
        String waiting = waiting(table);
        files.copy(table, parts, waiting, true);
        boolean rooted = parts.stream()
                .allMatch(part -> part.columns().stream().anyMatch(c -> c.name().equals(Column.ROOT_ID)));
        if (among.isPresent() && rooted) {
            session.update(
                    "DELETE FROM " + waiting + " WHERE NOT EXISTS (SELECT 1 FROM (" + among.get() + ") o WHERE o."
                            + SnowflakeDialect.quoted(Column.ROW_ID) + " = " + waiting + "."
                            + SnowflakeDialect.quoted(Column.ROOT_ID) + ")");
        }
    }

    /** Makes the table for the ids of changed root rows. */
    void makeChanged(Table root) {
        session.update(Ddl.waiting(beside("gone", root), List.of(Column.required(Column.ROW_ID, DataType.TEXT))));
    }

    @Override
    public String changed(Table root) {
        String changed = beside("gone", root);
        if (!filled.add(root.name())) {
            session.update("DELETE FROM " + changed);
        }
        return changed;
    }

    private String beside(String what, Table table) {
        String name = "_wadi_" + what + "_" + load.loadId() + "_";
        int place = load.schema().tables().stream().map(Table::name).toList().indexOf(table.name());
        return session.table(
                load.dataset(),
                name + (name.length() + table.name().length() > LONGEST_NAME ? "table_" + place : table.name()));
    }

    /** Makes the table for all keys that the source has, and puts them. */
    void makeKeys(Table root, KeySet keys) {
        session.update(Ddl.waiting(beside("keys", root), keys.key()));
        files.put(keyed(root, keys), keys.parts(), false);
    }

    @Override
    public String keys(Table root, KeySet keys) {
        String waiting = beside("keys", root);
        files.copy(keyed(root, keys), keys.parts(), waiting, false);
        return waiting;
    }

    private static Table keyed(Table root, KeySet keys) {
        return root.with(keys.key(), Map.of(), true);
    }
}
