package io.wadi.load;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/**
 * A load that was committed.
 *
 * @param input a digest of what it read; empty where its receipt is from before that was kept
 */
public record PastLoad(String loadId, Instant at, Optional<String> input) {
    public PastLoad {
        requireNonNull(loadId);
        requireNonNull(at);
        requireNonNull(input);
    }

    public PastLoad(String loadId, Instant at) {
        this(loadId, at, Optional.empty());
    }
}
