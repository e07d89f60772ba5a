package io.wadi.extract.sql;

import io.wadi.model.ColumnVector;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;

/**
 * A value of SQLite, where a column takes values of any type whatever it declares: what is not of the declared type is told
 * rather than made zero or null, as drivers do.
 */
final class SqliteCell {
    /** What became of a value. */
    enum Outcome {
        WRITTEN,
        /** Written, without what is finer than microseconds. */
        CUT,
        /** No number that a destination holds. */
        UNHELD,
        /** Not of the column's type. */
        OTHER_TYPE
    }

    private SqliteCell() {}

    /** @param value as the driver gives it: a number, a text or bytes */
    static Outcome append(Object value, Reading reading, ColumnVector vector) {
        try {
            return switch (reading) {
                case WHOLE -> isWhole(value) ? fixed(((Number) value).longValue(), vector) : other();
                case BOOL -> isWhole(value) && bit(value) >= 0 ? fixed(bit(value), vector) : other();
                case REAL -> real(value, vector);
                case DECIMAL -> decimal(value, vector);
                case TEXT, JSON -> value instanceof byte[] ? other() : text(value.toString(), vector);
                case BINARY -> value instanceof byte[] bytes ? bytes(bytes, vector) : other();
                case DATE ->
                    value instanceof String day ? fixed(LocalDate.parse(day).toEpochDay(), vector) : other();
                case TIME -> {
                    LocalDateTime time = LocalTime.parse(String.valueOf(value)).atDate(LocalDate.EPOCH);
                    yield micros(time, vector);
                }
                case LOCAL, INSTANT -> {
                    LocalDateTime time = time(String.valueOf(value));
                    yield micros(time, vector);
                }
            };
        } catch (DateTimeException e) {
            return other();
        }
    }

    /** Its own name for the type of a value. */
    static String storage(Object value) {
        return value instanceof byte[]
                ? "blob"
                : value instanceof String ? "text" : isWhole(value) ? "integer" : "real";
    }

    private static Outcome other() {
        return Outcome.OTHER_TYPE;
    }

    private static boolean isWhole(Object value) {
        return value instanceof Integer || value instanceof Long;
    }

    private static long bit(Object value) {
        long number = ((Number) value).longValue();
        return number == 0 || number == 1 ? number : -1;
    }

    private static Outcome real(Object value, ColumnVector vector) {
        if (!(value instanceof Number number)
                || (isWhole(value) && (long) number.doubleValue() != number.longValue())) {
            return other();
        }
        return fixed(Double.doubleToLongBits(number.doubleValue()), vector);
    }

    private static Outcome decimal(Object value, ColumnVector vector) {
        if (!(value instanceof Number number)) {
            return other();
        }
        return Double.isFinite(number.doubleValue())
                ? text(new BigDecimal(value.toString()).toPlainString(), vector)
                : Outcome.UNHELD;
    }

    private static LocalDateTime time(String text) {
        return text.length() == "2024-01-31".length()
                ? LocalDate.parse(text).atStartOfDay()
                : LocalDateTime.parse(text.replace(' ', 'T'));
    }

    private static Outcome micros(LocalDateTime at, ColumnVector vector) {
        Instant time = at.toInstant(ZoneOffset.UTC);
        int nanos = time.getNano();
        fixed(TimeUnit.SECONDS.toMicros(time.getEpochSecond()) + nanos / 1_000, vector);
        return nanos % 1_000 == 0 ? Outcome.WRITTEN : Outcome.CUT;
    }

    private static Outcome text(String text, ColumnVector vector) {
        return bytes(text.getBytes(StandardCharsets.UTF_8), vector);
    }

    private static Outcome bytes(byte[] bytes, ColumnVector vector) {
        vector.appendBytes(bytes, 0, bytes.length);
        return Outcome.WRITTEN;
    }

    private static Outcome fixed(long value, ColumnVector vector) {
        vector.appendLong(value);
        return Outcome.WRITTEN;
    }
}
