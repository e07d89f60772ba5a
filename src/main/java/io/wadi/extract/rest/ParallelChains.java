package io.wadi.extract.rest;

import io.wadi.model.Cancelled;
import io.wadi.model.Deadline;
import io.wadi.model.JsonPage;
import io.wadi.model.Page;
import io.wadi.model.Pages;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Reads chains of pages at once and hands the pages out in the order of the chains, as if one had been read after the
 * other. The chain that is first in order is never kept waiting; the others read ahead until their pages are {@link #AHEAD}
 * bytes together, and not further than {@link #WINDOW} chains a thread. What a chain fails with is thrown when it is its
 * turn, so that the first in order is told.
 *
 * @param <W> what a thread works with
 */
final class ParallelChains<W, C extends Pages> implements Pages {
    /** Bytes of pages that wait for their turn. */
    static final long AHEAD = 32L << 20;

    /** Chains that are begun, or ended and not yet handed out, for each thread. */
    static final int WINDOW = 4;

    private static final long LONGEST_GOODBYE = 1_000;

    /** What threads work with: each takes its own, and closing takes all of them away, whatever they are doing. */
    interface Tools<W> extends AutoCloseable {
        W take();

        @Override
        void close();
    }

    private final Iterator<Function<W, C>> starts;
    private final int parallel;
    private final Tools<W> tools;
    private final Predicate<C> goesOn;
    private final Deadline deadline;
    private final Deadline.Registration registration;
    private final List<Thread> threads = new ArrayList<>();
    /** In their order; the first is the one that is handed out. This and all below is guarded by this object. */
    private final Deque<Chain> window = new ArrayDeque<>();

    private final Deque<Chain> waiting = new ArrayDeque<>();
    private long ahead;
    private long ended;
    private boolean exhausted;
    private boolean closed;

    private final class Chain {
        private final Deque<Page> pages = new ArrayDeque<>();
        private final Optional<Function<W, C>> start;
        private Optional<C> opened = Optional.empty();
        private boolean ended;
        private Optional<Throwable> failure = Optional.empty();

        Chain(Optional<Function<W, C>> start) {
            this.start = start;
        }
    }

    /**
     * @param starts begins a chain, on the thread that reads it; drawn on the thread that pulls
     * @param goesOn asked of each chain once its last page was handed out, whether those after it are wanted
     */
    ParallelChains(
            Iterator<Function<W, C>> starts, int parallel, Tools<W> tools, Predicate<C> goesOn, Deadline deadline) {
        this.starts = starts;
        this.parallel = parallel;
        this.tools = tools;
        this.goesOn = goesOn;
        this.deadline = deadline;
        this.registration = deadline.onCancel(this::wake);
    }

    private synchronized void wake() {
        notifyAll();
    }

    @Override
    public Optional<Page> next() {
        while (true) {
            deadline.check();
            topUp();
            Optional<Chain> head = first();
            if (head.isEmpty()) {
                return Optional.empty();
            }
            Optional<Page> page = take(head.get());
            if (page.isPresent()) {
                return page;
            }
            deadline.check(); // what breaks because the run was cancelled is told as that
            head.get().failure.ifPresent(ParallelChains::raise);
            if (!head.get().opened.map(goesOn::test).orElse(true)) {
                close();
            }
        }
    }

    private synchronized Optional<Chain> first() {
        return Optional.ofNullable(window.peek());
    }

    /** A page of the first chain; empty when it has ended, or the work was cancelled. */
    private synchronized Optional<Page> take(Chain head) {
        while (head.pages.isEmpty() && !head.ended && !deadline.isCancelled()) {
            await();
        }
        Optional<Page> page = Optional.ofNullable(head.pages.poll());
        page.ifPresent(taken -> ahead -= bytes(taken));
        if (page.isEmpty() && head.ended) {
            window.remove();
            ended++;
        }
        notifyAll();
        return page;
    }

    /** How many chains were handed out to their ends. */
    synchronized long ended() {
        return ended;
    }

    private void topUp() {
        while (isWanting()) {
            Optional<Chain> more = draw();
            synchronized (this) {
                exhausted |= more.isEmpty() || more.get().ended;
                more.ifPresent(this::add);
                notifyAll();
            }
        }
    }

    private synchronized boolean isWanting() {
        return !closed && !exhausted && window.size() < WINDOW * parallel;
    }

    private Optional<Chain> draw() {
        try {
            return starts.hasNext() ? Optional.of(new Chain(Optional.of(starts.next()))) : Optional.empty();
        } catch (RuntimeException e) {
            Chain failed = new Chain(Optional.empty());
            failed.failure = Optional.of(e);
            failed.ended = true;
            return Optional.of(failed);
        }
    }

    private synchronized void add(Chain chain) {
        window.add(chain);
        if (chain.ended) {
            return;
        }
        waiting.add(chain);
        if (threads.size() < Math.min(parallel, window.size())) {
            Thread thread = new Thread(new Worker(), "wadi-rest");
            thread.setDaemon(true);
            threads.add(thread);
            thread.start();
        }
    }

    /** Takes chains in their order, so that the first in the window has always been begun before any other. */
    private final class Worker implements Runnable {
        private Optional<W> tool = Optional.empty();

        @Override
        public void run() {
            for (Optional<Chain> chain = begin(); chain.isPresent(); chain = begin()) {
                Optional<Throwable> failure = Optional.empty();
                try {
                    read(chain.get());
                } catch (RuntimeException | Error e) {
                    failure = Optional.of(e);
                }
                end(chain.get(), failure);
            }
        }

        private void read(Chain chain) {
            W own = tool.orElseGet(tools::take);
            tool = Optional.of(own);
            try (C pages = chain.start.orElseThrow().apply(own)) {
                Optional<Page> page = pages.next();
                while (page.isPresent() && put(chain, page.get())) {
                    page = pages.next();
                }
                opened(chain, pages);
            }
        }
    }

    private synchronized Optional<Chain> begin() {
        while (waiting.isEmpty() && !closed && !exhausted) {
            await();
        }
        return Optional.ofNullable(waiting.poll());
    }

    private synchronized void opened(Chain chain, C pages) {
        chain.opened = Optional.of(pages);
    }

    private synchronized void end(Chain chain, Optional<Throwable> failure) {
        chain.failure = failure;
        chain.ended = true;
        if (failure.isPresent()) {
            exhausted = true;
            waiting.clear(); // all of them come after it
        }
        notifyAll();
    }

    /** @return whether more is wanted */
    private synchronized boolean put(Chain chain, Page page) {
        long bytes = bytes(page);
        while (!closed && ahead + bytes > AHEAD && !(window.peek() == chain && chain.pages.isEmpty())) {
            await();
        }
        if (!closed) {
            chain.pages.add(page);
            ahead += bytes;
            notifyAll();
        }
        return !closed;
    }

    @SuppressWarnings("WaitNotInLoop") // its callers loop
    private void await() {
        try {
            wait();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Cancelled("interrupted while waiting");
        }
    }

    private static long bytes(Page page) {
        return page instanceof JsonPage json ? json.bytes().length : AHEAD;
    }

    private static void raise(Throwable failure) {
        if (failure instanceof RuntimeException e) {
            throw e;
        }
        throw (Error) failure;
    }

    /** Breaks what is under way, and waits for its threads. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            window.clear();
            waiting.clear();
            notifyAll();
        }
        registration.close();
        tools.close();
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LONGEST_GOODBYE);
        try {
            for (Thread thread : threads) {
                thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
