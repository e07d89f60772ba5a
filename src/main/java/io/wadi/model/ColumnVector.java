package io.wadi.model;

import java.util.Arrays;

/**
 * The values of one column, row after row, without an object for a value. {@code FIXED} holds a long a row (an integer, the
 * bits of a double, 0 or 1, microseconds, days); {@code BYTES} holds UTF-8 text or binary. A null's slot is zero, so that
 * equal rows give equal bytes.
 */
public final class ColumnVector {
    /** The two shapes a value can have. */
    public enum Storage {
        FIXED,
        BYTES;

        /** Decimals, and integers wider than a long, travel as their plain text; binary as its bytes. */
        public static Storage of(Column column) {
            return switch (column.type()) {
                case BIGINT -> column.precision().orElse(Long.SIZE) <= Long.SIZE ? FIXED : BYTES;
                case DOUBLE, BOOL, TIMESTAMP, DATE, TIME -> FIXED;
                case TEXT, JSON, BINARY, DECIMAL, WEI -> BYTES;
            };
        }
    }

    private static final int FIRST_ROWS = 64;

    private final Storage storage;
    private long[] fixed;
    private int[] offsets;
    private byte[] data = {};
    private long[] validity = new long[FIRST_ROWS / 64];
    private int size;

    public ColumnVector(Storage storage) {
        this.storage = storage;
        this.fixed = new long[storage == Storage.FIXED ? FIRST_ROWS : 0];
        this.offsets = new int[storage == Storage.BYTES ? FIRST_ROWS + 1 : 1];
    }

    /** An empty one that has room for so many rows, and so many bytes of them, without moving any. */
    public ColumnVector(Storage storage, int rows, int bytes) {
        this(storage);
        reserve(rows);
        if (storage == Storage.BYTES) {
            reserveData(bytes);
        }
    }

    private ColumnVector(Storage storage, int size, long[] fixed, int[] offsets, byte[] data, long[] validity) {
        this.storage = storage;
        this.size = size;
        this.fixed = fixed;
        this.offsets = offsets;
        this.data = data;
        this.validity = validity;
    }

    /** A vector over the given arrays, for a reader; validity has a bit a row, set where there is a value. */
    public static ColumnVector ofFixed(int size, long[] values, long[] validity) {
        return new ColumnVector(Storage.FIXED, size, values, new int[1], new byte[0], validity);
    }

    /** A vector over the given arrays, for a reader; {@code offsets} has one more entry than there are rows. */
    public static ColumnVector ofBytes(int size, int[] offsets, byte[] data, long[] validity) {
        return new ColumnVector(Storage.BYTES, size, new long[0], offsets, data, validity);
    }

    public Storage storage() {
        return storage;
    }

    public int size() {
        return size;
    }

    /** Bytes of text or binary held; 0 for {@code FIXED}. */
    public int dataSize() {
        return storage == Storage.BYTES ? offsets[size] : 0;
    }

    public boolean isNull(int row) {
        return (validity[row >> 6] & (1L << row)) == 0;
    }

    public boolean hasNulls() {
        for (int row = 0; row < size; row++) {
            if (isNull(row)) {
                return true;
            }
        }
        return false;
    }

    public long longAt(int row) {
        return fixed[row];
    }

    public double doubleAt(int row) {
        return Double.longBitsToDouble(fixed[row]);
    }

    public int offset(int row) {
        return offsets[row];
    }

    public int length(int row) {
        return offsets[row + 1] - offsets[row];
    }

    /** The bytes behind {@link #offset} and {@link #length}; valid until the next append. */
    public byte[] data() {
        return data;
    }

    /** The array behind {@link #longAt}; valid until the next append. */
    public long[] fixed() {
        return fixed;
    }

    /** The array behind {@link #offset}; valid until the next append. */
    public int[] offsets() {
        return offsets;
    }

    /** A bit a row, set where there is a value; valid until the next append. */
    public long[] validity() {
        return validity;
    }

    public void appendLong(long value) {
        reserve(size + 1);
        fixed[size] = value;
        validity[size >> 6] |= 1L << size;
        size++;
    }

    public void appendDouble(double value) {
        appendLong(Double.doubleToLongBits(value));
    }

    public void appendBytes(byte[] bytes, int from, int length) {
        reserve(size + 1);
        int at = offsets[size];
        reserveData(at + length);
        System.arraycopy(bytes, from, data, at, length);
        offsets[size + 1] = at + length;
        validity[size >> 6] |= 1L << size;
        size++;
    }

    public void appendNull() {
        padTo(size + 1);
    }

    /** Appends nulls until the vector has {@code rows} rows. */
    public void padTo(int rows) {
        if (rows <= size) {
            return;
        }
        reserve(rows);
        if (storage == Storage.FIXED) {
            Arrays.fill(fixed, size, rows, 0L);
        } else {
            Arrays.fill(offsets, size + 1, rows + 1, offsets[size]);
        }
        size = rows;
    }

    /** Takes the rows from {@code rows} on back. */
    public void truncate(int rows) {
        for (int row = rows; row < size; row++) {
            validity[row >> 6] &= ~(1L << row);
        }
        size = Math.min(size, rows);
    }

    public void clear() {
        Arrays.fill(validity, 0L);
        size = 0;
    }

    /** Appends the rows {@code from} (inclusive) to {@code to} (exclusive) of a vector of the same storage. */
    public void appendRange(ColumnVector other, int from, int to) {
        int rows = to - from;
        reserve(size + rows);
        if (storage == Storage.FIXED) {
            System.arraycopy(other.fixed, from, fixed, size, rows);
        } else {
            int start = other.offsets[from];
            int length = other.offsets[to] - start;
            int shift = offsets[size] - start;
            reserveData(offsets[size] + length);
            System.arraycopy(other.data, start, data, offsets[size], length);
            for (int row = 0; row < rows; row++) {
                offsets[size + 1 + row] = other.offsets[from + row + 1] + shift;
            }
        }
        for (int row = 0; row < rows; row++) {
            if (!other.isNull(from + row)) {
                validity[(size + row) >> 6] |= 1L << (size + row);
            }
        }
        size += rows;
    }

    private void reserve(int rows) {
        if (rows > validity.length * 64) {
            int capacity = Math.max(rows, validity.length * 128);
            validity = Arrays.copyOf(validity, (capacity + 63) / 64);
            if (storage == Storage.FIXED) {
                fixed = Arrays.copyOf(fixed, validity.length * 64);
            } else {
                offsets = Arrays.copyOf(offsets, validity.length * 64 + 1);
            }
        }
    }

    private void reserveData(int bytes) {
        if (bytes > data.length) {
            data = Arrays.copyOf(data, Math.max(bytes, Math.max(1024, data.length + (data.length >> 1))));
        }
    }
}
