package io.wadi.model;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Everything that one load brings to a destination, in one transaction.
 *
 * @param base the head of the pipeline that the package was extracted from; it must still be the head
 * @param schema the tables as they are after the load
 * @param stored the schema as text, version and hash for {@code _dlt_version}
 * @param state the pipeline's state for {@code _dlt_pipeline_state}; empty when it did not change
 * @param clearing what goes before the rows come
 * @param hash identifies the package's content; kept in the receipt
 * @param key under which the pipeline has at most one load: the caller's, or the run's; empty when there is neither
 * @param input a digest of what was read, as far as it can be told apart; empty when that is not known
 */
public record LoadPackage(
        String pipeline,
        String dataset,
        String loadId,
        Instant createdAt,
        Head base,
        Schema schema,
        Versioned stored,
        Optional<Versioned> state,
        Clearing clearing,
        List<LoadJob> jobs,
        String hash,
        String key,
        String input) {
    /** A document with its version and content hash, as the system tables keep it (contract section 5). */
    public record Versioned(long version, String text, String hash) {
        public Versioned {
            requireNonNull(text);
            requireNonNull(hash);
        }
    }

    /** One that clears nothing, of an input that is not known. */
    public LoadPackage(
            String pipeline,
            String dataset,
            String loadId,
            Instant createdAt,
            Head base,
            Schema schema,
            Versioned stored,
            Optional<Versioned> state,
            List<LoadJob> jobs,
            String hash,
            String key) {
        this(pipeline, dataset, loadId, createdAt, base, schema, stored, state, Clearing.NONE, jobs, hash, key, "");
    }

    public LoadPackage {
        requireNonNull(createdAt);
        requireNonNull(base);
        requireNonNull(schema);
        requireNonNull(stored);
        requireNonNull(state);
        requireNonNull(clearing);
        jobs = List.copyOf(jobs);
        requireNonNull(hash);
        requireNonNull(key);
        requireNonNull(input);
        if (pipeline.isEmpty() || dataset.isEmpty() || loadId.isEmpty()) {
            throw new IllegalArgumentException("a load package has a pipeline, a dataset and a load id");
        }
    }

    /** The head once this package is loaded. */
    public Head head() {
        return new Head(loadId, state.map(Versioned::version).orElse(base.stateVersion()));
    }
}
