package io.wadi.pack;

import static java.util.Objects.requireNonNull;

import io.wadi.model.Hints;
import java.util.Optional;

/**
 * A resource whose pages lie in the package's journal.
 *
 * @param keys all that its source had, where rows go that it no longer has
 */
public record Extracted(
        String resource,
        Hints hints,
        String journal,
        int pages,
        long records,
        String checksum,
        Optional<KeyJournal> keys) {
    public Extracted {
        requireNonNull(resource);
        requireNonNull(hints);
        requireNonNull(journal);
        requireNonNull(checksum);
        requireNonNull(keys);
    }

    public Extracted(String resource, Hints hints, String journal, int pages, long records, String checksum) {
        this(resource, hints, journal, pages, records, checksum, Optional.empty());
    }
}
