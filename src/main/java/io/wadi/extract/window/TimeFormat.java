package io.wadi.extract.window;

import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Explanation;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** How a placeholder writes a time, as in {@code {cursor.start:epoch-millis}}. In UTC; what has no zone is in UTC, too. */
final class TimeFormat {
    /** The words; anything else is a pattern. */
    static final List<String> WORDS = List.of("epoch-seconds", "epoch-millis", "date");

    private static final DateTimeFormatter READ = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendPattern("['T'][ ]")
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .appendPattern("[XXX][XX][X]")
            .toFormatter(Locale.ROOT);

    private final ChronoUnit unit;
    private final Function<OffsetDateTime, String> writing;

    private TimeFormat(ChronoUnit unit, Function<OffsetDateTime, String> writing) {
        this.unit = unit;
        this.writing = writing;
    }

    /** @throws IllegalArgumentException when the text is neither a word nor a pattern that every time can be written by */
    static TimeFormat parse(String text) {
        return switch (text) {
            case "epoch-seconds" -> new TimeFormat(ChronoUnit.SECONDS, time -> Long.toString(time.toEpochSecond()));
            case "epoch-millis" ->
                new TimeFormat(
                        ChronoUnit.MILLIS,
                        time -> Long.toString(time.toInstant().toEpochMilli()));
            case "date" ->
                new TimeFormat(ChronoUnit.NANOS, time -> time.toLocalDate().toString());
            default -> pattern(text);
        };
    }

    private static TimeFormat pattern(String text) {
        try {
            DateTimeFormatter formatter = DateTimeFormatter.ofPattern(text, Locale.ROOT);
            if (formatter.format(Instant.EPOCH.atOffset(ZoneOffset.UTC)).isBlank()) {
                throw new IllegalArgumentException("it writes nothing");
            }
            return new TimeFormat(ChronoUnit.NANOS, formatter::format);
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new IllegalArgumentException("'" + text + "' is no way to write a time: " + e.getMessage(), e);
        }
    }

    /** @throws ConfigurationFailure when the value is not a date or a time */
    String write(String placeholder, String value) {
        OffsetDateTime time = read(placeholder, value).withOffsetSameInstant(ZoneOffset.UTC);
        // The end of all is rounded up, so that nothing before it is missed; other ends are where something begins.
        boolean up = placeholder.startsWith("cursor.end:");
        return writing.apply(up ? time.plus(1, unit).minusNanos(1) : time);
    }

    private static OffsetDateTime read(String placeholder, String value) {
        try {
            if (value.length() == "2020-01-31".length()) {
                return LocalDate.parse(value).atStartOfDay().atOffset(ZoneOffset.UTC);
            }
            TemporalAccessor time = READ.parseBest(value, OffsetDateTime::from, LocalDateTime::from);
            return time instanceof OffsetDateTime with
                    ? with
                    : LocalDateTime.from(time).atOffset(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw new ConfigurationFailure(Explanation.of("{" + placeholder + "} is "
                            + Placeholders.shown(placeholder, value) + ", which is neither a date nor a timestamp")
                    .fix("write {" + placeholder.replaceFirst(":.*", "") + "} to have it as it is"));
        }
    }
}
