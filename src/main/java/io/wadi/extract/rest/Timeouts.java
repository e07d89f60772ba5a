package io.wadi.extract.rest;

import java.time.Duration;
import java.util.stream.Stream;

/**
 * How long a request may wait.
 *
 * @param connect for a connection
 * @param read between two bytes of an answer
 * @param total for the whole answer, without the time in which its pages are worked on
 */
public record Timeouts(Duration connect, Duration read, Duration total) {
    public static final Timeouts USUAL =
            new Timeouts(Duration.ofSeconds(10), Duration.ofMinutes(3), Duration.ofHours(1));

    public Timeouts {
        if (Stream.of(connect, read, total).anyMatch(time -> time.toMillis() < 1)) {
            throw new IllegalArgumentException("a time-out is a millisecond or more");
        }
    }
}
