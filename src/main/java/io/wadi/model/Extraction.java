package io.wadi.model;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/**
 * What a resource may know of the run that reads it.
 *
 * @param cursorStart where the cursor begins, its lag taken off; empty when everything is read
 * @param startedAt the run's one idea of "now": upper bounds are frozen to it
 */
public record Extraction(Optional<Value> cursorStart, Instant startedAt, Deadline deadline) {
    public Extraction {
        requireNonNull(cursorStart);
        requireNonNull(startedAt);
        requireNonNull(deadline);
    }
}
