package io.wadi.load.duckdb;

import io.wadi.model.Column;
import io.wadi.model.Deadline;
import io.wadi.model.Part;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A part on its way through the table function. DuckDB turns what a callback throws into a text, so the first failure is
 * kept here for whoever ran the statement.
 */
final class PartScan {
    private final Part part;
    private final List<Column> columns;
    private final boolean ordered;
    private final Deadline deadline;
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    /** @param ordered whether the rows come in their order, so from one thread */
    PartScan(Part part, boolean ordered, Deadline deadline) {
        this.part = part;
        this.ordered = ordered;
        this.columns = part.columns();
        this.deadline = deadline;
    }

    Part part() {
        return part;
    }

    int threads() {
        return ordered ? 1 : Math.max(1, part.batches());
    }

    List<Column> columns() {
        return columns;
    }

    Deadline deadline() {
        return deadline;
    }

    void failed(Throwable thrown) {
        failure.compareAndSet(null, thrown);
    }

    /** Throws what ended the scan, if anything did. */
    void rethrow() {
        Throwable thrown = failure.get();
        if (thrown instanceof RuntimeException e) {
            throw e;
        }
        if (thrown instanceof Error e) {
            throw e;
        }
    }
}
