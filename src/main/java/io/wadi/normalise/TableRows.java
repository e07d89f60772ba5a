package io.wadi.normalise;

import io.wadi.model.ColumnVector;
import io.wadi.model.ColumnVector.Storage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Rows of one table while they are made: a vector a column, and for nested rows which row is their parent. */
final class TableRows {
    final TablePlan plan;
    final List<ColumnVector> vectors = new ArrayList<>();
    /** Row ids that the source brought itself (contract 1.4). */
    final ColumnVector givenIds = new ColumnVector(Storage.BYTES);

    /** Canonical JSON of the values that the row ids are made from, a vector for each column of the key. */
    final List<ColumnVector> keys = new ArrayList<>();

    /** Which row is the parent, and in which table: lists that stand in several places fill one table. */
    int[] parentTables = new int[64];

    int[] parentRows = new int[64];
    long[] listIndexes = new long[64];
    int rows;
    /** Whether the current record has rows here, and how many rows there were before it. */
    boolean touched;

    int mark;

    TableRows(TablePlan plan) {
        this.plan = plan;
        fit();
    }

    /** Gives columns that came to be meanwhile their vectors. */
    void fit() {
        for (int i = vectors.size(); i < plan.columns.size(); i++) {
            vectors.add(new ColumnVector(Storage.of(plan.columns.get(i))));
        }
        while (keys.size() < plan.keys.size()) {
            keys.add(new ColumnVector(Storage.BYTES));
        }
    }

    int begin(int parentTable, int parentRow, long listIndex) {
        if (rows == parentRows.length) {
            parentTables = Arrays.copyOf(parentTables, rows * 2);
            parentRows = Arrays.copyOf(parentRows, rows * 2);
            listIndexes = Arrays.copyOf(listIndexes, rows * 2);
        }
        parentTables[rows] = parentTable;
        parentRows[rows] = parentRow;
        listIndexes[rows] = listIndex;
        return rows++;
    }

    /** The vector of {@code column}, ready for the value of {@code row}. */
    ColumnVector at(int column, int row) {
        ColumnVector vector = vectors.get(column);
        vector.padTo(row);
        if (vector.size() > row) {
            throw Surprise.COLLISION;
        }
        return vector;
    }

    /** Notes a part of the row's key. */
    void key(int part, int row, String json) {
        ColumnVector vector = keys.get(part);
        vector.padTo(row);
        if (vector.size() > row) {
            throw Surprise.COLLISION;
        }
        byte[] utf8 = json.getBytes(StandardCharsets.UTF_8);
        vector.appendBytes(utf8, 0, utf8.length);
    }

    boolean isWritten(int column, int row) {
        return vectors.get(column).size() > row;
    }

    /** Takes back what the current record added. */
    void rollBack() {
        vectors.forEach(v -> v.truncate(mark));
        givenIds.truncate(mark);
        keys.forEach(v -> v.truncate(mark));
        rows = mark;
        touched = false;
    }

    /** All vectors as long as there are rows. */
    void pad() {
        vectors.forEach(v -> v.padTo(rows));
    }
}
