package io.wadi.extract.sql;

import io.wadi.model.Column;
import io.wadi.model.ColumnPage;
import io.wadi.model.ColumnVector;
import io.wadi.model.Deadline;
import io.wadi.model.Origin;
import io.wadi.model.Page;
import io.wadi.model.Pages;
import io.wadi.model.RecordBatch;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongFunction;

/**
 * The rows of a table, read by several connections that share one view of it, stretch by stretch of its blocks; handed out
 * in the order of the blocks, so that what comes of it does not depend on who was faster.
 */
final class ParallelPages implements Pages {
    private final SqlTable table;
    private final LongFunction<SqlTable.Query> queries;
    private final String place;
    private final Snapshot snapshot;
    private final Snapshot.Shared shared;
    private final Deadline deadline;
    private final Consumer<String> warn;
    private final long stretches;
    private final Handover handover;
    private final List<Column> columns;
    private final Losses losses;
    private final List<Thread> threads = new ArrayList<>();
    private final List<Rows> underWay = new ArrayList<>();
    private long stretch;
    private long read;

    /**
     * @param queries of each stretch
     * @param place what is read, for messages
     */
    ParallelPages(
            SqlTable table,
            Blocks blocks,
            LongFunction<SqlTable.Query> queries,
            String place,
            Snapshot snapshot,
            Deadline deadline,
            Consumer<String> warn)
            throws SQLException {
        this.table = table;
        this.queries = queries;
        this.place = place;
        this.snapshot = snapshot;
        this.shared = snapshot.share();
        this.deadline = deadline;
        this.warn = warn;
        this.stretches = blocks.stretches();
        this.handover = new Handover(stretches);
        this.columns = table.columns().stream().map(SqlColumn::column).toList();
        this.losses = new Losses(table.columns(), table.hints().columns(), place);
    }

    /** Begins with so many readers. */
    ParallelPages start(int readers) {
        for (int i = 0; i < Math.min(readers, stretches); i++) {
            Thread thread = new Thread(this::readStretches, "wadi-reader-" + (i + 1));
            thread.setDaemon(true);
            threads.add(thread);
            thread.start();
        }
        return this;
    }

    private void readStretches() {
        Optional<Reader> reader = Optional.empty();
        try {
            for (Optional<Long> mine = handover.claim(); mine.isPresent(); mine = handover.claim()) {
                long number = mine.get();
                try {
                    if (reader.isEmpty()) {
                        reader = Optional.of(shared.reader());
                    }
                    if (!read(reader.get(), number)) {
                        return;
                    }
                } catch (SQLException | RuntimeException | Error e) {
                    handover.put(number, Handover.Item.failed(e));
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            reader.ifPresent(Reader::close);
        }
    }

    /** @return false when nobody wants more */
    private boolean read(Reader reader, long number) throws SQLException, InterruptedException {
        Losses own = new Losses(table.columns(), table.hints().columns(), place + ", " + Blocks.named(number));
        Rows rows = reader.rows(queries.apply(number), table, own);
        if (!begin(rows)) {
            return false;
        }
        try (rows) {
            return handover.putAll(number, rows, 0, () -> SqlPages.vectors(columns), own);
        } finally {
            end(rows);
        }
    }

    private synchronized boolean begin(Rows rows) {
        return !deadline.isCancelled() && underWay.add(rows);
    }

    private synchronized void end(Rows rows) {
        underWay.remove(rows);
    }

    @Override
    public Optional<Page> next() {
        deadline.check();
        try (Deadline.Registration registration = deadline.onCancel(this::stop)) {
            while (stretch < stretches) {
                Optional<Handover.Item> item = handover.take(stretch);
                deadline.check();
                Handover.Item taken = item.orElseThrow(() -> new IllegalStateException("closed"));
                taken.failure().ifPresent(this::fail);
                if (taken.rows().isPresent()) {
                    return Optional.of(page(taken.rows().get()));
                }
                taken.ended().ifPresent(losses::add);
                stretch++;
                if (stretch == stretches) {
                    losses.warnings(table.name()).forEach(warn);
                }
            }
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private Page page(List<ColumnVector> vectors) {
        int count = vectors.get(0).size();
        Origin origin = new Origin(place, "row", read + 1);
        read += count;
        return new ColumnPage(columns, new RecordBatch(count, vectors), origin);
    }

    private void fail(Throwable why) {
        if (why instanceof SQLException e) {
            throw snapshot.failures().of(e, place + ", " + Blocks.named(stretch));
        } else if (why instanceof RuntimeException e) {
            throw e;
        }
        throw new IllegalStateException(why);
    }

    /** Ends the readers, wherever they wait. */
    private void stop() {
        handover.stop();
        List<Rows> broken;
        synchronized (this) {
            broken = List.copyOf(underWay);
        }
        broken.forEach(Rows::cancel);
    }

    @Override
    public void close() {
        stop();
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
