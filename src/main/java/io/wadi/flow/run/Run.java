package io.wadi.flow.run;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/**
 * A run, as it stands. Every change makes the next version; a store takes it only where the version before is the one in
 * force, so that two who change it at once cannot both succeed.
 *
 * @param version counts its changes, from 1
 * @param reason of its state, in words; empty where the state says it all
 * @param attempt the one under way or the last; 0 before the first
 * @param since the number of the first attempt that its retries count from: another when a person retries it
 * @param started when its first attempt began
 * @param again when the next attempt begins, while it awaits one
 * @param node that has it, or had it last
 * @param pausing whether it was asked to pause and has not yet
 */
public record Run(
        String id,
        Order order,
        RunState state,
        long version,
        String reason,
        int attempt,
        int since,
        Instant created,
        Instant changed,
        Optional<Instant> started,
        Optional<Instant> ended,
        Optional<Instant> again,
        Optional<String> node,
        boolean pausing,
        Tally tally) {
    public Run {
        requireNonNull(order);
        requireNonNull(state);
        requireNonNull(reason);
        requireNonNull(created);
        requireNonNull(changed);
        requireNonNull(started);
        requireNonNull(ended);
        requireNonNull(again);
        requireNonNull(node);
        requireNonNull(tally);
        if (id.isEmpty() || version < 1 || attempt < 0) {
            throw new IllegalArgumentException("a run has an id, a version and attempts from 0");
        }
    }

    /** One that has just been asked for. */
    public static Run asked(String id, Order order, RunState state, String reason, Instant now) {
        return new Run(
                id,
                order,
                state,
                1,
                reason,
                0,
                1,
                now,
                now,
                Optional.empty(),
                state.hasEnded() ? Optional.of(now) : Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                Tally.NOTHING);
    }

    /** How many attempts it has left. */
    public int attemptsLeft() {
        return Math.max(0, order.attempts() - (attempt - since + 1));
    }

    /**
     * The same in its next state.
     *
     * @throws IllegalStateException where the state before has no such follower
     */
    public Run to(RunState next, String why, Instant now) {
        if (!state.mayBecome(next)) {
            throw new IllegalStateException("run " + id + " is " + state.word() + " and cannot be " + next.word());
        }
        return new Run(
                id,
                order,
                next,
                version + 1,
                why,
                attempt,
                since,
                created,
                now,
                started,
                next.hasEnded() ? Optional.of(now) : Optional.empty(),
                Optional.empty(),
                next.waits() ? Optional.empty() : node,
                pausing && next.mayBePaused(),
                tally);
    }

    /** A node takes it. */
    public Run claimed(String by, Instant now) {
        Run next = to(RunState.PENDING, "", now);
        return next.with(next.attempt, next.started, next.again, Optional.of(by));
    }

    /** An attempt begins: its first, the one after a failure, or one that goes on where a pause or crash ended it. */
    public Run begun(int number, Instant now) {
        Run next = to(RunState.RUNNING, number > since ? "attempt " + number : "", now);
        return next.with(number, Optional.of(started.orElse(now)), next.again, next.node);
    }

    /** The attempt failed, and another follows. */
    public Run awaits(Instant nextAttempt, String why, Instant now) {
        Run next = to(RunState.AWAITING_RETRY, why, now);
        return next.with(next.attempt, next.started, Optional.of(nextAttempt), next.node);
    }

    /** The attempt is broken off, to be gone on with later, and does not count: {@code next} is paused or queued. */
    public Run brokenOff(RunState next, String why, Instant now) {
        Run after = to(next, why, now);
        return after.with(Math.max(0, attempt - 1), after.started, after.again, after.node);
    }

    /** Somebody wants it tried again, by any node and with all its attempts; what was extracted or packed is kept. */
    public Run retried(String why, Instant now) {
        if (!state.mayBeRetried()) {
            throw new IllegalStateException("run " + id + " is " + state.word() + " and cannot be retried");
        }
        Run next = to(RunState.QUEUED, why, now);
        return new Run(
                id,
                order.unkept(),
                next.state,
                next.version,
                why,
                attempt,
                attempt + 1,
                created,
                now,
                started,
                next.ended,
                next.again,
                next.node,
                false,
                tally);
    }

    /**
     * It goes on where it was paused.
     *
     * @param kept whether the process that waited for it still does; else any node may have it
     */
    public Run resumed(boolean kept, String why, Instant now) {
        if (state != RunState.PAUSED) {
            throw new IllegalStateException("run " + id + " is " + state.word() + " and not paused");
        }
        Run next = to(RunState.QUEUED, why, now);
        return kept ? next : next.with(next.order.unkept());
    }

    /**
     * Somebody wants it paused: at once where it waits, and as soon as it can where it is under way.
     *
     * @throws IllegalStateException where it does neither
     */
    public Run toPause(String why, Instant now) {
        return state.mayBePaused() ? pausing(why, now) : to(RunState.PAUSED, why, now);
    }

    /** It is asked to pause as soon as it can. */
    public Run pausing(String why, Instant now) {
        if (!state.mayBePaused()) {
            throw new IllegalStateException("run " + id + " is " + state.word() + " and cannot be paused");
        }
        return new Run(
                id,
                order,
                state,
                version + 1,
                why,
                attempt,
                since,
                created,
                now,
                started,
                ended,
                again,
                node,
                true,
                tally);
    }

    public Run with(Tally more) {
        return new Run(
                id, order, state, version, reason, attempt, since, created, changed, started, ended, again, node,
                pausing, more);
    }

    private Run with(Order other) {
        return new Run(
                id, other, state, version, reason, attempt, since, created, changed, started, ended, again, node,
                pausing, tally);
    }

    private Run with(int number, Optional<Instant> began, Optional<Instant> retry, Optional<String> owner) {
        return new Run(
                id, order, state, version, reason, number, since, created, changed, began, ended, retry, owner, pausing,
                tally);
    }
}
