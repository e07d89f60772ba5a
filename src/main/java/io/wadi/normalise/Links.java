package io.wadi.normalise;

import io.wadi.model.ColumnVector;
import io.wadi.model.Explanation;
import java.util.List;

/** Gives the rows of a record their ids and ties nested rows to their parents (contract 2.1 and 2.2). For one thread. */
final class Links {
    private final RowIds ids = new RowIds();
    private final RowIds.Roots roots;
    private final byte[] id = new byte[RowIds.LENGTH];

    /** @param roots gives root rows their random ids */
    Links(RowIds.Roots roots) {
        this.roots = roots;
    }

    /** @param touched the tables with rows of the record, parents first */
    void close(List<TableRows> touched, long ordinal) {
        for (TableRows rows : touched) {
            if (rows.plan.isRoot()) {
                root(rows, rows.mark, rows.rows, ordinal);
            } else {
                nested(rows, parentOf(rows, touched));
            }
            rows.touched = false;
        }
    }

    /** Gives its id to a root row that is a record of its own, number {@code ordinal}. */
    void root(TableRows rows, int row, long ordinal) {
        root(rows, row, row + 1, ordinal);
    }

    private static TableRows parentOf(TableRows rows, List<TableRows> touched) {
        for (TableRows other : touched) {
            if (other.plan.index == rows.plan.parent) {
                return other;
            }
        }
        throw new IllegalStateException("rows of " + rows.plan.name + " without a row of their parent");
    }

    private void root(TableRows rows, int from, int to, long ordinal) {
        ColumnVector own = rows.vectors.get(rows.plan.rowId);
        for (int row = from; row < to; row++) {
            if (!given(rows, row, own)) {
                roots.id(ordinal, row - from, id);
                own.appendBytes(id, 0, id.length);
            }
            requireKeys(rows, row);
        }
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

    private void nested(TableRows rows, TableRows parents) {
        TablePlan plan = rows.plan;
        ColumnVector parentIds = parents.vectors.get(parents.plan.rowId);
        ColumnVector own = rows.vectors.get(plan.rowId);
        ColumnVector parent = rows.vectors.get(plan.parentId);
        ColumnVector index = rows.vectors.get(plan.listIndex);
        for (int row = rows.mark; row < rows.rows; row++) {
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
