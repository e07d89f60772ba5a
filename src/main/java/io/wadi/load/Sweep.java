package io.wadi.load;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * How what loads left behind is swept up.
 *
 * @param before of what may belong to a load that is under way, only what is older goes
 * @param dry whether it is only told
 */
public record Sweep(Instant before, boolean dry) {
    public Sweep {
        requireNonNull(before);
    }
}
