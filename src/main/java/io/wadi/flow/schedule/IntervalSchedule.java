package io.wadi.flow.schedule;

import static java.util.Objects.requireNonNull;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Due again after the same time has gone by, counted from an anchor and never from the last run. It is elapsed time:
 * every 24 hours moves by an hour of the wall clock when summer time begins or ends; a cron does not.
 *
 * @param every at least a second
 * @param anchor an instant that is due; those before it are, too
 */
public record IntervalSchedule(Duration every, Instant anchor, String text) implements Schedule {
    public static final Duration LEAST = Duration.ofSeconds(1);
    private static final BigInteger BILLION = BigInteger.valueOf(1_000_000_000);

    public IntervalSchedule {
        requireNonNull(anchor);
        requireNonNull(text);
        if (every.compareTo(LEAST) < 0) {
            throw new IllegalArgumentException("an interval is a second or more");
        }
    }

    @Override
    public Optional<Instant> next(Instant after) {
        BigInteger step = nanos(every);
        BigInteger gone = nanos(Duration.between(anchor, after));
        BigInteger whole = gone.subtract(gone.mod(step)).add(step);
        BigInteger[] parts = whole.divideAndRemainder(BILLION);
        return Optional.of(anchor.plusSeconds(parts[0].longValueExact()).plusNanos(parts[1].longValueExact()));
    }

    @Override
    public String words() {
        return text;
    }

    private static BigInteger nanos(Duration duration) {
        return BigInteger.valueOf(duration.getSeconds()).multiply(BILLION).add(BigInteger.valueOf(duration.getNano()));
    }
}
