package io.wadi.config;

import static java.util.Objects.requireNonNull;

/** A line of a file, counted from 1, as an editor opens it: {@code routes/sources/github.camel.yaml:22}. */
public record Place(String file, int line) {
    public Place {
        requireNonNull(file);
    }

    @Override
    public String toString() {
        return file + ":" + line;
    }
}
