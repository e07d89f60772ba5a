package io.wadi.extract.rest;

import static java.util.Objects.requireNonNull;

import io.wadi.model.Cancelled;
import io.wadi.model.Deadline;
import io.wadi.model.Pause;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.Optional;

/**
 * Lets requests through as fast as a source's limits say, whoever sends them. The server counts when they arrive, which
 * nobody here knows: a request counts from its answer, or a second after it was sent, and one that is let through counts
 * at once. So the server never sees more than it said.
 */
final class Gate {
    private static final Duration LONGEST_WAY = Duration.ofSeconds(1);

    private final Limits limits;
    private final InstantSource clock;
    private final Pause pause;
    private final Deque<Pass> counted = new ArrayDeque<>();
    private int inFlight;

    Gate(Limits limits, InstantSource clock, Pause pause) {
        this.limits = requireNonNull(limits);
        this.clock = requireNonNull(clock);
        this.pause = requireNonNull(pause);
    }

    /** One request. It is closed when its answer was received whole, or when nobody waits for it any more. */
    final class Pass implements AutoCloseable {
        private Instant arrived;
        private boolean open = true;

        private Pass(Instant sent) {
            this.arrived = sent.plus(LONGEST_WAY);
        }

        /** The answer begins. */
        void answered() {
            synchronized (Gate.this) {
                Instant now = clock.instant();
                arrived = now.isBefore(arrived) ? now : arrived;
            }
        }

        @Override
        public void close() {
            synchronized (Gate.this) {
                if (open) {
                    open = false;
                    inFlight--;
                    Gate.this.notifyAll();
                }
            }
        }
    }

    /** Waits until the limits allow another request; a cancelled deadline ends the wait. */
    Pass enter(Deadline deadline) {
        try (Deadline.Registration cancelling = deadline.onCancel(this::wake)) {
            while (true) {
                Duration wait;
                synchronized (this) {
                    waitForOthers(deadline);
                    Instant now = clock.instant();
                    Optional<Instant> next = next(now);
                    if (next.isEmpty()) {
                        Pass pass = new Pass(now);
                        counted.add(pass);
                        inFlight++;
                        return pass;
                    }
                    wait = Duration.between(now, next.get());
                }
                pause.pause(wait.plusNanos(999_999), deadline); // waits are of whole milliseconds
            }
        }
    }

    private synchronized void wake() {
        notifyAll();
    }

    private synchronized void waitForOthers(Deadline deadline) {
        deadline.check();
        while (limits.inFlight().isPresent() && inFlight >= limits.inFlight().getAsInt()) {
            try {
                wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new Cancelled("interrupted while waiting for other requests");
            }
            deadline.check();
        }
    }

    /** When the next request may be sent; empty when it may at once. */
    private Optional<Instant> next(Instant now) {
        if (limits.rate().isEmpty()) {
            counted.clear();
            return Optional.empty();
        }
        Limits.Rate rate = limits.rate().get();
        counted.removeIf(pass -> !pass.arrived.plus(rate.per()).isAfter(now));
        return counted.size() < rate.requests()
                ? Optional.empty()
                : counted.stream()
                        .map(pass -> pass.arrived)
                        .sorted(Comparator.naturalOrder())
                        .skip(counted.size() - rate.requests())
                        .findFirst()
                        .map(arrived -> arrived.plus(rate.per()));
    }
}
