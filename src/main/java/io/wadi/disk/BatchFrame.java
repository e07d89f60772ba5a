package io.wadi.disk;

import io.wadi.model.ColumnVector;
import io.wadi.model.ColumnVector.Storage;
import io.wadi.model.RecordBatch;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * A batch as bytes, little-endian: the number of rows and of vectors; for each vector its storage, whether it has nulls, the
 * validity bits if so, then either the width and the values (1, 2, 4 or 8 bytes each, the smallest that holds them all) or
 * the offsets and the data.
 */
public final class BatchFrame {
    private static final byte FIXED = 0;
    private static final byte BYTES = 1;

    private BatchFrame() {}

    private static byte code(Storage storage) {
        return switch (storage) {
            case FIXED -> FIXED;
            case BYTES -> BYTES;
        };
    }

    public static ByteBuffer encode(RecordBatch batch) {
        int size = 8;
        for (ColumnVector vector : batch.vectors()) {
            size += 16 + (batch.rows() + 64) / 8 + 8 * (batch.rows() + 1) + vector.dataSize();
        }
        ByteBuffer out = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        out.putInt(batch.rows()).putInt(batch.vectors().size());
        for (ColumnVector vector : batch.vectors()) {
            encode(vector, out);
        }
        return out.flip();
    }

    private static void encode(ColumnVector vector, ByteBuffer out) {
        int rows = vector.size();
        boolean nulls = vector.hasNulls();
        out.put(code(vector.storage())).put((byte) (nulls ? 1 : 0));
        if (nulls) {
            for (int word = 0; word < words(rows); word++) {
                out.putLong(vector.validity()[word]);
            }
        }
        if (vector.storage() == Storage.FIXED) {
            fixed(vector.fixed(), rows, out);
        } else {
            out.asIntBuffer().put(vector.offsets(), 0, rows + 1);
            out.position(out.position() + 4 * (rows + 1));
            out.put(vector.data(), 0, vector.dataSize());
        }
    }

    private static void fixed(long[] values, int rows, ByteBuffer out) {
        long low = 0;
        long high = 0;
        for (int row = 0; row < rows; row++) {
            low = Math.min(low, values[row]);
            high = Math.max(high, values[row]);
        }
        int width = width(low, high);
        out.put((byte) width);
        switch (width) {
            case 1 -> {
                for (int row = 0; row < rows; row++) {
                    out.put((byte) values[row]);
                }
            }
            case 2 -> {
                for (int row = 0; row < rows; row++) {
                    out.putShort((short) values[row]);
                }
            }
            case 4 -> {
                for (int row = 0; row < rows; row++) {
                    out.putInt((int) values[row]);
                }
            }
            default -> {
                out.asLongBuffer().put(values, 0, rows);
                out.position(out.position() + 8 * rows);
            }
        }
    }

    private static int width(long low, long high) {
        if (low >= Byte.MIN_VALUE && high <= Byte.MAX_VALUE) {
            return 1;
        }
        if (low >= Short.MIN_VALUE && high <= Short.MAX_VALUE) {
            return 2;
        }
        return low >= Integer.MIN_VALUE && high <= Integer.MAX_VALUE ? 4 : 8;
    }

    /** Reads a batch from where the buffer stands. */
    public static RecordBatch decode(ByteBuffer in) {
        int rows = in.getInt();
        int count = in.getInt();
        List<ColumnVector> vectors = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            Storage storage = in.get() == FIXED ? Storage.FIXED : Storage.BYTES;
            long[] validity = new long[words(rows)];
            if (in.get() == 1) {
                in.asLongBuffer().get(validity);
                in.position(in.position() + 8 * validity.length);
            } else {
                allValid(validity, rows);
            }
            vectors.add(
                    storage == Storage.FIXED
                            ? ColumnVector.ofFixed(rows, fixed(in, rows), validity)
                            : bytes(in, rows, validity));
        }
        return new RecordBatch(rows, vectors);
    }

    private static long[] fixed(ByteBuffer in, int rows) {
        long[] values = new long[rows];
        switch (in.get()) {
            case 1 -> {
                for (int row = 0; row < rows; row++) {
                    values[row] = in.get();
                }
            }
            case 2 -> {
                for (int row = 0; row < rows; row++) {
                    values[row] = in.getShort();
                }
            }
            case 4 -> {
                for (int row = 0; row < rows; row++) {
                    values[row] = in.getInt();
                }
            }
            default -> {
                in.asLongBuffer().get(values);
                in.position(in.position() + 8 * rows);
            }
        }
        return values;
    }

    private static ColumnVector bytes(ByteBuffer in, int rows, long[] validity) {
        int[] offsets = new int[rows + 1];
        in.asIntBuffer().get(offsets);
        in.position(in.position() + 4 * (rows + 1));
        byte[] data = new byte[offsets[rows]];
        in.get(data);
        return ColumnVector.ofBytes(rows, offsets, data, validity);
    }

    private static int words(int rows) {
        return (rows + 63) / 64;
    }

    private static void allValid(long[] validity, int rows) {
        for (int row = 0; row < rows; row += 64) {
            validity[row >> 6] = rows - row >= 64 ? -1L : (1L << (rows - row)) - 1;
        }
    }
}
