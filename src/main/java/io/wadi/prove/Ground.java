package io.wadi.prove;

import java.util.List;

/** A destination that was made for the proof alone. */
public interface Ground {
    /** What a run is told on the command line, to load there. */
    List<String> arguments();

    /** What a reader sees now. */
    Sight look();

    /**
     * Becomes what another is.
     *
     * @return whether it did; else what led there is done again
     */
    default boolean copied(Ground other) {
        return false;
    }

    /** The process that was loading there is gone, with all its connections. */
    default void died() {}
}
