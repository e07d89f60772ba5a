package io.wadi.model;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Until when work may go on, and the means to end it earlier. It goes with every pull, request and statement: loops call
 * {@link #check}, and whoever blocks registers with {@link #onCancel} what wakes it (close a socket, cancel a statement).
 */
public final class Deadline {
    /** Takes a registration back once the blocking call is over. */
    public interface Registration extends AutoCloseable {
        @Override
        void close();
    }

    private final Optional<Instant> end;
    private final InstantSource clock;
    private final List<Runnable> wakers = new ArrayList<>();
    private volatile String cancelled = "";

    private Deadline(Optional<Instant> end, InstantSource clock) {
        this.end = end;
        this.clock = clock;
    }

    /** No limit of time; can still be cancelled. */
    public static Deadline none() {
        return new Deadline(Optional.empty(), InstantSource.fixed(Instant.EPOCH));
    }

    /** Ends after {@code limit}; {@code timer} wakes those that block then. */
    public static Deadline after(Duration limit, InstantSource clock, ScheduledExecutorService timer) {
        Deadline deadline = new Deadline(Optional.of(clock.instant().plus(limit)), clock);
        ScheduledFuture<?> alarm = timer.schedule(
                () -> deadline.cancel("timed out after " + limit.toSeconds() + " s"),
                limit.toMillis(),
                TimeUnit.MILLISECONDS);
        deadline.onCancel(() -> alarm.cancel(false));
        return deadline;
    }

    /** @throws Cancelled when the work was cancelled or its time is over */
    public void check() {
        if (!cancelled.isEmpty()) {
            throw new Cancelled(cancelled);
        }
        if (end.isPresent() && clock.instant().isAfter(end.get())) {
            throw new Cancelled("timed out at " + end.get());
        }
    }

    public boolean isCancelled() {
        return !cancelled.isEmpty();
    }

    /** Ends the work, once; {@code reason} is what the user is told, never blank. */
    public void cancel(String reason) {
        if (reason.isBlank()) {
            throw new IllegalArgumentException("a cancellation has a reason");
        }
        List<Runnable> toWake;
        synchronized (wakers) {
            if (!cancelled.isEmpty()) {
                return;
            }
            cancelled = reason;
            toWake = List.copyOf(wakers);
            wakers.clear();
        }
        for (Runnable waker : toWake) {
            try {
                waker.run();
            } catch (RuntimeException e) {
                // One that cannot be woken must not keep the others asleep; its own time-out ends it.
            }
        }
    }

    /** For a part of the work: it ends when this ends, and can be cancelled by itself before, which it must be in the end. */
    public Deadline branch() {
        Deadline branch = new Deadline(end, clock);
        Registration above = onCancel(() -> branch.cancel(cancelled));
        branch.onCancel(above::close);
        return branch;
    }

    /** Runs {@code waker} when the work is cancelled, at once when it already is. */
    public Registration onCancel(Runnable waker) {
        synchronized (wakers) {
            if (cancelled.isEmpty()) {
                wakers.add(waker);
                return () -> {
                    synchronized (wakers) {
                        wakers.remove(waker);
                    }
                };
            }
        }
        waker.run();
        return () -> {};
    }
}
