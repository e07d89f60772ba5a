package io.wadi.model;

import static java.util.Objects.requireNonNull;

/**
 * How far a pipeline has come at its destination: its last load id and the version of its state. A package records the
 * head it was extracted from, and loads only while that still is the head.
 */
public record Head(String loadId, long stateVersion) {
    /** Before the first load. */
    public static final Head NONE = new Head("", 0);

    public Head {
        requireNonNull(loadId);
        if (stateVersion < 0) {
            throw new IllegalArgumentException("state version " + stateVersion);
        }
    }
}
