package io.wadi.model;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What a resource may know of the run that reads it.
 *
 * @param hints what holds for the resource in this run, whoever said it
 * @param cursorStart where the cursor begins, its lag taken off; empty when everything is read
 * @param files those that earlier runs loaded; a resource of files notes there what it reads
 * @param startedAt the run's one idea of "now": upper bounds are frozen to it
 */
public record Extraction(
        Hints hints, Optional<Value> cursorStart, FileLedger files, Instant startedAt, Deadline deadline) {
    public Extraction {
        requireNonNull(hints);
        requireNonNull(cursorStart);
        requireNonNull(files);
        requireNonNull(startedAt);
        requireNonNull(deadline);
    }

    public Extraction(Optional<Value> cursorStart, Instant startedAt, Deadline deadline) {
        this(Hints.NONE, cursorStart, new FileLedger(Map.of()), startedAt, deadline);
    }
}
