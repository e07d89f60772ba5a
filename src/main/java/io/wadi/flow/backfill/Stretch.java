package io.wadi.flow.backfill;

import static java.util.Objects.requireNonNull;

import io.wadi.flow.Asks;
import io.wadi.flow.Deployment;
import java.util.Optional;

/**
 * A stretch of the past, as somebody wants it read.
 *
 * @param from and {@code to} and {@code every}: as {@link Windows#of} has them
 * @param closed whether a window of days ends with its last day
 * @param start the parameter that a window's start goes into
 * @param end the one of its end
 * @param parallel how many runs at once
 * @param onlyMissing whether what another backfill of the deployment loaded is left out
 * @param asks of all of its runs, over what the deployment asks
 * @param key another one reads the same stretch once more; without, the same wish is the same backfill
 */
public record Stretch(
        String from,
        String to,
        String every,
        boolean closed,
        String start,
        String end,
        int parallel,
        boolean onlyMissing,
        Asks asks,
        Optional<String> key) {
    /** The parameters, where nobody names others. */
    public static final String START = "start";

    public static final String END = "end";

    public Stretch {
        requireNonNull(from);
        requireNonNull(to);
        requireNonNull(every);
        requireNonNull(start);
        requireNonNull(end);
        requireNonNull(asks);
        requireNonNull(key);
    }

    /** @throws IllegalArgumentException with a message for people */
    public Backfill of(Deployment deployment) {
        return new Backfill(
                deployment.name(),
                deployment.asks().under(asks),
                Windows.of(from, to, closed, every, deployment.zone()),
                start,
                end,
                parallel,
                key);
    }
}
