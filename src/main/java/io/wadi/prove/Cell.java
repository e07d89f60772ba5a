package io.wadi.prove;

import static java.util.Objects.requireNonNull;

import io.wadi.model.CrashPoint;
import java.util.Locale;

/** A run that is broken off: which load of the story it makes, and where its process is halted. */
public record Cell(Load load, CrashPoint.Pass at) {
    /** The load that is broken off. */
    public enum Load {
        /** Into a destination that has nothing. */
        FIRST,
        /** Onto what an earlier load brought. */
        LATER;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Cell {
        requireNonNull(load);
        requireNonNull(at);
    }

    @Override
    public String toString() {
        return load.word() + " load, halted at " + at;
    }
}
