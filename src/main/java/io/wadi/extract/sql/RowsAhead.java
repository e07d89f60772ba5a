package io.wadi.extract.sql;

import io.wadi.model.ColumnVector;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The rows of one query, read by a thread of their own while others work on the page before: two pages wait at most. Whoever
 * has it may use the connection again once it is closed.
 */
final class RowsAhead {
    private static final long ONLY = 0;

    private final Handover handover = new Handover(1);
    private final Rows rows;
    private final Supplier<List<ColumnVector>> page;
    private final Losses losses;
    private final Thread thread;

    /**
     * @param read how many rows came before
     * @param losses that reading notes; until the end they are the thread's
     */
    RowsAhead(Rows rows, long read, Supplier<List<ColumnVector>> page, Losses losses) {
        this.rows = rows;
        this.page = page;
        this.losses = losses;
        this.thread = new Thread(() -> readAll(read), "wadi-reader");
        handover.claim();
        thread.setDaemon(true);
        thread.start();
    }

    private void readAll(long read) {
        try {
            handover.putAll(ONLY, rows, read, page, losses);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (SQLException | RuntimeException | Error e) {
            failed(e);
        }
    }

    private void failed(Throwable why) {
        try {
            handover.put(ONLY, Handover.Item.failed(why));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The next page's rows; empty at the end. */
    Optional<List<ColumnVector>> next() throws SQLException {
        try {
            Handover.Item item = handover.take(ONLY).orElseThrow(() -> new IllegalStateException("closed"));
            if (item.failure().isPresent()) {
                raise(item.failure().get());
            }
            return item.rows();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static void raise(Throwable why) throws SQLException {
        if (why instanceof SQLException e) {
            throw e;
        } else if (why instanceof RuntimeException e) {
            throw e;
        }
        throw new IllegalStateException(why);
    }

    /**
     * Waits for the page that is being read.
     *
     * @param broken whether nobody waits for the database any more
     */
    void close(boolean broken) {
        handover.stop();
        if (broken) {
            rows.cancel();
        }
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
