package io.wadi.extract.rest;

import static java.util.Objects.requireNonNull;

import io.wadi.model.Explanation;
import io.wadi.model.TransientFailure;
import java.time.Duration;
import java.util.Optional;

/** A server that cannot answer now, and perhaps said when it can. */
final class Refused extends TransientFailure {
    private static final long serialVersionUID = 1L;

    private final transient Optional<Duration> after;

    Refused(Explanation explanation, Optional<Duration> after) {
        super(explanation);
        this.after = requireNonNull(after);
    }

    Optional<Duration> after() {
        return after;
    }
}
