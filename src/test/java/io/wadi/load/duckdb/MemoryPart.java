package io.wadi.load.duckdb;

import io.wadi.model.Column;
import io.wadi.model.ColumnVector;
import io.wadi.model.Part;
import io.wadi.model.RecordBatch;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;

/** A part whose batches are made when they are read. */
public record MemoryPart(List<Column> columns, long rows, int batches, IntFunction<RecordBatch> source)
        implements Part {
    /** One batch with these rows. */
    public static MemoryPart of(List<Column> columns, Object[]... rows) {
        return of(columns, batch(columns, rows));
    }

    public static MemoryPart of(List<Column> columns, RecordBatch... batches) {
        long rows = Arrays.stream(batches).mapToLong(RecordBatch::rows).sum();
        return new MemoryPart(columns, rows, batches.length, index -> batches[index]);
    }

    /** Integers from 0, with an id each. */
    public static MemoryPart numbers(List<Column> columns, int batches, int size) {
        return new MemoryPart(columns, (long) batches * size, batches, index -> {
            Object[][] rows = new Object[size][];
            for (int row = 0; row < size; row++) {
                long number = (long) index * size + row;
                rows[row] = new Object[] {number, "id-" + number};
            }
            return batch(columns, rows);
        });
    }

    /** Rows in the order of {@code columns}; shorter rows leave the last columns out of the batch. */
    public static RecordBatch batch(List<Column> columns, Object[]... rows) {
        int width = rows.length == 0 ? 0 : rows[0].length;
        ColumnVector[] vectors = new ColumnVector[width];
        for (int column = 0; column < width; column++) {
            vectors[column] = new ColumnVector(ColumnVector.Storage.of(columns.get(column)));
            for (Object[] row : rows) {
                append(vectors[column], row[column]);
            }
        }
        return new RecordBatch(rows.length, List.of(vectors));
    }

    private static void append(ColumnVector vector, Object value) {
        if (value == null) {
            vector.appendNull();
        } else if (value instanceof String text) {
            append(vector, text.getBytes(StandardCharsets.UTF_8));
        } else if (value instanceof byte[] bytes) {
            vector.appendBytes(bytes, 0, bytes.length);
        } else if (value instanceof Double number) {
            vector.appendDouble(number);
        } else if (value instanceof Boolean bool) {
            vector.appendLong(bool ? 1 : 0);
        } else if (value instanceof Instant instant) {
            vector.appendLong(instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1000);
        } else if (value instanceof LocalDate date) {
            vector.appendLong(date.toEpochDay());
        } else if (value instanceof LocalTime time) {
            vector.appendLong(time.toNanoOfDay() / 1000);
        } else {
            vector.appendLong(((Number) value).longValue());
        }
    }

    @Override
    public String name() {
        return "part-1";
    }

    @Override
    public RecordBatch read(int index) {
        return source.apply(index);
    }
}
