package io.wadi.model;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What a resource may know of the run that reads it.
 *
 * @param hints what holds for the resource in this run, whoever said it
 * @param cursorStart where the cursor begins, its lag taken off; empty when everything is read
 * @param files those that earlier runs loaded; a resource of files notes there what it reads
 * @param parents the records of resources that were read before
 * @param warnings takes what the user should look at, though everything goes on
 * @param goingOn where it begins, if not at the beginning
 * @param startedAt the run's one idea of "now": upper bounds are frozen to it
 */
public record Extraction(
        Hints hints,
        Optional<Value> cursorStart,
        FileLedger files,
        Parents parents,
        Consumer<String> warnings,
        GoingOn goingOn,
        Instant startedAt,
        Deadline deadline) {
    public Extraction {
        requireNonNull(hints);
        requireNonNull(cursorStart);
        requireNonNull(files);
        requireNonNull(parents);
        requireNonNull(warnings);
        requireNonNull(goingOn);
        requireNonNull(startedAt);
        requireNonNull(deadline);
    }

    public Extraction(Optional<Value> cursorStart, Instant startedAt, Deadline deadline) {
        this(Hints.NONE, cursorStart, new FileLedger(Map.of()), Parents.NONE, warning -> {}, startedAt, deadline);
    }

    /** From the beginning. */
    public Extraction(
            Hints hints,
            Optional<Value> cursorStart,
            FileLedger files,
            Parents parents,
            Consumer<String> warnings,
            Instant startedAt,
            Deadline deadline) {
        this(hints, cursorStart, files, parents, warnings, GoingOn.NONE, startedAt, deadline);
    }
}
