package io.wadi.model;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import java.util.Optional;

/**
 * How a resource is read incrementally (contract section 6): the value at {@code path} of each source record is compared
 * with the last one loaded. {@code lag} is in seconds for timestamps, days for dates and plain for numbers.
 */
public record Cursor(
        String path, Optional<Value> initial, Optional<Value> end, long lag, Missing onMissing, Duplicates duplicates) {
    /** What happens to a record without a cursor value. */
    public enum Missing {
        RAISE,
        INCLUDE,
        EXCLUDE
    }

    /**
     * Which records of an earlier load are recognised and dropped: those at the last value ({@code BOUNDARY}, as dlt does,
     * and only without a lag), all those within the lag ({@code WINDOW}), or none.
     */
    public enum Duplicates {
        BOUNDARY,
        WINDOW,
        NONE
    }

    public Cursor {
        requireNonNull(initial);
        requireNonNull(end);
        requireNonNull(onMissing);
        requireNonNull(duplicates);
        if (path.isEmpty()) {
            throw new IllegalArgumentException("a cursor has a path");
        }
        if (lag < 0) {
            throw new IllegalArgumentException(String.format(Locale.ROOT, "cursor lag is %d; it is 0 or more", lag));
        }
    }
}
