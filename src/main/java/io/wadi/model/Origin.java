package io.wadi.model;

import static java.util.Objects.requireNonNull;

/**
 * Where the records of a page came from, so that an error can name one: {@code what} is a file or a request without its
 * secrets, {@code unit} the word for a record there ("line", "record"), {@code first} the number of the page's first one.
 */
public record Origin(String what, String unit, long first) {
    public Origin {
        requireNonNull(what);
        requireNonNull(unit);
    }

    /** The place of the page's record number {@code index}, counted from 0. */
    public String of(long index) {
        return what + ", " + unit + " " + (first + index);
    }
}
