package io.wadi.pipeline;

import io.wadi.model.Cancelled;
import io.wadi.model.Deadline;
import io.wadi.model.Parent;
import io.wadi.model.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Reads resources of a source into their journals while the run's own thread is still at those before them. Taken in their
 * order, only those that may be read beside others, each after its parent, and so many at once. What one fails with is
 * thrown when it is its turn, so that the first in order is told.
 */
final class ReadAhead implements AutoCloseable {
    private static final long LONGEST_GOODBYE = 5_000;

    /** Reads one resource into its journal, on any thread. */
    interface Reader {
        ExtractedResource read(int place, Deadline deadline);
    }

    /** How far a resource is. Guarded by the outer object. */
    private static final class Progress {
        private boolean begun;
        private boolean ended;
        private Optional<ExtractedResource> read = Optional.empty();
        private Optional<Throwable> failure = Optional.empty();
    }

    private final List<Resource> resources;
    private final int parallel;
    private final Reader reader;
    private final Deadline deadline;
    private final Deadline own;
    private final Deadline.Registration registration;
    private final List<Progress> all = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private int underWay;
    private boolean turnWaits;
    private boolean closed;

    ReadAhead(List<Resource> resources, int parallel, Reader reader, Deadline deadline) {
        this.resources = resources;
        this.parallel = parallel;
        this.reader = reader;
        this.deadline = deadline;
        this.own = deadline.branch();
        this.registration = deadline.onCancel(this::wake);
        resources.forEach(resource -> all.add(new Progress()));
        long beside =
                resources.stream().skip(1).filter(r -> r.reading().beside()).count();
        for (int i = 0; parallel > 1 && i < Math.min(parallel, beside); i++) {
            Thread thread = new Thread(this::work, "wadi-extract");
            thread.setDaemon(true);
            threads.add(thread);
        }
    }

    private synchronized void wake() {
        notifyAll();
    }

    /**
     * Comes to a resource, which is the run's own thread's to do, one after the other.
     *
     * @return empty when the caller is to read it now, and to say then that it is {@link #done}
     */
    Optional<ExtractedResource> turn(int place) {
        Progress resource = all.get(place);
        begin(resource);
        if (place == 0) {
            threads.forEach(Thread::start); // not before: the run's own thread is the first
        }
        deadline.check(); // what breaks because the run was cancelled is told as that
        resource.failure.ifPresent(ReadAhead::raise);
        return resource.read;
    }

    private synchronized void begin(Progress resource) {
        if (!resource.begun) {
            resource.begun = true;
            turnWaits = true;
            while (underWay >= parallel && !deadline.isCancelled()) {
                await();
            }
            turnWaits = false;
            underWay++;
            return;
        }
        while (!resource.ended && !deadline.isCancelled()) {
            await();
        }
    }

    synchronized void done(int place) {
        all.get(place).ended = true;
        underWay--;
        notifyAll();
    }

    private void work() {
        for (int place = take(); place >= 0; place = take()) {
            Optional<ExtractedResource> read = Optional.empty();
            Optional<Throwable> failure = Optional.empty();
            try {
                read = Optional.of(reader.read(place, own));
            } catch (RuntimeException | Error e) {
                failure = Optional.of(e);
            }
            end(all.get(place), read, failure);
        }
    }

    private synchronized int take() {
        while (!closed) {
            int next = underWay < parallel && !turnWaits ? next() : -1;
            if (next >= 0) {
                all.get(next).begun = true;
                underWay++;
                return next;
            }
            await();
        }
        return -1;
    }

    /** None after one that failed; the first is never waited for. */
    private int next() {
        for (int i = 1; i < all.size(); i++) {
            if (all.get(i - 1).failure.isPresent()) {
                return -1;
            }
            if (!all.get(i).begun && resources.get(i).reading().beside() && isParentRead(i)) {
                return i;
            }
        }
        return -1;
    }

    private boolean isParentRead(int child) {
        Optional<String> parent = resources.get(child).reading().parent().map(Parent::resource);
        for (int i = 0; i < child && parent.isPresent(); i++) {
            if (resources.get(i).name().equals(parent.get())) {
                return all.get(i).ended && all.get(i).failure.isEmpty();
            }
        }
        return true;
    }

    private synchronized void end(Progress resource, Optional<ExtractedResource> read, Optional<Throwable> failure) {
        resource.read = read;
        resource.failure = failure;
        resource.ended = true;
        underWay--;
        notifyAll();
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

    private static void raise(Throwable failure) {
        if (failure instanceof RuntimeException e) {
            throw e;
        }
        throw (Error) failure;
    }

    /** Ends what is under way, and waits for its threads: nobody writes to the package then. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        registration.close();
        own.cancel("the run has ended");
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
