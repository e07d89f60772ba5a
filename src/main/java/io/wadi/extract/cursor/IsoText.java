package io.wadi.extract.cursor;

import static java.time.ZoneOffset.UTC;

import io.wadi.model.Value;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A day or a timestamp as its source wrote it, so that another can be written in the same way.
 *
 * @param local to the second, in the zone of the text
 * @param pattern how it is written, as far as {@code local} goes
 * @param fraction of the second, with its point; may be empty
 * @param zone {@code Z} or an offset; empty means UTC
 */
record IsoText(LocalDateTime local, String pattern, String fraction, String zone) {
    private static final Pattern GRAMMAR =
            Pattern.compile("(\\d{4})(-?)(\\d{2})\\2(\\d{2})(?:([T ])(\\d{2})(?::(\\d{2})(?::(\\d{2})(\\.\\d+)?)?)?"
                    + "(Z|[+-]\\d{2}(?::?\\d{2})?)?)?");
    private static final int SEPARATOR = 5;
    private static final int HOUR = 6;
    private static final int FRACTION = 9;
    private static final int ZONE = 10;
    private static final List<String> CLOCK = List.of("HH", ":mm", ":ss");
    private static final int MICRO_DIGITS = 6;

    static Optional<IsoText> parse(String text) {
        Matcher parts = GRAMMAR.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        int[] clock = new int[CLOCK.size()];
        StringBuilder pattern = new StringBuilder("uuuu" + parts.group(2) + "MM" + parts.group(2) + "dd");
        if (parts.group(SEPARATOR) != null) {
            pattern.append('\'').append(parts.group(SEPARATOR)).append('\'');
            for (int i = 0; i < clock.length && parts.group(HOUR + i) != null; i++) {
                clock[i] = Integer.parseInt(parts.group(HOUR + i));
                pattern.append(CLOCK.get(i));
            }
        }
        try {
            IsoText iso = new IsoText(
                    LocalDateTime.of(
                            Integer.parseInt(parts.group(1)),
                            Integer.parseInt(parts.group(3)),
                            Integer.parseInt(parts.group(4)),
                            clock[0],
                            clock[1],
                            clock[2]),
                    pattern.toString(),
                    Optional.ofNullable(parts.group(FRACTION)).orElse(""),
                    Optional.ofNullable(parts.group(ZONE)).orElse(""));
            iso.offset();
            return Optional.of(iso);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    boolean isDay() {
        return !pattern.contains("HH");
    }

    private int offset() {
        return zone.isEmpty() ? 0 : ZoneOffset.of(zone).getTotalSeconds();
    }

    Optional<Value> timestamp() {
        String micros = (fraction.isEmpty() ? "" : fraction.substring(1)) + "0".repeat(MICRO_DIGITS);
        return Optional.of(new Value.Timestamp(TimeUnit.SECONDS.toMicros(local.toEpochSecond(UTC) - offset())
                + Integer.parseInt(micros.substring(0, MICRO_DIGITS))));
    }

    Optional<Value> date() {
        return isDay() ? Optional.of(new Value.Date((int) local.toLocalDate().toEpochDay())) : Optional.empty();
    }

    String minusSeconds(long seconds) {
        return written(local.minusSeconds(seconds), fraction);
    }

    /** Days before, at the beginning of the day in UTC; days after, where they are below 0, at its end. */
    String minusDays(long days) {
        LocalDate day = local.minusSeconds(offset()).toLocalDate().minusDays(days);
        LocalDateTime moved = days > 0 ? day.atStartOfDay() : day.atTime(LocalTime.MAX);
        return written(moved.plusSeconds(offset()), fraction.replaceAll("\\d", days > 0 ? "0" : "9"));
    }

    private String written(LocalDateTime moved, String rest) {
        return DateTimeFormatter.ofPattern(pattern).format(moved) + rest + zone;
    }
}
