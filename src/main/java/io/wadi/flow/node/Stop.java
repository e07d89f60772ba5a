package io.wadi.flow.node;

import static java.util.Objects.requireNonNull;

/**
 * Why a run that is under way was broken off, before it came to an end of its own.
 *
 * @param reason for people: who wanted it, or which time was over
 */
public record Stop(Kind kind, String reason) {
    /** What follows from it. */
    public enum Kind {
        CANCEL,
        PAUSE,
        /** The node is shut down, and another goes on. */
        HAND_BACK,
        TIME_OUT,
        /** The run is somebody else's by now. */
        LOST
    }

    /** Whether nothing is wrong with the run: somebody wanted it to end here. */
    boolean isAsked() {
        return kind == Kind.CANCEL || kind == Kind.PAUSE || kind == Kind.HAND_BACK;
    }

    public Stop {
        requireNonNull(kind);
        if (reason.isBlank()) {
            throw new IllegalArgumentException("a run is broken off for a reason");
        }
    }
}
