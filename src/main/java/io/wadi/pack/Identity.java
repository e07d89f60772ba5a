package io.wadi.pack;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * What a package is, from its first moment on.
 *
 * @param source the name of the source, and of its schema
 * @param input what was read, as far as a later run can tell: a run of the same input finishes this package
 * @param destination where it is loaded, as an address without secrets
 * @param seed 32 hexadecimal digits: what its random row ids are made from
 * @param key the caller's idempotency key; empty when there is none
 */
public record Identity(
        String pipeline,
        String source,
        String input,
        String dataset,
        String destination,
        String loadId,
        Instant createdAt,
        String seed,
        String key) {
    public Identity {
        requireNonNull(input);
        requireNonNull(destination);
        requireNonNull(createdAt);
        requireNonNull(key);
        if (pipeline.isEmpty() || source.isEmpty() || dataset.isEmpty() || loadId.isEmpty()) {
            throw new IllegalArgumentException("a package has a pipeline, a source, a dataset and a load id");
        }
        if (!seed.matches("[0-9a-f]{32}")) {
            throw new IllegalArgumentException("a seed has 32 hexadecimal digits");
        }
    }
}
