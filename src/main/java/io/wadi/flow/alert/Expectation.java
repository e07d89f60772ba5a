package io.wadi.flow.alert;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;

/**
 * What a deployment is to keep to.
 *
 * @param successEvery the longest time without a good run; nobody looks where there is none
 * @param rows by which part of the usual number of rows a run may differ from it, 0.5 being a half
 * @param late how long after it was due a run may begin
 */
public record Expectation(Optional<Duration> successEvery, double rows, Duration late) {
    public static final Expectation USUAL = new Expectation(Optional.empty(), 0.5, Duration.ofMinutes(5));

    public Expectation {
        requireNonNull(successEvery);
        requireNonNull(late);
        if (!(rows > 0)) {
            throw new IllegalArgumentException("rows is a part above 0, as in 50%");
        }
    }
}
