package io.wadi.flow.run;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;

/**
 * What a run has done and taken so far.
 *
 * @param spent time under way, in all processes that it was in
 * @param station the last one that it reached; empty before the first
 * @param records extracted
 * @param rows loaded
 * @param bytes sent to the destination, where that is known
 * @param cpu of the process while it was under way
 * @param memory the most of the process, in bytes, while it was under way
 * @param loadId of its last load
 */
public record Tally(
        Duration spent,
        String station,
        long records,
        long rows,
        long bytes,
        Duration cpu,
        long memory,
        Optional<String> loadId) {
    public static final Tally NOTHING = new Tally(Duration.ZERO, "", 0, 0, 0, Duration.ZERO, 0, Optional.empty());

    public Tally {
        requireNonNull(spent);
        requireNonNull(station);
        requireNonNull(cpu);
        requireNonNull(loadId);
    }
}
