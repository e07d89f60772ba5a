package io.wadi.normalise;

import io.wadi.model.Column;
import io.wadi.model.ColumnVector;
import io.wadi.model.ColumnVector.Storage;
import io.wadi.model.RecordBatch;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts the rows of one table into batches by their number and the size of their texts, whatever the pages they came in. The
 * load id, which root tables have, is the same for all rows and is not stored.
 */
final class Batches {
    /** Ten of DuckDB's vectors. */
    static final int ROWS = 20_480;

    /** A batch ends with the row that brings its texts to so many bytes: it has to fit in memory, twice. */
    static final int BYTES = 16 << 20;

    private final TablePlan table;
    private final Normaliser.Sink sink;
    private List<ColumnVector> open = new ArrayList<>();
    /** How many bytes each had in the last batch, as the next one will: what grows step by step is moved again and again. */
    private int[] room = {};

    private int rows;
    private long bytes;

    Batches(TablePlan table, Normaliser.Sink sink) {
        this.table = table;
        this.sink = sink;
    }

    /** Appends all rows made elsewhere; their columns are the table's first ones. */
    void append(TableRows made) {
        int from = 0;
        while (from < made.rows) {
            int to = end(made, from, Math.min(made.rows, from + ROWS - rows));
            if (rows == 0 && to - from == made.rows && isFull(made.rows, size(made, from, to))) {
                open.addAll(made.vectors); // nobody else has them, so that nothing has to be copied
                rows = made.rows;
                flush();
                return;
            }
            grow(made.plan.columns);
            for (int i = 0; i < open.size(); i++) {
                if (i < made.vectors.size() && !isLoadId(i)) {
                    open.get(i).appendRange(made.vectors.get(i), from, to);
                }
            }
            rows += to - from;
            bytes += size(made, from, to);
            from = to;
            if (isFull(rows, bytes)) {
                flush();
            }
        }
    }

    private static boolean isFull(int rows, long bytes) {
        return rows == ROWS || bytes >= BYTES;
    }

    /** The first row, up to {@code most}, after which the batch is large enough. */
    private int end(TableRows made, int from, int most) {
        if (bytes + size(made, from, most) < BYTES) {
            return most;
        }
        int low = from + 1;
        int high = most;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (bytes + size(made, from, middle) < BYTES) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static long size(TableRows made, int from, int to) {
        long size = 0;
        for (ColumnVector vector : made.vectors) {
            if (vector.storage() == Storage.BYTES) {
                size += vector.offset(to) - vector.offset(from);
            }
        }
        return size;
    }

    private boolean isLoadId(int column) {
        return table.isRoot() && table.columns.get(column).name().equals(Column.LOAD_ID);
    }

    private void grow(List<Column> columns) {
        for (int i = open.size(); i < columns.size(); i++) {
            Storage storage = Storage.of(columns.get(i));
            ColumnVector vector =
                    i < room.length ? new ColumnVector(storage, ROWS, room[i]) : new ColumnVector(storage);
            vector.padTo(rows);
            open.add(vector);
        }
        for (ColumnVector vector : open) {
            vector.padTo(rows);
        }
    }

    void flush() {
        if (rows == 0) {
            return;
        }
        List<ColumnVector> stored = new ArrayList<>();
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < open.size(); i++) {
            if (!isLoadId(i)) {
                open.get(i).padTo(rows);
                stored.add(open.get(i));
                columns.add(table.columns.get(i));
            }
        }
        // Which columns were known by now depends on the pages; which have values does not.
        while (stored.size() > 1 && isEmpty(stored.get(stored.size() - 1))) {
            stored.remove(stored.size() - 1);
            columns.remove(columns.size() - 1);
        }
        sink.accept(table.name, columns, new RecordBatch(rows, stored));
        room = open.stream().mapToInt(ColumnVector::dataSize).toArray();
        open = new ArrayList<>();
        rows = 0;
        bytes = 0;
    }

    private static boolean isEmpty(ColumnVector vector) {
        for (int row = 0; row < vector.size(); row++) {
            if (!vector.isNull(row)) {
                return false;
            }
        }
        return true;
    }
}
