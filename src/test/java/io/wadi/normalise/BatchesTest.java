package io.wadi.normalise;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.model.Deadline;
import io.wadi.model.Hints;
import io.wadi.model.JsonPage;
import io.wadi.model.Origin;
import io.wadi.model.Resource;
import io.wadi.model.Schema;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

class BatchesTest {
    @Test
    void batchesAreCutByRowsInsidePages() {
        assertThat(batches(3 * Batches.ROWS + 1, 7_777, i -> "{\"a\":" + i + "}\n"))
                .containsExactly(Batches.ROWS, Batches.ROWS, Batches.ROWS, 1);
        assertThat(batches(Batches.ROWS, Batches.ROWS, i -> "{\"a\":" + i + "}\n"))
                .containsExactly(Batches.ROWS);
    }

    @Test
    void batchesOfLongTextsAreCutByTheirBytesWhateverThePages() {
        IntFunction<String> record = i -> "{\"a\":\"" + "x".repeat(i % 5 * 300_000) + "\"}\n";

        List<Integer> batches = batches(100, 1, record);

        assertThat(batches)
                .hasSizeGreaterThan(2)
                .allSatisfy(rows -> assertThat(rows).isBetween(5, 30));
        assertThat(batches.stream().mapToInt(Integer::intValue).sum()).isEqualTo(100);
        assertThat(batches(100, 33, record)).isEqualTo(batches);
        assertThat(batches(100, 100, record)).isEqualTo(batches);
    }

    @Test
    void oneTextThatIsLargerThanABatchIsABatch() {
        IntFunction<String> record = i -> "{\"a\":\"" + "x".repeat(i == 1 ? Batches.BYTES + 1 : 1) + "\"}\n";

        assertThat(batches(5, 5, record)).containsExactly(2, 3);
    }

    /** The rows of each batch. */
    private static List<Integer> batches(int records, int page, IntFunction<String> record) {
        List<Integer> batches = new ArrayList<>();
        ExecutorService executor = Executors.newSingleThreadExecutor();
        try {
            Normaliser normaliser = new Normaliser(
                    Schema.empty("s"),
                    new Naming(65_536),
                    new byte[16],
                    new Normaliser.Workers(executor, 1),
                    (table, columns, batch) -> batches.add(batch.rows()),
                    Deadline.none());
            normaliser.begin(new Resource("t", Hints.NONE, extraction -> {
                throw new IllegalStateException("never opened");
            }));
            for (int from = 0; from < records; from += page) {
                StringBuilder lines = new StringBuilder();
                int to = Math.min(records, from + page);
                for (int i = from; i < to; i++) {
                    lines.append(record.apply(i));
                }
                byte[] bytes = lines.toString().getBytes(StandardCharsets.UTF_8);
                normaliser.accept(JsonPage.of(bytes, to - from, new Origin("f", "line", from + 1)));
            }
            normaliser.finish();
        } finally {
            executor.shutdownNow();
        }
        return batches;
    }
}
