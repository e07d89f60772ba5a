package io.wadi.model;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * Some consecutive rows of one table: a vector a column, in the order of the table's stored columns. A batch from before a
 * column came to be simply has fewer vectors: the missing ones are null.
 */
public record RecordBatch(int rows, List<ColumnVector> vectors) {
    public RecordBatch {
        requireNonNull(vectors);
        for (ColumnVector vector : vectors) {
            if (vector.size() != rows) {
                throw new IllegalArgumentException("a vector of " + vector.size() + " in a batch of " + rows + " rows");
            }
        }
    }
}
