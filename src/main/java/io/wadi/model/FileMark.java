package io.wadi.model;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * What a file was when it was loaded.
 *
 * @param size in bytes
 * @param checksum of its bytes as they lie there
 */
public record FileMark(long size, Instant modified, String checksum) {
    public FileMark {
        requireNonNull(modified);
        requireNonNull(checksum);
        if (size < 0) {
            throw new IllegalArgumentException("a file of " + size + " bytes");
        }
    }

    /** Whether a file that looks like this need not be opened to know that it is the same. */
    public boolean looksLike(long otherSize, Instant otherModified) {
        return size == otherSize && modified.equals(otherModified);
    }
}
