package io.wadi.load.duckdb;

import io.wadi.model.ColumnVector;
import io.wadi.model.RecordBatch;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.duckdb.DuckDBDataChunkWriter;

/** One thread's share of a scan: it takes whole batches and hands them on chunk by chunk. */
final class PartReader {
    private final PartScan scan;
    private final Carrier[] carriers;
    private final Optional<VectorMemory> memory;
    private RecordBatch batch = new RecordBatch(0, List.of());
    private int position;

    PartReader(PartScan scan, Optional<VectorMemory> memory) {
        this.scan = scan;
        this.memory = memory;
        this.carriers =
                scan.columns().stream().map(c -> DuckDbType.of(c).carrier()).toArray(Carrier[]::new);
    }

    /**
     * Fills the chunk and says with how many rows; 0 ends this thread's share.
     *
     * @param next the number of the batch that nobody has taken yet, shared by all threads of the scan
     */
    long fill(DuckDBDataChunkWriter chunk, AtomicInteger next) {
        try {
            scan.deadline().check();
            return nextBatch(next) ? fill(chunk) : 0;
        } catch (RuntimeException | Error e) {
            scan.failed(e);
            throw e;
        }
    }

    private boolean nextBatch(AtomicInteger next) {
        while (position >= batch.rows()) {
            int index = next.getAndIncrement();
            if (index >= scan.part().batches()) {
                return false;
            }
            batch = scan.part().read(index);
            position = 0;
        }
        return true;
    }

    private long fill(DuckDBDataChunkWriter chunk) {
        int rows = (int) Math.min(chunk.capacity(), batch.rows() - position);
        List<ColumnVector> vectors = batch.vectors();
        for (int column = 0; column < vectors.size(); column++) {
            carriers[column].fill(vectors.get(column), position, rows, chunk.vector(column), memory);
        }
        position += rows;
        return rows;
    }
}
