package io.wadi.flow.node;

import static java.util.Objects.requireNonNull;

import io.wadi.flow.run.Run;
import io.wadi.flow.store.RunStore;
import io.wadi.flow.store.StoreDown;
import io.wadi.model.Deadline;
import io.wadi.pipeline.Progress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Claims runs that are due, and has them done: at once where somebody says {@link #wake}, else within a second. */
public final class Dispatcher implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Dispatcher.class.getName());
    private static final long LOOK_MILLIS = 500;
    private static final long HAND_BACK_MILLIS = 10_000;

    private final RunStore store;
    private final Node node;
    private final Executor executor;
    private final InstantSource clock;
    private final Consumer<Run> onEnd;
    private final Semaphore free;
    private final Semaphore news = new Semaphore(1);
    private final ExecutorService workers;
    private final Thread thread = new Thread(this::dispatch, "wadi-dispatcher");
    private volatile boolean closing;

    /**
     * @param workers how many runs may be under way in this process
     * @param onEnd told of each run that ended here, by the thread that did it
     */
    public Dispatcher(
            RunStore store, Node node, Executor executor, InstantSource clock, int workers, Consumer<Run> onEnd) {
        this.store = requireNonNull(store);
        this.node = requireNonNull(node);
        this.executor = requireNonNull(executor);
        this.clock = requireNonNull(clock);
        this.onEnd = requireNonNull(onEnd);
        this.free = new Semaphore(workers);
        AtomicInteger number = new AtomicInteger();
        this.workers = Executors.newCachedThreadPool(task -> new Thread(task, "wadi-run-" + number.incrementAndGet()));
        thread.setDaemon(true);
    }

    public Dispatcher start() {
        thread.start();
        return this;
    }

    /** There may be something to claim. */
    public void wake() {
        if (news.availablePermits() == 0) {
            news.release();
        }
    }

    private void dispatch() {
        try {
            while (!closing) {
                news.tryAcquire(LOOK_MILLIS, TimeUnit.MILLISECONDS);
                while (!closing && claimOne()) {
                    // until there is none, or nobody is free
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean claimOne() {
        if (!free.tryAcquire()) {
            return false;
        }
        Optional<Run> next = Optional.empty();
        try {
            next = store.queue().claim(node.id(), Optional.empty(), clock.instant());
        } catch (StoreDown e) {
            // Nothing new begins until it answers again.
        } catch (RuntimeException defect) {
            LOG.log(System.Logger.Level.ERROR, "a run could not be claimed", defect);
        }
        if (next.isEmpty()) {
            free.release();
            return false;
        }
        Run run = next.get();
        workers.execute(() -> work(run));
        return true;
    }

    private void work(Run run) {
        Underway underway = node.begin(run, new Progress(), Deadline.none());
        try {
            executor.execute(underway);
        } catch (RuntimeException | Error defect) {
            // Whatever it was: nobody is at this run any more, and the node lives.
            underway.ends(new Outcome.Failed("Wadi failed in a way it should not: " + defect, "{}"));
            throw defect;
        } finally {
            node.ended(underway);
            free.release();
            wake();
            tell(run);
        }
    }

    private void tell(Run run) {
        try {
            onEnd.accept(run);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "the end of run " + run.id() + " was not told of: " + e);
        }
    }

    /** Claims nothing more, and waits for what is under way; what is left after {@code patience} is handed back. */
    public void drain(Duration patience) {
        closing = true;
        workers.shutdown();
        try {
            thread.interrupt();
            if (!workers.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                node.underway()
                        .forEach(run -> run.stop(new Stop(Stop.Kind.HAND_BACK, "its node is shut down; it goes on")));
                workers.awaitTermination(HAND_BACK_MILLIS, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        drain(Duration.ZERO);
    }
}
