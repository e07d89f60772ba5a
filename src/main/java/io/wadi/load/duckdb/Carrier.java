package io.wadi.load.duckdb;

import io.wadi.model.ColumnVector;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBWritableVector;

/** The vectors that the table function can fill fast. All rows of a fresh vector are null. */
enum Carrier {
    LONG(DuckDBColumnType.BIGINT) {
        @Override
        void fill(ColumnVector from, int start, int rows, DuckDBWritableVector to, Optional<VectorMemory> memory) {
            memory.filter(known -> known.beginsWell(start))
                    .ifPresentOrElse(
                            known -> known.longs(from, start, rows, to),
                            () -> valid(from, start, rows, row -> to.setLong(row, from.longAt(start + row))));
        }
    },
    DOUBLE(DuckDBColumnType.DOUBLE) {
        @Override
        void fill(ColumnVector from, int start, int rows, DuckDBWritableVector to, Optional<VectorMemory> memory) {
            memory.filter(known -> known.beginsWell(start))
                    .ifPresentOrElse(
                            known -> known.longs(from, start, rows, to),
                            () -> valid(from, start, rows, row -> to.setDouble(row, from.doubleAt(start + row))));
        }
    },
    BOOLEAN(DuckDBColumnType.BOOLEAN) {
        @Override
        void fill(ColumnVector from, int start, int rows, DuckDBWritableVector to, Optional<VectorMemory> memory) {
            memory.filter(known -> known.beginsWell(start))
                    .ifPresentOrElse(
                            known -> known.booleans(from, start, rows, to),
                            () -> valid(from, start, rows, row -> to.setBoolean(row, from.longAt(start + row) != 0)));
        }
    },
    TEXT(DuckDBColumnType.VARCHAR) {
        @Override
        void texts(
                ColumnVector from,
                int start,
                int rows,
                DuckDBWritableVector to,
                int row,
                Optional<VectorMemory> memory) {
            memory.ifPresentOrElse(
                    known -> known.texts(from, start, rows, to, row),
                    () -> super.texts(from, start, rows, to, row, memory));
        }

        @Override
        byte[] bytes(ColumnVector from, int row) {
            return Arrays.copyOfRange(from.data(), from.offset(row), from.offset(row) + from.length(row));
        }
    },
    /** Blobs are refused, and so are texts that are not UTF-8. */
    BASE64(DuckDBColumnType.VARCHAR) {
        @Override
        byte[] bytes(ColumnVector from, int row) {
            return Base64.getEncoder()
                    .encode(ByteBuffer.wrap(from.data(), from.offset(row), from.length(row)))
                    .array();
        }
    };

    /** The driver copies the values of a call into one array. */
    private static final long MOST_BYTES = 8 << 20;

    private final DuckDBColumnType type;

    Carrier(DuckDBColumnType type) {
        this.type = type;
    }

    DuckDBColumnType type() {
        return type;
    }

    /**
     * Sets the first {@code rows} rows of {@code to}; nulls stay as they are.
     *
     * @param memory the fast way; without it the driver's setters
     */
    void fill(ColumnVector from, int start, int rows, DuckDBWritableVector to, Optional<VectorMemory> memory) {
        long bytes = (long) from.offset(start + rows) - from.offset(start);
        int step = (int) Math.max(1, rows * MOST_BYTES / Math.max(MOST_BYTES, bytes));
        for (int first = 0; first < rows; first += step) {
            texts(from, start + first, Math.min(step, rows - first), to, first, memory);
        }
    }

    void texts(
            ColumnVector from, int start, int rows, DuckDBWritableVector to, int row, Optional<VectorMemory> memory) {
        byte[][] values = new byte[rows][];
        for (int i = 0; i < rows; i++) {
            if (!from.isNull(start + i)) {
                values[i] = bytes(from, start + i);
            }
        }
        to.setStringUtf8Batch(row, values);
    }

    private static void valid(ColumnVector from, int start, int rows, IntConsumer set) {
        for (int row = 0; row < rows; row++) {
            if (!from.isNull(start + row)) {
                set.accept(row);
            }
        }
    }

    byte[] bytes(ColumnVector from, int row) {
        throw new IllegalStateException(this + " carries no bytes");
    }
}
