package io.wadi.normalise;

import io.wadi.model.Column;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;

/**
 * All that is known of a source's tables and of the keys that feed them. One thread learns; others shred by copies, which
 * stay true because a plan only ever grows: a column never changes its type or its place.
 */
final class Plan {
    private final List<TablePlan> tables = new ArrayList<>();
    private final Map<String, TablePlan> byName = new HashMap<>();
    private final Set<String> restored = new HashSet<>();
    /** Whether any contract refuses anything. */
    boolean guarded;

    List<TablePlan> tables() {
        return tables;
    }

    TablePlan table(int index) {
        return tables.get(index);
    }

    /** The table of that name, or {@link TablePlan#NONE}. */
    TablePlan find(String name) {
        return byName.getOrDefault(name, TablePlan.NONE);
    }

    /** A table that the destination has; which records feed it is not known yet. */
    void restore(String name, int parent, List<Column> columns, boolean seenData) {
        TablePlan table = new TablePlan(tables.size(), name, List.of(name), parent, false, 0);
        columns.forEach(table::add);
        table.seenData = seenData;
        restored.add(name);
        put(table);
    }

    /** The table of that name as the records show it: a restored one keeps its place and columns. */
    TablePlan adopt(String name, IntFunction<TablePlan> made) {
        TablePlan known = find(name);
        if (known == TablePlan.NONE) {
            known = made.apply(tables.size());
        } else if (restored.remove(name)) {
            TablePlan adopted = made.apply(known.index);
            known.columns.forEach(adopted::add);
            adopted.seenData = known.seenData;
            known = adopted;
        }
        put(known);
        return known;
    }

    private void put(TablePlan table) {
        if (table.index == tables.size()) {
            tables.add(table);
        } else {
            tables.set(table.index, table);
        }
        byName.put(table.name, table);
    }

    /** The nested tables of a root table, parents first. */
    List<TablePlan> nestedBelow(TablePlan root) {
        return tables.stream()
                .filter(t -> !t.isRoot() && rootOf(t).index == root.index)
                .toList();
    }

    TablePlan rootOf(TablePlan table) {
        return table.isRoot() ? table : rootOf(tables.get(table.parent));
    }

    /** Whether nested rows of the root table of that name have carried its id before (contract 2.1, c). */
    boolean hasRootIds(String name) {
        TablePlan root = find(name);
        return root != TablePlan.NONE && nestedBelow(root).stream().anyMatch(t -> t.rootId != Field.NONE);
    }

    /** Another resource may have begun the table without them. */
    void keepRootIds(TablePlan root) {
        root.keepsRootId = true;
        nestedBelow(root).forEach(t -> t.keepsRootId = true);
    }

    Plan copy() {
        Plan copy = new Plan();
        copy.guarded = guarded;
        for (TablePlan table : tables) {
            TablePlan twin = table.copyColumns();
            copy.tables.add(twin);
            copy.byName.put(twin.name, twin);
        }
        for (TablePlan table : tables) {
            table.copyRows(copy.table(table.index), copy);
        }
        return copy;
    }
}
