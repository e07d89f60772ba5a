package io.wadi.extract.sql;

import io.wadi.model.ColumnVector;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Where readers leave the pages of the stretches that they read, and one thread takes them in the order of the stretches.
 * Of each stretch under way two pages wait at most, so that memory is bounded by the number of readers.
 */
final class Handover {
    private static final int WAITING = 2;

    /** Rows of a page, its stretch's end with what it lost, or why there is no more. */
    record Item(Optional<List<ColumnVector>> rows, Optional<Losses> ended, Optional<Throwable> failure) {
        static Item of(List<ColumnVector> rows) {
            return new Item(Optional.of(rows), Optional.empty(), Optional.empty());
        }

        static Item end(Losses losses) {
            return new Item(Optional.empty(), Optional.of(losses), Optional.empty());
        }

        static Item failed(Throwable why) {
            return new Item(Optional.empty(), Optional.empty(), Optional.of(why));
        }
    }

    private final long stretches;
    private final Map<Long, Deque<Item>> waiting = new HashMap<>();
    private long next;
    private boolean stopped;

    Handover(long stretches) {
        this.stretches = stretches;
    }

    /** The next stretch to read; empty when all are taken, or nobody wants more. */
    synchronized Optional<Long> claim() {
        if (stopped || next == stretches) {
            return Optional.empty();
        }
        waiting.put(next, new ArrayDeque<>());
        notifyAll();
        return Optional.of(next++);
    }

    /** @return false when nobody wants more */
    synchronized boolean put(long stretch, Item item) throws InterruptedException {
        Deque<Item> items = waiting.getOrDefault(stretch, new ArrayDeque<>());
        while (!stopped && items.size() >= WAITING) {
            wait();
        }
        items.add(item);
        notifyAll();
        return !stopped;
    }

    /**
     * Reads rows to their end, and leaves them page by page.
     *
     * @param read how many came before
     * @param losses that reading notes
     * @return false when nobody wants more
     */
    boolean putAll(long stretch, Rows rows, long read, Supplier<List<ColumnVector>> page, Losses losses)
            throws SQLException, InterruptedException {
        long before = read;
        while (true) {
            List<ColumnVector> vectors = page.get();
            int count = rows.append(vectors, before);
            if (count == 0) {
                return put(stretch, Item.end(losses));
            }
            before += count;
            if (!put(stretch, Item.of(vectors))) {
                return false;
            }
        }
    }

    /** The next of a stretch; empty when it was stopped. */
    synchronized Optional<Item> take(long stretch) throws InterruptedException {
        Optional<Item> item = poll(stretch);
        while (!stopped && item.isEmpty()) {
            wait();
            item = poll(stretch);
        }
        if (item.filter(end -> end.rows().isEmpty()).isPresent()) {
            waiting.remove(stretch);
        }
        notifyAll();
        return stopped ? Optional.empty() : item;
    }

    private Optional<Item> poll(long stretch) {
        return Optional.ofNullable(waiting.get(stretch)).map(Deque::poll);
    }

    synchronized void stop() {
        stopped = true;
        notifyAll();
    }
}
