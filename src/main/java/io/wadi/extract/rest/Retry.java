package io.wadi.extract.rest;

import io.wadi.model.Pause;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** How often a request is tried and how long is waited in between: one second, two, four up to
 * sixty-four, and some more by chance. */
public record Retry(int tries, Pause pause, InstantSource clock, RandomGenerator random) {
    /** The longest that a server may ask to wait within a run. */
    static final Duration LONGEST = Duration.ofMinutes(10);

    public Retry {
        if (tries < 1) {
            throw new IllegalArgumentException("a request is tried once or more");
        }
    }

    public Retry withTries(int number) {
        return new Retry(number, pause, clock, random);
    }

    /**
     * How long to wait before the next try. A server that says "now" is still given the usual pause.
     *
     * @param failed the number of tries so far
     */
    Duration delay(int failed, Optional<Duration> asked) {
        long base = 1000L << Math.min(failed - 1, 6);
        Duration usual = Duration.ofMillis(base + random.nextLong(base / 2));
        return asked.filter(wish -> wish.compareTo(usual) > 0).orElse(usual);
    }

    /** Reads a Retry-After header: seconds, or a date (RFC 9110 10.2.3). */
    Optional<Duration> after(String header) {
        String text = header.strip();
        try {
            if (text.matches("\\d{1,9}")) {
                return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
            }
            Instant until = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return Optional.of(Duration.between(clock.instant(), until));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
