package io.wadi.pipeline;

import io.wadi.normalise.Normaliser;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The threads that normalise pages. */
record Workers(ExecutorService executor, int threads) implements AutoCloseable {
    static Workers start(int threads) {
        ExecutorService executor = Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(task, "wadi-normalise");
            thread.setDaemon(true);
            return thread;
        });
        return new Workers(executor, threads);
    }

    Normaliser.Workers all() {
        return new Normaliser.Workers(executor, threads);
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
