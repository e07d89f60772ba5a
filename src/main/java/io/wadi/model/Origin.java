package io.wadi.model;

import static java.util.Objects.requireNonNull;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the records of a page came from, so that an error can name one: {@code what} is a file or a request without its
 * secrets, {@code unit} the word for a record there ("line", "record"), {@code first} the number of the page's first one.
 */
public record Origin(String what, String unit, long first) {
    private static final Pattern PLACE = Pattern.compile("(.*), (\\w+) (\\d{1,18})", Pattern.DOTALL);

    public Origin {
        requireNonNull(what);
        requireNonNull(unit);
    }

    /** What {@link #of} gave for its first record; another text is a place of its own. */
    public static Origin parse(String place) {
        Matcher parts = PLACE.matcher(place);
        return parts.matches()
                ? new Origin(parts.group(1), parts.group(2), Long.parseLong(parts.group(3)))
                : new Origin(place, "record", 1);
    }

    /** The place of the page's record number {@code index}, counted from 0. */
    public String of(long index) {
        return what + ", " + unit + " " + (first + index);
    }
}
