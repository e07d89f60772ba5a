package io.wadi.disk;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.model.ColumnVector;
import io.wadi.model.ColumnVector.Storage;
import io.wadi.model.RecordBatch;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BatchFrameTest {
    static Stream<long[]> edges() {
        return Stream.of(
                new long[] {0, 0},
                new long[] {Byte.MIN_VALUE, Byte.MAX_VALUE},
                new long[] {Byte.MIN_VALUE - 1, 0},
                new long[] {0, Byte.MAX_VALUE + 1},
                new long[] {Short.MIN_VALUE, Short.MAX_VALUE},
                new long[] {Short.MIN_VALUE - 1, 0},
                new long[] {0, Short.MAX_VALUE + 1},
                new long[] {Integer.MIN_VALUE, Integer.MAX_VALUE},
                new long[] {Integer.MIN_VALUE - 1L, 0},
                new long[] {0, Integer.MAX_VALUE + 1L},
                new long[] {Long.MIN_VALUE, Long.MAX_VALUE},
                new long[] {Double.doubleToLongBits(-0.0), Double.doubleToLongBits(Double.MIN_VALUE)},
                new long[] {Double.doubleToLongBits(Double.NaN), Double.doubleToLongBits(Double.NEGATIVE_INFINITY)});
    }

    @ParameterizedTest
    @MethodSource("edges")
    void everyWidthComesBack(long[] edges) {
        ColumnVector vector = new ColumnVector(Storage.FIXED);
        for (int row = 0; row < 130; row++) {
            if (row % 7 == 3) {
                vector.appendNull();
            } else {
                vector.appendLong(edges[row % 2]);
            }
        }

        assertSame(new RecordBatch(130, List.of(vector)));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 63, 64, 65, 127, 128, 129, 1_000, 20_480})
    void everyNumberOfRowsAndEveryPatternOfNullsComesBack(int rows) {
        Random random = new Random(rows);
        List<ColumnVector> vectors = new ArrayList<>();
        for (Storage storage : Storage.values()) {
            for (double nulls : new double[] {0, 0.01, 0.5, 1}) {
                for (int width : new int[] {6, 14, 30, 63}) {
                    vectors.add(vector(random, storage, rows, nulls, width));
                }
            }
        }

        assertSame(new RecordBatch(rows, vectors));
    }

    @Test
    void onlyTheLastRowIsNull() {
        ColumnVector vector = vector(new Random(1), Storage.BYTES, 64, 0, 6);
        vector.appendNull();

        assertSame(new RecordBatch(65, List.of(vector)));
    }

    @Test
    void aBatchMayHaveNoColumns() {
        assertSame(new RecordBatch(5, List.of()));
    }

    @Test
    void smallNumbersTakeLittleRoom() {
        ColumnVector vector = new ColumnVector(Storage.FIXED);
        for (int row = 0; row < 1_000; row++) {
            vector.appendLong(row % 100);
        }

        assertThat(BatchFrame.encode(new RecordBatch(1_000, List.of(vector))).remaining())
                .isLessThan(1_020);
    }

    @Test
    void equalRowsGiveEqualBytesHoweverTheyWereMade() {
        ColumnVector one = new ColumnVector(Storage.FIXED);
        ColumnVector other = new ColumnVector(Storage.FIXED);
        for (int row = 0; row < 70; row++) {
            one.appendLong(5);
            other.appendLong(5);
        }
        other.appendLong(Long.MIN_VALUE);
        other.truncate(70);
        one.padTo(80);
        other.padTo(80);

        assertThat(bytes(new RecordBatch(80, List.of(one)))).isEqualTo(bytes(new RecordBatch(80, List.of(other))));
    }

    private static ColumnVector vector(Random random, Storage storage, int rows, double nulls, int bits) {
        ColumnVector vector = new ColumnVector(storage);
        for (int row = 0; row < rows; row++) {
            if (random.nextDouble() < nulls) {
                vector.appendNull();
            } else if (storage == Storage.FIXED) {
                vector.appendLong(random.nextLong() >> 63 - bits);
            } else {
                byte[] bytes = new byte[random.nextInt(bits)];
                random.nextBytes(bytes);
                vector.appendBytes(bytes, 0, bytes.length);
            }
        }
        return vector;
    }

    private static void assertSame(RecordBatch batch) {
        ByteBuffer frame = BatchFrame.encode(batch);
        RecordBatch back = BatchFrame.decode(frame.duplicate().order(frame.order()));

        assertThat(back.rows()).isEqualTo(batch.rows());
        assertThat(back.vectors()).hasSameSizeAs(batch.vectors());
        for (int i = 0; i < batch.vectors().size(); i++) {
            ColumnVector expected = batch.vectors().get(i);
            ColumnVector found = back.vectors().get(i);
            assertThat(found.storage()).isEqualTo(expected.storage());
            assertThat(found.dataSize()).isEqualTo(expected.dataSize());
            for (int row = 0; row < batch.rows(); row++) {
                assertThat(value(found, row)).isEqualTo(value(expected, row));
            }
        }
        assertThat(bytes(back)).as("and written again").isEqualTo(bytes(batch));
    }

    private static List<Object> value(ColumnVector vector, int row) {
        if (vector.isNull(row)) {
            return List.of();
        }
        return vector.storage() == Storage.FIXED
                ? List.of(vector.longAt(row))
                : List.of(ByteBuffer.wrap(Arrays.copyOfRange(
                        vector.data(), vector.offset(row), vector.offset(row) + vector.length(row))));
    }

    private static byte[] bytes(RecordBatch batch) {
        ByteBuffer frame = BatchFrame.encode(batch);
        byte[] bytes = new byte[frame.remaining()];
        frame.get(bytes);
        return bytes;
    }
}
