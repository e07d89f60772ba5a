package io.wadi.model;

import static java.util.Objects.requireNonNull;

/** One stream of records of a source, opened lazily: its name, what is known of its tables, and how to read it. */
public record Resource(String name, Hints hints, Opener opener) {
    /** Starts reading; called once a run, on the thread that pulls. */
    public interface Opener {
        Pages open(Extraction extraction);
    }

    public Resource {
        requireNonNull(hints);
        requireNonNull(opener);
        if (name.isEmpty()) {
            throw new IllegalArgumentException("a resource has a name");
        }
    }
}
