package io.wadi.load;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/** A load that was committed. */
public record PastLoad(String loadId, Instant at) {
    public PastLoad {
        requireNonNull(loadId);
        requireNonNull(at);
    }
}
