package io.wadi.normalise;

import static java.util.Objects.requireNonNull;

/**
 * A record that cannot be loaded, and is set aside.
 *
 * @param place where it came from, for people
 * @param number of it within its resource and run, from 0
 * @param record its JSON, as far as it is any
 */
public record Quarantined(String resource, String place, long number, String reason, String record) {
    /** The table that takes them, and what the names of resources begin with that bring rows to it. */
    public static final String TABLE = "_wadi_quarantine";

    public Quarantined {
        requireNonNull(resource);
        requireNonNull(place);
        requireNonNull(reason);
        requireNonNull(record);
    }
}
