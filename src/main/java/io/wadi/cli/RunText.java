package io.wadi.cli;

import io.wadi.config.TimeSpan;
import io.wadi.flow.Asks;
import io.wadi.flow.run.Run;
import io.wadi.flow.run.RunState;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What is said of a run in more than one place. */
final class RunText {
    private RunText() {}

    /** A state is told by its sign and its word, and never by a colour. */
    static String state(RunState state) {
        return sign(state) + " " + state.word();
    }

    private static String sign(RunState state) {
        return switch (state) {
            case SCHEDULED, LATE, QUEUED -> "·";
            case PENDING, RUNNING, AWAITING_RETRY, CANCELLING -> "▸";
            case PAUSED -> "‖";
            case COMPLETED -> "✓";
            case COMPLETED_WITH_WARNINGS -> "!";
            case FAILED, TIMED_OUT, CRASHED -> "✗";
            case CANCELLED, SKIPPED -> "-";
        };
    }

    /** When it began, or is to. */
    static Instant when(Run run) {
        return run.started()
                .orElse(run.state().hasEnded() ? run.created() : run.order().due());
    }

    /** From its first attempt to its end, or to now. */
    static Optional<String> took(Run run, Instant now) {
        return run.started()
                .map(started -> Duration.between(started, run.ended().orElse(now)))
                .filter(span -> !span.isNegative())
                .map(TimeSpan::text);
    }

    /** What somebody types to have the same run once more. */
    static String again(Run run) {
        Asks asks = run.order().asks();
        StringBuilder command =
                new StringBuilder("./wadi run ").append(run.order().name());
        options(command, "-p", asks.parameters());
        if (!asks.resources().isEmpty()) {
            command.append(" --resources ").append(quoted(String.join(",", asks.resources())));
        }
        options(command, "--credentials", asks.credentials());
        asks.destination().ifPresent(text -> command.append(" --destination ").append(quoted(text)));
        return command.toString();
    }

    private static void options(StringBuilder command, String option, Map<String, String> values) {
        new TreeMap<>(values)
                .forEach((name, value) ->
                        command.append(' ').append(option).append(' ').append(quoted(name + "=" + value)));
    }

    private static String quoted(String word) {
        return word.matches("[A-Za-z0-9_./:=,@+-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    /** In one line; control characters could redraw the terminal. */
    static String plain(String text) {
        return text.codePoints()
                .map(c -> c == '\n' ? ' ' : Character.isISOControl(c) ? '·' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
