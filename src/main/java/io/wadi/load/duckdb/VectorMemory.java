package io.wadi.load.duckdb;

import io.wadi.model.ColumnVector;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.duckdb.DuckDBWritableVector;

/**
 * Fills DuckDB's vectors by ranges. The driver's setters take a lock for each value, which is a third of the time that
 * filling takes, and its batches of texts want an array for each: so this goes to the memory behind them. It is the
 * driver's private matter, which another version of it may keep otherwise: then its setters have to do.
 */
final class VectorMemory {
    private static final Optional<VectorMemory> KNOWN = find();

    private final VarHandle data;
    private final VarHandle validity;
    private final VarHandle vector;
    private final MethodHandle assign;

    private VectorMemory(MethodHandles.Lookup lookup, MethodHandles.Lookup bindings)
            throws ReflectiveOperationException {
        this.data = lookup.findVarHandle(DuckDBWritableVector.class, "data", ByteBuffer.class);
        this.validity = lookup.findVarHandle(DuckDBWritableVector.class, "validity", ByteBuffer.class);
        this.vector = lookup.findVarHandle(DuckDBWritableVector.class, "vectorRef", ByteBuffer.class);
        this.assign = bindings.findStatic(
                bindings.lookupClass(),
                "duckdb_vector_assign_string_elements",
                MethodType.methodType(void.class, ByteBuffer.class, long.class, byte[].class, long[].class, int.class));
    }

    private static Optional<VectorMemory> find() {
        try {
            MethodHandles.Lookup own = MethodHandles.lookup();
            return Optional.of(new VectorMemory(
                    MethodHandles.privateLookupIn(DuckDBWritableVector.class, own),
                    MethodHandles.privateLookupIn(Class.forName("org.duckdb.DuckDBBindings"), own)));
        } catch (ReflectiveOperationException e) {
            return Optional.empty();
        }
    }

    /** That of this process's driver, unless it keeps it otherwise. */
    static Optional<VectorMemory> known() {
        return KNOWN;
    }

    /** Whether values of rows from here on can be taken: their validity has to begin with a word. */
    boolean beginsWell(int start) {
        return start % Long.SIZE == 0;
    }

    void longs(ColumnVector from, int start, int rows, DuckDBWritableVector to) {
        ((ByteBuffer) data.get(to)).asLongBuffer().put(from.fixed(), start, rows);
        validity(from, start, rows, to);
    }

    void booleans(ColumnVector from, int start, int rows, DuckDBWritableVector to) {
        ByteBuffer bytes = (ByteBuffer) data.get(to);
        long[] values = from.fixed();
        for (int row = 0; row < rows; row++) {
            bytes.put(row, (byte) values[start + row]);
        }
        validity(from, start, rows, to);
    }

    private void validity(ColumnVector from, int start, int rows, DuckDBWritableVector to) {
        ((ByteBuffer) validity.get(to))
                .asLongBuffer()
                .put(from.validity(), start / Long.SIZE, (rows + Long.SIZE - 1) / Long.SIZE);
    }

    /** Texts of the rows from {@code start} on, into those from {@code row} on. */
    void texts(ColumnVector from, int start, int rows, DuckDBWritableVector to, int row) {
        int[] offsets = from.offsets();
        long[] lengths = new long[rows];
        for (int i = 0; i < rows; i++) {
            lengths[i] = from.isNull(start + i) ? -1 : offsets[start + i + 1] - offsets[start + i];
        }
        int size = offsets[start + rows] - offsets[start];
        byte[] bytes = new byte[Math.max(1, size)]; // as large as it has to be, for all of it is copied once more
        System.arraycopy(from.data(), offsets[start], bytes, 0, size);
        try {
            assign.invokeExact((ByteBuffer) vector.get(to), (long) row, bytes, lengths, size);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
