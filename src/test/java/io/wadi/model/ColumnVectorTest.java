package io.wadi.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.model.ColumnVector.Storage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ColumnVectorTest {
    /** A list of texts, null where there is none, does what a vector must do. */
    @Test
    void behavesLikeAListWhateverIsDoneToIt() {
        Random random = new Random(7);
        ColumnVector vector = new ColumnVector(Storage.BYTES);
        List<String> expected = new ArrayList<>();
        for (int step = 0; step < 5_000; step++) {
            switch (random.nextInt(12)) {
                case 0 -> {
                    int rows = random.nextInt(expected.size() + 1);
                    vector.truncate(rows);
                    expected.subList(rows, expected.size()).clear();
                }
                case 1, 2 -> {
                    vector.padTo(expected.size() + 3);
                    expected.addAll(nulls(3));
                }
                case 3 -> appendRange(random, vector, expected);
                case 4 -> {
                    vector.appendNull();
                    expected.add(null);
                }
                default -> {
                    String text = "x".repeat(random.nextInt(40)) + step;
                    byte[] bytes = ("<<" + text).getBytes(StandardCharsets.UTF_8);
                    vector.appendBytes(bytes, 2, bytes.length - 2);
                    expected.add(text);
                }
            }
            if (step % 50 == 0) {
                assertThat(texts(vector)).isEqualTo(expected);
            }
        }
        assertThat(texts(vector)).isEqualTo(expected);
        vector.clear();
        assertThat(texts(vector)).isEmpty();
    }

    private static void appendRange(Random random, ColumnVector vector, List<String> expected) {
        ColumnVector other = new ColumnVector(Storage.BYTES);
        List<String> texts = new ArrayList<>();
        for (int row = 0; row < 100; row++) {
            if (random.nextBoolean()) {
                other.appendNull();
                texts.add(null);
            } else {
                byte[] bytes = ("row " + row).getBytes(StandardCharsets.UTF_8);
                other.appendBytes(bytes, 0, bytes.length);
                texts.add("row " + row);
            }
        }
        int from = random.nextInt(50);
        int to = from + random.nextInt(50);
        vector.appendRange(other, from, to);
        expected.addAll(texts.subList(from, to));
    }

    @Test
    void theSlotOfANullIsZeroEvenWhereAValueWasTakenBack() {
        ColumnVector vector = new ColumnVector(Storage.FIXED);
        for (int row = 0; row < 200; row++) {
            vector.appendLong(-1);
        }
        vector.truncate(10);
        vector.padTo(200);

        for (int row = 10; row < 200; row++) {
            assertThat(vector.isNull(row)).isTrue();
            assertThat(vector.longAt(row)).isZero();
        }
        assertThat(vector.longAt(9)).isEqualTo(-1);
        assertThat(vector.isNull(9)).isFalse();
    }

    private static List<String> nulls(int count) {
        List<String> nulls = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            nulls.add(null);
        }
        return nulls;
    }

    private static List<String> texts(ColumnVector vector) {
        List<String> texts = new ArrayList<>();
        for (int row = 0; row < vector.size(); row++) {
            texts.add(
                    vector.isNull(row)
                            ? null
                            : new String(
                                    vector.data(), vector.offset(row), vector.length(row), StandardCharsets.UTF_8));
        }
        return texts;
    }
}
