package io.wadi.camel;

import io.wadi.flow.run.Voice;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.apache.camel.support.DefaultThreadPoolFactory;

/** Threads of Camel's pools, which wait for the next exchange of any run: each speaks for the run that gave it work. */
final class SpeakingThreads extends DefaultThreadPoolFactory {
    @Override
    public ExecutorService newCachedThreadPool(ThreadFactory threads) {
        return new Pool(super.newCachedThreadPool(threads));
    }

    @Override
    public ExecutorService newThreadPool(
            int core,
            int most,
            long keepAlive,
            TimeUnit unit,
            int queue,
            boolean coreMayEnd,
            RejectedExecutionHandler rejected,
            ThreadFactory threads) {
        return new Pool(super.newThreadPool(core, most, keepAlive, unit, queue, coreMayEnd, rejected, threads));
    }

    private static final class Pool extends AbstractExecutorService {
        private final ExecutorService pool;

        Pool(ExecutorService pool) {
            this.pool = pool;
        }

        @Override
        public void execute(Runnable task) {
            pool.execute(Voice.carried(task));
        }

        @Override
        public void shutdown() {
            pool.shutdown();
        }

        @Override
        public List<Runnable> shutdownNow() {
            return pool.shutdownNow();
        }

        @Override
        public boolean isShutdown() {
            return pool.isShutdown();
        }

        @Override
        public boolean isTerminated() {
            return pool.isTerminated();
        }

        @Override
        public boolean awaitTermination(long time, TimeUnit unit) throws InterruptedException {
            return pool.awaitTermination(time, unit);
        }
    }
}
