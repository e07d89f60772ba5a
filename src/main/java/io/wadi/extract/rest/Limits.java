package io.wadi.extract.rest;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** How much a source lets itself be asked. */
public record Limits(Optional<Rate> rate, OptionalInt inFlight) {
    public static final Limits NONE = new Limits(Optional.empty(), OptionalInt.empty());

    /** So many requests in any span of this length. */
    public record Rate(int requests, Duration per) {
        public Rate {
            if (requests < 1 || per.isNegative() || per.isZero()) {
                throw new IllegalArgumentException(requests + " requests in " + per);
            }
        }
    }

    public Limits {
        requireNonNull(rate);
        requireNonNull(inFlight);
        if (inFlight.isPresent() && inFlight.getAsInt() < 1) {
            throw new IllegalArgumentException(inFlight.getAsInt() + " requests in flight");
        }
    }
}
