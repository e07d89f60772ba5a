package io.wadi.mask;

import io.wadi.model.Mask;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Dates and timestamps of which the month, or the year, is left; instants in UTC. */
final class Truncated {
    private static final Pattern ISO =
            Pattern.compile("(\\d{4}-\\d\\d-\\d\\d)(?:([Tt ])(\\d\\d:\\d\\d(?::\\d\\d)?)(?:[.,]\\d+)? ?"
                    + "([Zz]|[+-]\\d\\d(?::?\\d\\d)?)?)?");

    private Truncated() {}

    /** By ISO 8601 as it was written: a date, a timestamp, or one with an offset. Empty when it is none. */
    static Optional<String> text(String text, Mask.Kind kind) {
        Matcher iso = ISO.matcher(text);
        if (!iso.matches()) {
            return Optional.empty();
        }
        try {
            LocalDate date = LocalDate.parse(iso.group(1));
            Optional<String> separator = Optional.ofNullable(iso.group(2));
            if (separator.isEmpty()) {
                return Optional.of(truncated(date, kind).toString());
            }
            LocalDateTime time = date.atTime(LocalTime.parse(iso.group(3)));
            Optional<String> offset = Optional.ofNullable(iso.group(4));
            LocalDateTime there = offset.map(ZoneOffset::of)
                    .map(zone -> time.minusSeconds(zone.getTotalSeconds()))
                    .orElse(time);
            return Optional.of(truncated(there.toLocalDate(), kind) + separator.get() + "00:00:00"
                    + (offset.isPresent() ? "Z" : ""));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** @param days since 1970-01-01 */
    static long days(long days, Mask.Kind kind) {
        return truncated(LocalDate.ofEpochDay(days), kind).toEpochDay();
    }

    /** @param micros since 1970-01-01, of UTC or of a clock on a wall */
    static long micros(long micros, Mask.Kind kind) {
        LocalDate date = Instant.EPOCH
                .plus(micros, ChronoUnit.MICROS)
                .atOffset(ZoneOffset.UTC)
                .toLocalDate();
        return TimeUnit.DAYS.toMicros(truncated(date, kind).toEpochDay());
    }

    private static LocalDate truncated(LocalDate date, Mask.Kind kind) {
        return kind == Mask.Kind.TRUNCATE_YEAR ? date.withDayOfYear(1) : date.withDayOfMonth(1);
    }
}
