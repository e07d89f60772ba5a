package io.wadi.extract.cursor;

import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Cursor;
import io.wadi.model.Explanation;
import io.wadi.model.Value;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/**
 * Takes a cursor's lag off its last value (contract section 6): plain off numbers, days off days, seconds off timestamps -
 * but days if the initial value is a day. A text keeps its format. Where the last value is the least the lag is added.
 */
final class Lag {
    private static final long MICROS_A_DAY = TimeUnit.DAYS.toMicros(1);

    private static final BigDecimal SECONDS_A_DAY = BigDecimal.valueOf(TimeUnit.DAYS.toSeconds(1));
    private static final int MICRO_DIGITS = 6;

    private Lag() {}

    /** Where the next run begins when {@code last} was the last value; never before the initial one. */
    static Value start(Cursor cursor, Value last) {
        if (cursor.lag().signum() == 0) {
            return last;
        }
        boolean days =
                cursor.initial().flatMap(Lag::isDay).or(() -> isDay(last)).orElse(false);
        Value moved;
        try {
            moved = minus(last, signed(cursor), days).orElseThrow(() -> cannot(cursor, last));
        } catch (DateTimeException | ArithmeticException e) {
            throw cannot(cursor, last);
        }
        if (cursor.initial().isEmpty()) {
            return moved;
        }
        Value initial = Order.like(moved, cursor.initial().get());
        OptionalInt order = Order.compare(initial, moved);
        if (order.isEmpty()) {
            throw new ConfigurationFailure(
                    Explanation.of("cursor " + cursor.path() + " begins at " + Order.words(initial)
                                    + ", which does not compare with its last value, " + Order.words(last))
                            .fix("give the initial value the type of the records"));
        }
        return cursor.function().of(order.getAsInt()) > 0 ? initial : moved;
    }

    private static BigDecimal signed(Cursor cursor) {
        return cursor.function() == Cursor.Function.MAX
                ? cursor.lag()
                : cursor.lag().negate();
    }

    /** Half a day goes back to the day before, and forward to none, as dlt has it. */
    private static long days(BigDecimal lag) {
        return whole(lag, RoundingMode.CEILING);
    }

    private static long whole(BigDecimal number, RoundingMode mode) {
        return number.setScale(0, mode).longValueExact();
    }

    private static ConfigurationFailure cannot(Cursor cursor, Value last) {
        return new ConfigurationFailure(
                Explanation.of("a lag of " + cursor.lag().toPlainString() + " cannot be taken off the last value of"
                                + " cursor " + cursor.path() + ", " + Order.words(last))
                        .fix(
                                "a lag needs numbers, days like 2024-01-31 or timestamps like 2024-01-31T12:00:00Z: take it away"));
    }

    private static Optional<Boolean> isDay(Value value) {
        if (value instanceof Value.Text text) {
            return IsoText.parse(text.value()).map(IsoText::isDay);
        }
        boolean day = value instanceof Value.Date;
        return day || value instanceof Value.Timestamp ? Optional.of(day) : Optional.empty();
    }

    /** @param lag below 0 to add it: then a timestamp that moves by days comes to the end of its day */
    private static Optional<Value> minus(Value value, BigDecimal lag, boolean days) {
        if (value instanceof Value.Text text) {
            return IsoText.parse(text.value())
                    .map(iso -> new Value.Text(
                            days ? iso.minusDays(days(lag)) : iso.minusSeconds(whole(lag, RoundingMode.UP))));
        }
        if (value instanceof Value.Timestamp timestamp) {
            if (!days) {
                long micros = whole(lag.movePointRight(MICRO_DIGITS), RoundingMode.HALF_EVEN);
                return Optional.of(new Value.Timestamp(Math.subtractExact(timestamp.micros(), micros)));
            }
            long day = Math.subtractExact(Math.floorDiv(timestamp.micros(), MICROS_A_DAY), days(lag));
            return Optional.of(new Value.Timestamp(
                    lag.signum() > 0
                            ? Math.multiplyExact(day, MICROS_A_DAY)
                            : Math.multiplyExact(day + 1, MICROS_A_DAY) - 1));
        }
        if (value instanceof Value.Date date) {
            long whole = days
                    ? days(lag)
                    : lag.divide(SECONDS_A_DAY, 0, RoundingMode.UP).longValueExact();
            return Optional.of(new Value.Date(Math.toIntExact(Math.subtractExact((long) date.days(), whole))));
        }
        if (value instanceof Value.Whole whole) {
            return Optional.of(
                    Value.whole(BigDecimal.valueOf(whole.value()).subtract(lag).toBigInteger()));
        }
        if (value instanceof Value.BigWhole whole) {
            return Optional.of(
                    Value.whole(new BigDecimal(whole.value()).subtract(lag).toBigInteger()));
        }
        if (value instanceof Value.Real real) {
            return Optional.of(new Value.Real(real.value() - lag.doubleValue()));
        }
        if (value instanceof Value.Decimal decimal) {
            return Optional.of(new Value.Decimal(decimal.value().subtract(lag)));
        }
        return value instanceof Value.Wei wei
                ? Optional.of(
                        new Value.Wei(new BigDecimal(wei.value()).subtract(lag).toBigInteger()))
                : Optional.empty();
    }
}
