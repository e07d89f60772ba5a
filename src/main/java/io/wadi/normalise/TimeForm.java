package io.wadi.normalise;

import io.wadi.model.Value;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Values as timestamps, days and times of day (contract 3.2). */
final class TimeForm {
    private static final long FIRST_SECOND = Days.FIRST * 86_400L;
    private static final long LAST_SECOND = Days.LAST * 86_400L + 86_399;

    private TimeForm() {}

    static Optional<Value> timestamp(Value value) {
        return value instanceof Value.Timestamp
                ? Optional.of(value)
                : instant(value).map(Value.Timestamp::new);
    }

    /** The day in UTC. */
    static Optional<Value> date(Value value) {
        if (value instanceof Value.Date) {
            return Optional.of(value);
        }
        return instant(value).map(micros -> new Value.Date((int) Math.floorDiv(micros, IsoTime.DAY)));
    }

    static Optional<Value> time(Value value) {
        if (value instanceof Value.Text text) {
            return found(IsoTime.timeOfDay(text.value().getBytes(StandardCharsets.UTF_8)))
                    .map(Value.Time::new);
        }
        return value instanceof Value.Time ? Optional.of(value) : Optional.empty();
    }

    /** Numbers are seconds since 1970; so are numbers in text that are no date. */
    private static Optional<Long> instant(Value value) {
        if (value instanceof Value.Timestamp timestamp) {
            return Optional.of(timestamp.micros());
        }
        if (value instanceof Value.Date date) {
            long micros = date.days() * IsoTime.DAY;
            return micros / IsoTime.DAY == date.days() ? Optional.of(micros) : Optional.empty();
        }
        if (value instanceof Value.Whole whole) {
            boolean inRange = whole.value() >= FIRST_SECOND && whole.value() <= LAST_SECOND;
            return inRange ? Optional.of(whole.value() * 1_000_000) : Optional.empty();
        }
        if (value instanceof Value.Real real) {
            return seconds(real.value());
        }
        if (value instanceof Value.Text text) {
            Optional<Long> written = found(IsoTime.timestamp(text.value().getBytes(StandardCharsets.UTF_8)));
            return written.isPresent()
                    ? written
                    : seconds(PythonNumbers.decimalReal(text.value()).orElse(Double.NaN));
        }
        return Optional.empty();
    }

    private static Optional<Long> found(long micros) {
        return micros == IsoTime.NONE ? Optional.empty() : Optional.of(micros);
    }

    /** The fraction is rounded half to even, apart from the seconds, as Python's {@code fromtimestamp} does. */
    private static Optional<Long> seconds(double seconds) {
        if (!(Math.abs(seconds) < 1e12)) {
            return Optional.empty();
        }
        long whole = (long) seconds;
        long micros = whole * 1_000_000 + (long) Math.rint((seconds - whole) * 1e6);
        long day = Math.floorDiv(micros, IsoTime.DAY);
        return day < Days.FIRST || day > Days.LAST ? Optional.empty() : Optional.of(micros);
    }
}
