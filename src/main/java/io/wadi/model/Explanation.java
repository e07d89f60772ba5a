package io.wadi.model;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * What a person is told about a failure: what happened with which value, where, and what to do next. Never holds a
 * secret or a masked value.
 */
public record Explanation(String what, Optional<String> at, Optional<String> fix) {
    public Explanation {
        requireNonNull(at);
        requireNonNull(fix);
        if (what.isBlank()) {
            throw new IllegalArgumentException("an explanation says what happened");
        }
    }

    public static Explanation of(String what) {
        return new Explanation(what, Optional.empty(), Optional.empty());
    }

    /** The place: a file and line, or a page and record. */
    public Explanation at(String place) {
        return new Explanation(what, Optional.of(place), fix);
    }

    /** What the reader does next. */
    public Explanation fix(String advice) {
        return new Explanation(what, at, Optional.of(advice));
    }
}
