package io.wadi.extract.files;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * A file that a path with wildcards matches.
 *
 * @param path as the store names it, its beginning as the route wrote it
 * @param size in bytes
 */
public record FoundFile(String path, long size, Instant modified) {
    public FoundFile {
        requireNonNull(path);
        requireNonNull(modified);
    }
}
