package io.wadi.model;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * What a run starts from: the head of its pipeline at the destination with the state and the schema stored there, both as
 * the texts of {@code _dlt_pipeline_state.state} and {@code _dlt_version.schema} (contract section 5).
 */
public record Base(Head head, Optional<String> state, Optional<String> schema, long schemaVersion) {
    public static final Base NONE = new Base(Head.NONE, Optional.empty(), Optional.empty(), 0);

    public Base {
        requireNonNull(head);
        requireNonNull(state);
        requireNonNull(schema);
    }
}
