package io.wadi.pack;

import static java.util.Objects.requireNonNull;

import io.wadi.model.Hints;

/** A resource whose pages lie in the package's journal. */
public record Extracted(String resource, Hints hints, String journal, int pages, long records, String checksum) {
    public Extracted {
        requireNonNull(resource);
        requireNonNull(hints);
        requireNonNull(journal);
        requireNonNull(checksum);
    }
}
