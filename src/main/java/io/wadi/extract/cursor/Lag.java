package io.wadi.extract.cursor;

import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Cursor;
import io.wadi.model.Explanation;
import io.wadi.model.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
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

    private Lag() {}

    /** Where the next run begins when {@code last} was the last value; never before the initial one. */
    static Value start(Cursor cursor, Value last) {
        if (cursor.lag() == 0) {
            return last;
        }
        boolean days =
                cursor.initial().flatMap(Lag::isDay).or(() -> isDay(last)).orElse(false);
        Value moved;
        try {
            moved = minus(last, cursor.function().of(1) * cursor.lag(), days).orElseThrow(() -> cannot(cursor, last));
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

    private static ConfigurationFailure cannot(Cursor cursor, Value last) {
        return new ConfigurationFailure(
                Explanation.of("a lag of " + cursor.lag() + " cannot be taken off the last value of" + " cursor "
                                + cursor.path() + ", " + Order.words(last))
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
    private static Optional<Value> minus(Value value, long lag, boolean days) {
        if (value instanceof Value.Text text) {
            return IsoText.parse(text.value())
                    .map(iso -> new Value.Text(days ? iso.minusDays(lag) : iso.minusSeconds(lag)));
        }
        if (value instanceof Value.Timestamp timestamp) {
            long day = Math.subtractExact(Math.floorDiv(timestamp.micros(), MICROS_A_DAY), lag);
            long moved =
                    lag > 0 ? Math.multiplyExact(day, MICROS_A_DAY) : Math.multiplyExact(day + 1, MICROS_A_DAY) - 1;
            return Optional.of(new Value.Timestamp(
                    days ? moved : Math.subtractExact(timestamp.micros(), TimeUnit.SECONDS.toMicros(lag))));
        }
        if (value instanceof Value.Date date) {
            long whole = days ? lag : Long.signum(lag) * -Math.floorDiv(-Math.abs(lag), TimeUnit.DAYS.toSeconds(1));
            return Optional.of(new Value.Date(Math.toIntExact(Math.subtractExact((long) date.days(), whole))));
        }
        if (value instanceof Value.Whole whole) {
            return Optional.of(Value.whole(BigInteger.valueOf(whole.value()).subtract(BigInteger.valueOf(lag))));
        }
        if (value instanceof Value.BigWhole whole) {
            return Optional.of(Value.whole(whole.value().subtract(BigInteger.valueOf(lag))));
        }
        if (value instanceof Value.Real real) {
            return Optional.of(new Value.Real(real.value() - lag));
        }
        if (value instanceof Value.Decimal decimal) {
            return Optional.of(new Value.Decimal(decimal.value().subtract(BigDecimal.valueOf(lag))));
        }
        return value instanceof Value.Wei wei
                ? Optional.of(new Value.Wei(wei.value().subtract(BigInteger.valueOf(lag))))
                : Optional.empty();
    }
}
