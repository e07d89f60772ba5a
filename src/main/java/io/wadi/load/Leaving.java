package io.wadi.load;

import static java.util.Objects.requireNonNull;

/**
 * Something that a load left behind.
 *
 * @param what it is, for a person: "3 files of load 1795300325.5"
 * @param at where it is
 * @param bytes its size; 0 where that is not told
 * @param why it goes, or stays
 * @param goes whether nobody needs it any more
 */
public record Leaving(String what, String at, long bytes, String why, boolean goes) {
    public Leaving {
        requireNonNull(what);
        requireNonNull(at);
        requireNonNull(why);
        if (bytes < 0) {
            throw new IllegalArgumentException("bytes: " + bytes);
        }
    }
}
