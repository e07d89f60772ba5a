package io.wadi.load.duckdb;

import io.wadi.model.Column;
import io.wadi.model.ColumnRole;
import io.wadi.model.DataType;
import io.wadi.model.LoadPackage;
import io.wadi.model.Part;
import io.wadi.model.Table;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Delete-insert (contract 4.3): the rows that share a key with new ones go, with what is nested below them, and the new
 * ones come. New rows of the root table wait in a temporary table of the transaction; nested ones go straight in.
 */
final class Merge {
    private static final String ROW_ID = Sql.name(Column.ROW_ID);
    private static final String ROOT_ID = Sql.name(Column.ROOT_ID);

    private final DuckDbSession session;
    private final DuckDbTables tables;
    private final LoadPackage load;
    private final Table root;
    private final List<Table> nested;
    private final String stage;
    private final String gone;

    /** @param root a root table; what the schema has below it takes part where the dataset has it, too */
    Merge(DuckDbSession session, DuckDbTables tables, LoadPackage load, Table root) {
        this.session = session;
        this.tables = tables;
        this.load = load;
        this.root = root;
        this.nested = load.schema().tables().stream()
                .filter(t -> t.parent().isPresent() && load.schema().root(t).equals(root) && tables.has(t))
                .toList();
        this.stage = "temp." + Sql.name("new " + root.name() + " " + load.loadId());
        this.gone = "temp." + Sql.name("gone " + root.name() + " " + load.loadId());
    }

    /** The root table and those below it, parents first. */
    List<Table> tables() {
        return Stream.concat(Stream.of(root), nested.stream()).toList();
    }

    /** @param parts the new rows, by table */
    void run(Map<String, List<Part>> parts) {
        List<String> matches = Stream.of(ColumnRole.PRIMARY_KEY, ColumnRole.MERGE_KEY)
                .map(this::columns)
                .filter(key -> !key.isEmpty())
                .map(this::match)
                .toList();
        if (matches.isEmpty() && columns(ColumnRole.HARD_DELETE).isEmpty()) {
            tables().forEach(table -> of(parts, table).forEach(part -> tables.insert(table, part, load.loadId())));
            return;
        }
        session.working("table " + load.dataset() + "." + root.name());
        session.update("CREATE TEMP TABLE " + stage + " AS FROM " + tables.name(root) + " LIMIT 0");
        of(parts, root).forEach(part -> tables.stage(root, stage, part, load.loadId()));
        deleteBelow(matches);
        // A statement a key: with OR between them, DuckDB would compare every row with every other.
        matches.forEach(match -> session.update("DELETE FROM " + tables.name(root) + match));
        long dropped = dropDuplicates() + dropDeleted();
        session.update("INSERT INTO " + tables.name(root) + " FROM " + stage);
        nested.forEach(table -> insertBelow(table, of(parts, table), dropped > 0));
    }

    private static List<Part> of(Map<String, List<Part>> parts, Table table) {
        return parts.getOrDefault(table.name(), List.of());
    }

    /** The rows that have the same values in these columns as a new one; NULL equals nothing. */
    private String match(List<Column> key) {
        return key.stream()
                .map(column ->
                        "n." + Sql.name(column.name()) + " = " + tables.name(root) + "." + Sql.name(column.name()))
                .collect(Collectors.joining(" AND ", " WHERE EXISTS (FROM " + stage + " n WHERE ", ")"));
    }

    private void deleteBelow(List<String> matches) {
        if (nested.isEmpty() || matches.isEmpty()) {
            return;
        }
        session.update(
                "CREATE TEMP TABLE " + gone + " AS SELECT " + ROW_ID + " FROM " + tables.name(root) + " LIMIT 0");
        long found = 0;
        for (String match : matches) {
            found += session.update("INSERT INTO " + gone + " SELECT " + ROW_ID + " FROM " + tables.name(root) + match);
        }
        if (found > 0) {
            nested.forEach(this::completeRootIds);
            nested.forEach(table -> session.update(
                    "DELETE FROM " + tables.name(table) + " WHERE " + ROOT_ID + " IN (FROM " + gone + ")"));
        }
    }

    /**
     * Rows from before the table was merged do not know their root (contract 13, point 6). They get it from their parents,
     * which have it by now.
     */
    private void completeRootIds(Table table) {
        String name = tables.name(table);
        String missing = "SELECT 1 FROM " + name + " WHERE " + ROOT_ID + " IS NULL LIMIT 1";
        if (session.query(missing, row -> true).isEmpty()) {
            return;
        }
        Table parent = table.parent().flatMap(load.schema()::table).orElseThrow();
        String id = parent.parent().isEmpty() ? ROW_ID : ROOT_ID;
        session.update("UPDATE " + name + " SET " + ROOT_ID + " = p." + id + " FROM " + tables.name(parent)
                + " p WHERE p." + ROW_ID + " = " + name + "." + Sql.name(Column.PARENT_ID) + " AND " + name + "."
                + ROOT_ID + " IS NULL");
    }

    /** Of new rows with one primary key the one that its sort column says stays, else the last. */
    private long dropDuplicates() {
        List<Column> key = columns(ColumnRole.PRIMARY_KEY);
        if (key.isEmpty()) {
            return 0;
        }
        String order = Stream.concat(
                        columns(ColumnRole.DEDUP_ASC).stream().map(c -> Sql.name(c.name()) + " ASC NULLS LAST, "),
                        columns(ColumnRole.DEDUP_DESC).stream().map(c -> Sql.name(c.name()) + " DESC NULLS LAST, "))
                .collect(Collectors.joining());
        return dropRepeated(stage, "", names(key), order + "rowid DESC");
    }

    private long dropRepeated(String table, String where, String key, String order) {
        return session.update("DELETE FROM " + table + " WHERE rowid IN (SELECT r FROM (SELECT rowid AS r, row_number()"
                + " OVER (PARTITION BY " + key + " ORDER BY " + order + ") AS n FROM " + table + where
                + ") WHERE n > 1)");
    }

    private long dropDeleted() {
        long dropped = 0;
        for (Column column : columns(ColumnRole.HARD_DELETE)) {
            String marked = Sql.name(column.name()) + (column.type() == DataType.BOOL ? "" : " IS NOT NULL");
            dropped += session.update("DELETE FROM " + stage + " WHERE " + marked);
        }
        return dropped;
    }

    private void insertBelow(Table table, List<Part> parts, boolean someWereDropped) {
        session.working("table " + load.dataset() + "." + table.name());
        for (Part part : parts) {
            if (someWereDropped) {
                tables.insertBelow(table, stage, part, load.loadId());
            } else {
                tables.insert(table, part, load.loadId());
            }
        }
        if (parts.isEmpty() || columns(ColumnRole.PRIMARY_KEY).isEmpty()) {
            return;
        }
        // Only a source that brings its own row ids can repeat one.
        String fresh = " WHERE " + ROOT_ID + " IN (SELECT " + ROW_ID + " FROM " + stage + ")";
        String repeated = "SELECT count(*) - count(DISTINCT " + ROW_ID + ") FROM " + tables.name(table) + fresh;
        if (session.query(repeated, row -> row.getLong(1)).get(0) > 0) {
            dropRepeated(tables.name(table), fresh, ROW_ID, "rowid");
        }
    }

    private List<Column> columns(ColumnRole role) {
        return root.columns().stream().filter(c -> c.roles().contains(role)).toList();
    }

    private static String names(List<Column> columns) {
        return columns.stream().map(c -> Sql.name(c.name())).collect(Collectors.joining(", "));
    }
}
