package io.wadi.extract.sql;

import io.wadi.model.Value;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A bound of a cursor as the column's type has it. */
final class CursorBound {
    private CursorBound() {}

    /** Empty when the value is none of the column's type, or such columns have no order that we share with a database. */
    static Optional<Value> typed(Value value, Reading reading) {
        return switch (reading) {
            case WHOLE, REAL, DECIMAL ->
                value instanceof Value.Text text
                        ? number(text.value())
                        : decimal(value).map(any -> value);
            case INSTANT, LOCAL -> timestamp(value).map(t -> t);
            case DATE ->
                timestamp(value).map(t -> new Value.Date((int) Math.floorDiv(t.micros(), TimeUnit.DAYS.toMicros(1))));
            case TEXT ->
                value instanceof Value.Text
                        ? Optional.of(value)
                        : decimal(value).map(d -> new Value.Text(d.toPlainString()));
            case BOOL, BINARY, TIME, JSON -> Optional.empty();
        };
    }

    /**
     * The edge of a window as a column that tells time compares with it: of days, the first that begins there or later.
     *
     * @param text a day or a timestamp in ISO form
     */
    static Object edge(String text, Reading reading) {
        if (reading != Reading.DATE) {
            return bind(typed(new Value.Text(text), reading).orElseThrow(), reading);
        }
        long micros = timestamp(new Value.Text(text)).orElseThrow().micros();
        return LocalDate.ofEpochDay(-Math.floorDiv(-micros, TimeUnit.DAYS.toMicros(1)));
    }

    /** What a statement takes for a typed value. */
    static Object bind(Value typed, Reading reading) {
        if (typed instanceof Value.Timestamp timestamp) {
            LocalDateTime utc =
                    LocalDateTime.ofInstant(Instant.EPOCH.plus(timestamp.micros(), ChronoUnit.MICROS), ZoneOffset.UTC);
            return reading == Reading.INSTANT ? utc.atOffset(ZoneOffset.UTC) : utc;
        } else if (typed instanceof Value.Date date) {
            return LocalDate.ofEpochDay(date.days());
        } else if (typed instanceof Value.Text text) {
            return text.value();
        } else if (typed instanceof Value.Whole whole) {
            return whole.value();
        } else if (typed instanceof Value.Real real) {
            return real.value();
        }
        return decimal(typed).orElseThrow(() -> new IllegalStateException("no bound: " + typed.type()));
    }

    private static Optional<Value> number(String text) {
        try {
            BigDecimal number = new BigDecimal(text.strip());
            return Optional.of(
                    number.scale() <= 0 ? Value.whole(number.toBigIntegerExact()) : new Value.Decimal(number));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<BigDecimal> decimal(Value value) {
        if (value instanceof Value.Whole whole) {
            return Optional.of(BigDecimal.valueOf(whole.value()));
        } else if (value instanceof Value.Decimal decimal) {
            return Optional.of(decimal.value());
        } else if (value instanceof Value.BigWhole whole) {
            return Optional.of(new BigDecimal(whole.value()));
        } else if (value instanceof Value.Wei wei) {
            return Optional.of(new BigDecimal(wei.value()));
        }
        return value instanceof Value.Real real && Double.isFinite(real.value())
                ? Optional.of(BigDecimal.valueOf(real.value()))
                : Optional.empty();
    }

    private static Optional<Value.Timestamp> timestamp(Value value) {
        if (value instanceof Value.Timestamp timestamp) {
            return Optional.of(timestamp);
        } else if (value instanceof Value.Date date) {
            return Optional.of(new Value.Timestamp(TimeUnit.DAYS.toMicros(date.days())));
        }
        return value instanceof Value.Text text
                ? instant(text.value()).map(i -> new Value.Timestamp(ChronoUnit.MICROS.between(Instant.EPOCH, i)))
                : Optional.empty();
    }

    /** A day or a timestamp in ISO form; without a zone it is UTC. */
    private static Optional<Instant> instant(String text) {
        String iso = text.replaceFirst("^(\\d{4}-\\d{2}-\\d{2}) ", "$1T");
        try {
            if (iso.length() == "2024-01-31".length()) {
                return Optional.of(LocalDate.parse(iso).atStartOfDay().toInstant(ZoneOffset.UTC));
            }
            return Optional.of(
                    iso.matches(".*(Z|[+-]\\d{2}:\\d{2})")
                            ? OffsetDateTime.parse(iso).toInstant()
                            : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
