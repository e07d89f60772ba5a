package io.wadi.cli;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Ends what takes longer than it may. */
record Alarm(ScheduledExecutorService timer, ScheduledFuture<?> ring) implements AutoCloseable {
    static Alarm after(Duration time, Runnable end) {
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "wadi-alarm");
            thread.setDaemon(true);
            return thread;
        });
        ScheduledFuture<?> ring = timer.schedule(end, time.toMillis(), TimeUnit.MILLISECONDS);
        return new Alarm(timer, ring);
    }

    @Override
    public void close() {
        ring.cancel(false);
        timer.shutdown();
    }
}
