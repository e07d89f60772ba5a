package io.wadi.model;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.Optional;

/**
 * How far a resource has been read: what the pipeline's state keeps at the destination (contract sections 5 and 6).
 *
 * @param last the highest cursor value that was loaded
 * @param start where the last run began, before its lag
 * @param hashes the records near the end that a next run may meet again: hash → their cursor value
 */
public record CursorState(
        Optional<Value> initial, Optional<Value> last, Optional<Value> start, Map<String, Value> hashes) {
    public static final CursorState NONE =
            new CursorState(Optional.empty(), Optional.empty(), Optional.empty(), Map.of());

    public CursorState {
        requireNonNull(initial);
        requireNonNull(last);
        requireNonNull(start);
        hashes = Map.copyOf(hashes);
    }
}
