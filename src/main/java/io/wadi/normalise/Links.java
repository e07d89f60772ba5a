package io.wadi.normalise;

import io.wadi.model.ColumnVector;
import io.wadi.model.Explanation;
import io.wadi.model.UnfitValue.Kind;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Gives the rows of a record their ids and ties nested rows to their parents (contract 2.1 and 2.2). For one thread. */
final class Links {
    private final RowIds ids = new RowIds();
    private final RowIds.Roots roots;
    private final byte[] id = new byte[RowIds.LENGTH];
    /** The record's rows as JSON, where their ids are made from it. */
    private List<String> contents = List.of();

    /** @param roots gives root rows their random ids */
    Links(RowIds.Roots roots) {
        this.roots = roots;
    }

    /**
     * @param tables all, by index
     * @param touched those with rows of the record, parents first
     * @param record holds the record as the source gave it in {@code [start, end)}
     */
    void close(List<TableRows> tables, List<TableRows> touched, long ordinal, byte[] record, int start, int end) {
        int before = 0;
        for (TableRows rows : touched) {
            if (rows.plan.isRoot()) {
                if (rows.plan.ids == RootIds.CONTENT) {
                    contents = CanonicalJson.rows(record, start, end);
                }
                root(rows, rows.mark, rows.rows, ordinal, before);
                before += rows.rows - rows.mark;
            } else {
                nested(rows, tables);
            }
            rows.touched = false;
        }
    }

    /** Gives its id to a root row that is a record of its own, number {@code ordinal}. */
    void root(TableRows rows, int row, long ordinal) {
        root(rows, row, row + 1, ordinal, 0);
    }

    /** The next root row as JSON, for an id that is made from it. */
    void content(String json) {
        contents = List.of(json);
    }

    /** @param before how many rows the record gives to other root tables: no two have the same id */
    private void root(TableRows rows, int from, int to, long ordinal, int before) {
        if (rows.plan.rowId == Field.NONE) {
            for (int row = from; row < to; row++) {
                requireKeys(rows, row);
            }
            return;
        }
        ColumnVector own = rows.vectors.get(rows.plan.rowId);
        for (int row = from; row < to; row++) {
            if (!given(rows, row, own)) {
                switch (rows.plan.ids) {
                    case RANDOM -> roots.id(ordinal, before + row - from, id);
                    case KEY -> ids.key(key(rows, row), id, 0);
                    case CONTENT -> ids.row(content(rows, row), id, 0);
                }
                own.appendBytes(id, 0, id.length);
            }
            requireKeys(rows, row);
        }
    }

    private String content(TableRows rows, int row) {
        return contents.get(contents.size() == 1 ? 0 : (int) rows.listIndexes[row]);
    }

    private static Map<String, String> key(TableRows rows, int row) {
        Map<String, String> key = new HashMap<>();
        for (int part = 0; part < rows.keys.size(); part++) {
            ColumnVector values = rows.keys.get(part);
            String name = rows.plan.keys.get(part);
            if (row >= values.size() || values.isNull(row)) {
                throw new CannotCoerce(
                        Kind.KEY,
                        Explanation.of("table " + rows.plan.name + ": the record has no " + name
                                        + ", which its merge needs: it is in the primary key")
                                .fix("correct the source, or choose a primaryKey that all records have"));
            }
            key.put(name, new String(values.data(), values.offset(row), values.length(row), StandardCharsets.UTF_8));
        }
        return key;
    }

    /** Contract 13, points 15 and 21: a missing key is found here, where its record is known. */
    private static void requireKeys(TableRows rows, int row) {
        for (String key : rows.plan.requiredKeys) {
            int at = rows.plan.find(key);
            if (at == Field.NONE
                    || !rows.isWritten(at, row)
                    || rows.vectors.get(at).isNull(row)) {
                throw new CannotCoerce(Explanation.of("table " + rows.plan.name + ": the record has no value for " + key
                                + ", which is a key of its merge")
                        .fix("correct the source; or hint column." + key
                                + ".nullable: true, and such rows are added without replacing any"));
            }
        }
    }

    private void nested(TableRows rows, List<TableRows> tables) {
        TablePlan plan = rows.plan;
        ColumnVector own = rows.vectors.get(plan.rowId);
        ColumnVector parent = rows.vectors.get(plan.parentId);
        ColumnVector index = rows.vectors.get(plan.listIndex);
        for (int row = rows.mark; row < rows.rows; row++) {
            TableRows parents = tables.get(rows.parentTables[row]);
            ColumnVector parentIds = parents.vectors.get(parents.plan.rowId);
            int parentRow = rows.parentRows[row];
            int from = parentIds.offset(parentRow);
            int length = parentIds.length(parentRow);
            parent.appendBytes(parentIds.data(), from, length);
            index.appendLong(rows.listIndexes[row]);
            if (plan.rootId != Field.NONE) {
                rootId(rows.vectors.get(plan.rootId), parents, parentRow);
            }
            if (!given(rows, row, own)) {
                ids.nested(parentIds.data(), from, length, plan.nameUtf8, rows.listIndexes[row], id, 0);
                own.appendBytes(id, 0, id.length);
            }
        }
    }

    private static void rootId(ColumnVector to, TableRows parents, int parentRow) {
        boolean fromRoot = parents.plan.rootId == Field.NONE;
        ColumnVector from = parents.vectors.get(fromRoot ? parents.plan.rowId : parents.plan.rootId);
        to.appendBytes(from.data(), from.offset(parentRow), from.length(parentRow));
    }

    private static boolean given(TableRows rows, int row, ColumnVector own) {
        ColumnVector given = rows.givenIds;
        if (row >= given.size() || given.isNull(row)) {
            return false;
        }
        own.appendBytes(given.data(), given.offset(row), given.length(row));
        return true;
    }
}
