package io.wadi.flow.backfill;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAmount;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A stretch of time in steps. Days, weeks, months and years are the calendar's, so that a day on which clocks are changed
 * has 23 or 25 hours and is still one day; hours, minutes and seconds are elapsed time.
 */
public final class Windows {
    /** More are a mistake, or too much for one list. */
    public static final int MOST = 2_000;

    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d\\d-\\d\\d");
    private static final Pattern STEP = Pattern.compile("(\\d{1,5})(s|m|h|d|w|mo|y)");

    private Windows() {}

    /**
     * @param from a day, or a time, in the zone unless it says its own
     * @param to the same kind; a day belongs to the stretch, a time does not
     * @param closed whether a window of days ends with its last day, and not with the next window's first
     * @param every such as {@code 1d}, {@code 6h}, {@code 1w}, {@code 1mo}
     * @return in their order; the last one is shorter where the stretch ends within it
     * @throws IllegalArgumentException with a message for people
     */
    public static List<Window> of(String from, String to, boolean closed, String every, ZoneId zone) {
        boolean days = DATE.matcher(from).matches();
        if (days != DATE.matcher(to).matches()) {
            throw new IllegalArgumentException("from and to are both days, or both times");
        }
        TemporalAmount step = step(every);
        if (days && step instanceof Duration) {
            return times(day(from).atStartOfDay(zone), day(to).plusDays(1).atStartOfDay(zone), step);
        }
        return days ? days(day(from), day(to), closed, (Period) step) : times(time(from, zone), time(to, zone), step);
    }

    private static List<Window> days(LocalDate from, LocalDate last, boolean closed, Period step) {
        List<Window> windows = new ArrayList<>();
        LocalDate start = from;
        for (int n = 1; !start.isAfter(last); n++) {
            LocalDate next = from.plus(step.multipliedBy(n));
            LocalDate end = (next.isAfter(last) ? last : next.minusDays(1)).plusDays(closed ? 0 : 1);
            windows.add(window(windows, start.toString(), end.toString()));
            start = next;
        }
        return some(windows);
    }

    private static List<Window> times(ZonedDateTime from, ZonedDateTime to, TemporalAmount step) {
        List<Window> windows = new ArrayList<>();
        ZonedDateTime start = from;
        for (int n = 1; start.isBefore(to); n++) {
            TemporalAmount gone =
                    step instanceof Period period ? period.multipliedBy(n) : ((Duration) step).multipliedBy(n);
            ZonedDateTime next = from.plus(gone);
            ZonedDateTime end = next.isAfter(to) ? to : next;
            windows.add(window(
                    windows, start.toInstant().toString(), end.toInstant().toString()));
            start = next;
        }
        return some(windows);
    }

    private static Window window(List<Window> before, String start, String end) {
        if (before.size() == MOST) {
            throw new IllegalArgumentException("more than " + MOST + " runs: take longer steps, or a part at a time");
        }
        return new Window(start, end);
    }

    private static List<Window> some(List<Window> windows) {
        if (windows.isEmpty()) {
            throw new IllegalArgumentException("it ends before it begins");
        }
        return List.copyOf(windows);
    }

    private static TemporalAmount step(String text) {
        Matcher step = STEP.matcher(text);
        int number = step.matches() ? Integer.parseInt(step.group(1)) : 0;
        if (number == 0) {
            throw new IllegalArgumentException("'" + text + "' is no step such as 1d, 6h, 1w or 1mo");
        }
        return switch (step.group(2)) {
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            case "d" -> Period.ofDays(number);
            case "w" -> Period.ofWeeks(number);
            case "mo" -> Period.ofMonths(number);
            default -> Period.ofYears(number);
        };
    }

    private static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw none(text, e);
        }
    }

    private static ZonedDateTime time(String text, ZoneId zone) {
        try {
            return text.matches(".*(Z|[+-]\\d\\d:\\d\\d)")
                    ? OffsetDateTime.parse(text).atZoneSameInstant(zone)
                    : LocalDateTime.parse(text.replace(' ', 'T')).atZone(zone);
        } catch (DateTimeException e) {
            throw none(text, e);
        }
    }

    private static IllegalArgumentException none(String text, DateTimeException e) {
        return new IllegalArgumentException(
                "'" + text + "' is neither a day, as in 2026-01-31, nor a time, as in 2026-01-31T06:00", e);
    }
}
