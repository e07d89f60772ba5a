package io.wadi.load.sql;

import io.wadi.model.Column;
import io.wadi.model.LoadPackage;
import io.wadi.model.Part;
import io.wadi.model.Table;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is nested below the rows of a root table: it goes and comes with them. */
final class NestedRows {
    private final SqlSession session;
    private final MergeTables tables;
    private final LoadPackage load;
    private final MergeSql sql;
    private final Table root;
    private final List<Table> nested;
    private final String rowId;
    private final String rootId;
    private final String parentId;

    /** @param sql the merge of the root table */
    NestedRows(SqlSession session, MergeTables tables, LoadPackage load, MergeSql sql) {
        this.session = session;
        this.tables = tables;
        this.load = load;
        this.sql = sql;
        this.root = sql.root();
        this.nested = load.schema().tables().stream()
                .filter(t -> t.parent().isPresent() && load.schema().root(t).equals(root) && tables.has(t))
                .toList();
        this.rowId = session.dialect().name(Column.ROW_ID);
        this.rootId = session.dialect().name(Column.ROOT_ID);
        this.parentId = session.dialect().name(Column.PARENT_ID);
    }

    /** Parents first. */
    List<Table> tables() {
        return nested;
    }

    /** @param rootIds queries for the ids of root rows */
    void delete(List<String> rootIds) {
        if (nested.isEmpty()) {
            return;
        }
        String changed = tables.changed(root);
        long found = 0;
        for (String ids : rootIds) {
            found += session.update("INSERT INTO " + changed + " " + ids);
        }
        if (found > 0) {
            completeRootIds();
            nested.forEach(table -> session.update("DELETE FROM " + tables.name(table) + " WHERE " + rootId
                    + " IN (SELECT " + rowId + " FROM " + changed + ")"));
        }
    }

    /**
     * Rows from before the table was merged do not know their root (contract 13, point 6). They get it from their parents,
     * in whichever tables these are, as soon as these have it.
     */
    private void completeRootIds() {
        List<Table> incomplete = new ArrayList<>(nested);
        incomplete.removeIf(table -> !lacksRootIds(table));
        boolean some = !incomplete.isEmpty();
        while (some) {
            some = false;
            for (Table table : incomplete) {
                String name = tables.name(table);
                some |= session.update("UPDATE " + name + " SET " + rootId + " = p.root FROM (" + parentsOf(table)
                                + ") p WHERE p.id = " + name + "." + parentId + " AND " + name + "."
                                + rootId + " IS NULL")
                        > 0;
            }
            incomplete.removeIf(table -> !lacksRootIds(table));
        }
    }

    private boolean lacksRootIds(Table table) {
        if (!tables.mayLackRootIds(table)) {
            return false;
        }
        String missing = "SELECT 1 FROM " + tables.name(table) + " WHERE " + rootId + " IS NULL LIMIT 1";
        return !session.query(missing, row -> true).isEmpty();
    }

    private String parentsOf(Table table) {
        return Stream.concat(
                        Stream.of("SELECT " + rowId + " AS id, " + rowId + " AS root FROM " + tables.name(root)),
                        nested.stream()
                                .filter(other -> !other.equals(table))
                                .map(other -> "SELECT " + rowId + ", " + rootId + " FROM " + tables.name(other)
                                        + " WHERE " + rootId + " IS NOT NULL"))
                .collect(Collectors.joining(" UNION ALL "));
    }

    /** Inserts all of them. */
    void insert(Map<String, List<Part>> parts) {
        for (Table table : nested) {
            session.working(load.dataset() + "." + table.name());
            if (!of(parts, table).isEmpty()) {
                tables.insert(table, of(parts, table));
            }
        }
    }

    /**
     * Inserts those whose root row is among {@code roots}.
     *
     * @param once whether those stay out whose id the table has: rows that come again bring the same ones
     */
    void insert(Map<String, List<Part>> parts, StagedRows roots, boolean once) {
        Map<Table, StagedRows> staged = new LinkedHashMap<>();
        for (Table table : nested) {
            if (!of(parts, table).isEmpty()) {
                StagedRows fresh = new StagedRows(session, tables, table);
                fresh.add(of(parts, table), Optional.of(roots.ids()));
                if (roots.repeated()) {
                    fresh.dropRepeatedLists();
                }
                staged.put(table, fresh);
            }
        }
        dropOrphans(roots, staged.values());
        staged.forEach((table, fresh) -> {
            session.working(load.dataset() + "." + table.name());
            String known = " WHERE NOT " + sql.exists(tables.name(table), idOf(table), fresh.name());
            session.update(sql.insert(table, tables.name(table), fresh.name(), UnaryOperator.identity())
                    + (once ? known : ""));
        });
    }

    /** One may leave others without their parent, which may be in any table: a list can stand in several places. */
    private void dropOrphans(StagedRows roots, Collection<StagedRows> all) {
        String parents = Stream.concat(Stream.of(roots), all.stream())
                .map(StagedRows::ids)
                .collect(Collectors.joining(" UNION ALL "));
        boolean some = true;
        while (some) {
            some = false;
            for (StagedRows rows : all) {
                some |= rows.drop(parentId + " NOT IN (" + parents + ")");
            }
        }
    }

    private static List<Column> idOf(Table table) {
        return table.columns().stream()
                .filter(c -> c.name().equals(Column.ROW_ID))
                .toList();
    }

    private static List<Part> of(Map<String, List<Part>> parts, Table table) {
        return parts.getOrDefault(table.name(), List.of());
    }
}
