package io.wadi.flow.run;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Where a run stands. What may follow what is said here and nowhere else. */
public enum RunState {
    /** Due later. */
    SCHEDULED("Scheduled"),
    /** Due, and nobody has seen to it. */
    LATE("Late"),
    /** Due, and waits for a slot. */
    QUEUED("Queued"),
    /** A node has it, and prepares. */
    PENDING("Pending"),
    RUNNING("Running"),
    /** An attempt failed; the next one comes at the time noted. */
    AWAITING_RETRY("AwaitingRetry"),
    /** Ended between two pages or statements, to be continued; it holds no slot. */
    PAUSED("Paused"),
    /** Was asked to end; holds its slots until it has. */
    CANCELLING("Cancelling"),
    COMPLETED("Completed"),
    COMPLETED_WITH_WARNINGS("CompletedWithWarnings"),
    FAILED("Failed"),
    TIMED_OUT("TimedOut"),
    /** Its node is gone. */
    CRASHED("Crashed"),
    CANCELLED("Cancelled"),
    /** Its overlap or misfire policy passed it over. */
    SKIPPED("Skipped");

    private static final Set<RunState> ENDED = EnumSet.range(COMPLETED, SKIPPED);
    private static final Set<RunState> HOLDING = EnumSet.of(PENDING, RUNNING, AWAITING_RETRY, CANCELLING);

    private final String word;

    RunState(String word) {
        this.word = word;
    }

    /** As the API and the command line say it. */
    public String word() {
        return word;
    }

    public static Optional<RunState> of(String word) {
        return Arrays.stream(values()).filter(each -> each.word.equals(word)).findFirst();
    }

    /** Whether nothing follows by itself. */
    public boolean hasEnded() {
        return ENDED.contains(this);
    }

    /** Whether it takes up its slots. */
    public boolean holdsSlots() {
        return HOLDING.contains(this);
    }

    /** Whether it is due and no node has it. */
    public boolean waits() {
        return this == SCHEDULED || this == LATE || this == QUEUED;
    }

    /** Whether all it was to load is in the destination. */
    public boolean isGood() {
        return this == COMPLETED || this == COMPLETED_WITH_WARNINGS;
    }

    /** Whether a person may have it tried again. */
    public boolean mayBeRetried() {
        return hasEnded() && mayBecome(QUEUED);
    }

    /** Whether it is under way and may be asked to pause. */
    public boolean mayBePaused() {
        return holdsSlots() && this != CANCELLING;
    }

    public boolean mayBecome(RunState next) {
        return after().contains(next);
    }

    private Set<RunState> after() {
        return switch (this) {
            case SCHEDULED -> EnumSet.of(LATE, QUEUED, CANCELLED, SKIPPED);
            case LATE -> EnumSet.of(QUEUED, CANCELLED, SKIPPED);
            case QUEUED -> EnumSet.of(PENDING, PAUSED, CANCELLED, SKIPPED);
            // A node that is shut down gives back what it has: QUEUED.
            case PENDING -> EnumSet.of(RUNNING, QUEUED, CANCELLING, FAILED, CRASHED);
            case RUNNING ->
                EnumSet.of(
                        AWAITING_RETRY,
                        PAUSED,
                        QUEUED,
                        CANCELLING,
                        COMPLETED,
                        COMPLETED_WITH_WARNINGS,
                        FAILED,
                        TIMED_OUT,
                        CANCELLED,
                        CRASHED);
            case AWAITING_RETRY ->
                EnumSet.of(RUNNING, PAUSED, QUEUED, CANCELLING, FAILED, TIMED_OUT, CANCELLED, CRASHED);
            case PAUSED -> EnumSet.of(QUEUED, CANCELLED);
            // What was committed before it heard of that is committed.
            case CANCELLING -> EnumSet.of(CANCELLED, COMPLETED, COMPLETED_WITH_WARNINGS, FAILED, TIMED_OUT, CRASHED);
            // A node that was taken for dead may come back and tell how it ended.
            case CRASHED -> EnumSet.of(QUEUED, COMPLETED, COMPLETED_WITH_WARNINGS, FAILED, TIMED_OUT, CANCELLED);
            case FAILED, TIMED_OUT, CANCELLED -> EnumSet.of(QUEUED);
            case COMPLETED, COMPLETED_WITH_WARNINGS, SKIPPED -> EnumSet.noneOf(RunState.class);
        };
    }
}
