package io.wadi.server.console;

import io.wadi.flow.run.RunState;
import io.wadi.server.Problem;
import io.wadi.server.Refusal;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** Runs that are looked for together. */
public enum RunGroup {
    ALL("All"),
    OPEN("Under way"),
    WAITING("Waiting"),
    FAILED("Failed"),
    WARNINGS("With warnings"),
    COMPLETED("Completed"),
    STOPPED("Cancelled or skipped");

    private final String title;

    RunGroup(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Those of its runs; none for all. */
    Set<RunState> states() {
        return switch (this) {
            case ALL -> Set.of();
            case OPEN -> EnumSet.of(RunState.PENDING, RunState.RUNNING, RunState.AWAITING_RETRY, RunState.CANCELLING);
            case WAITING -> EnumSet.of(RunState.SCHEDULED, RunState.LATE, RunState.QUEUED, RunState.PAUSED);
            case FAILED -> EnumSet.of(RunState.FAILED, RunState.TIMED_OUT, RunState.CRASHED);
            case WARNINGS -> EnumSet.of(RunState.COMPLETED_WITH_WARNINGS);
            case COMPLETED -> EnumSet.of(RunState.COMPLETED);
            case STOPPED -> EnumSet.of(RunState.CANCELLED, RunState.SKIPPED);
        };
    }

    static RunGroup of(String word) {
        return Arrays.stream(values())
                .filter(each -> each.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new Refusal(
                        Problem.of(Problem.Kind.UNREADABLE, "there is no group of runs called " + Shown.of(word, 50))
                                .fix("choose one of those above the list")));
    }
}
