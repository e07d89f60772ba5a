package io.wadi.model;

import java.nio.file.Path;

/** A stretch of a file that can be read again, so that its bytes need not be copied: offset and length in bytes. */
public record FileRange(Path file, long offset, int length) {
    public FileRange {
        if (offset < 0 || length < 0) {
            throw new IllegalArgumentException("range " + offset + "+" + length + " of " + file + " is negative");
        }
    }
}
