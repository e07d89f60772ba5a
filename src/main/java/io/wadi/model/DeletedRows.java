package io.wadi.model;

import static java.util.Objects.requireNonNull;

/**
 * What becomes of stored rows of a merged resource that its source no longer has: they go.
 *
 * @param keys opens all keys that the source has, whatever is new of them: the columns of the primary key in its order. It is
 *     read after the resource's records, and by the same thread
 * @param most how many of a table's rows may go at once, in percent
 */
public record DeletedRows(Resource.Opener keys, int most) {
    /** More than half of a table gone is rather a fault than the truth. */
    public static final int MOST = 50;

    public DeletedRows {
        requireNonNull(keys);
        if (most < 0 || most > 100) {
            throw new IllegalArgumentException(most + " percent");
        }
    }
}
