package io.wadi.normalise;

import io.wadi.model.ColumnRole;
import io.wadi.model.MergeStrategy;
import io.wadi.model.Table;
import io.wadi.model.WriteDisposition;

/** New rows of a table that merges, and has nothing to tell which stored rows they replace: none (contract 4.3). */
public record Keyless(String table) implements Finding {
    static boolean is(Table table) {
        return table.isRoot()
                && table.disposition() == WriteDisposition.MERGE
                && table.merge().effective() == MergeStrategy.DELETE_INSERT
                && table.merge().destinationScope().isEmpty()
                && table.columns().stream()
                        .allMatch(column -> !column.roles().contains(ColumnRole.PRIMARY_KEY)
                                && !column.roles().contains(ColumnRole.MERGE_KEY));
    }

    @Override
    public String describe() {
        return "table " + table
                + " merges, and has neither primaryKey nor mergeKey: its rows were added, and replace none;"
                + " say which columns tell rows apart (primaryKey: id), or writeDisposition: append";
    }
}
