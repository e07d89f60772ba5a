package io.wadi.extract.window;

import static java.util.Objects.requireNonNull;

import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Explanation;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.TemporalAmount;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A range that is asked for in steps, each with requests of its own. Between dates both ends belong to a window, so that
 * the next begins a day later; between timestamps the end does not, and the next begins there.
 *
 * @param start a date or a timestamp with an offset, placeholders in it
 * @param end as start; today, or now, when absent
 * @param step an ISO period ({@code P1Y}, {@code P7D}) or, between timestamps, duration ({@code PT6H}); all at once when absent
 */
public record Windows(String start, Optional<String> end, Optional<String> step) {
    private static final int MOST = 100_000;

    /** @param next where the next one begins, which belongs to this one never */
    public record Window(String start, String end, String next) {
        public Window {
            requireNonNull(start);
            requireNonNull(end);
            requireNonNull(next);
        }
    }

    public Windows {
        requireNonNull(start);
        requireNonNull(end);
        requireNonNull(step);
    }

    /** @throws ConfigurationFailure when an end or the step cannot be read */
    public List<Window> of(Placeholders placeholders) {
        String from = fill("window.start", start, placeholders);
        boolean days = isDate(from);
        String to = fill("window.end", end.orElse(days ? "{today}" : "{now}"), placeholders);
        Optional<TemporalAmount> by = step.map(text -> amount(text, days));
        if (days) {
            LocalDate last = timestamp("window.end", to).toLocalDate();
            LocalDate first = timestamp("window.start", from).toLocalDate();
            checkOrder(from, to, last.isBefore(first));
            return days(first, last, by);
        }
        OffsetDateTime first = timestamp("window.start", from);
        OffsetDateTime last = timestamp("window.end", to);
        checkOrder(from, to, last.isBefore(first));
        return instants(first, last, by);
    }

    /** A range that follows a cursor may have nothing in it any more; one that somebody wrote down is a mistake. */
    private void checkOrder(String from, String to, boolean reversed) {
        boolean written =
                !start.contains("{") && end.filter(text -> !text.contains("{")).isPresent();
        if (reversed && written) {
            throw new ConfigurationFailure(
                    Explanation.of("window.end '" + to + "' is before window.start '" + from + "'")
                            .fix("let the range end where it begins, or later"));
        }
    }

    /** Reads a step as a check before any run. */
    public static TemporalAmount amount(String text, boolean days) {
        try {
            if (text.startsWith("PT")) {
                Duration duration = Duration.parse(text);
                if (!days && duration.compareTo(Duration.ZERO) > 0) {
                    return duration;
                }
            } else {
                Period period = Period.parse(text);
                if (!period.isZero() && !period.isNegative()) {
                    return period;
                }
            }
        } catch (DateTimeParseException e) {
            // answered below
        }
        throw new ConfigurationFailure(
                Explanation.of("window.step '" + text + "' is not a step between " + (days ? "dates" : "timestamps"))
                        .fix("P7D, P1M and P1Y are steps" + (days ? "" : ", and PT6H")));
    }

    private static List<Window> days(LocalDate from, LocalDate last, Optional<TemporalAmount> step) {
        List<Window> windows = new ArrayList<>();
        for (LocalDate start = from; !start.isAfter(last); ) {
            LocalDate after = last.plusDays(1);
            if (step.isPresent()) {
                LocalDate reached = from.plus(times(step.get(), windows.size() + 1));
                after = reached.isBefore(after) ? reached : after;
            }
            windows.add(new Window(start.toString(), after.minusDays(1).toString(), after.toString()));
            check(windows);
            start = after;
        }
        return windows;
    }

    private static List<Window> instants(OffsetDateTime from, OffsetDateTime end, Optional<TemporalAmount> step) {
        List<Window> windows = new ArrayList<>();
        for (OffsetDateTime start = from; start.isBefore(end); ) {
            OffsetDateTime after = end;
            if (step.isPresent()) {
                OffsetDateTime reached = from.plus(times(step.get(), windows.size() + 1));
                after = reached.isBefore(end) ? reached : end;
            }
            windows.add(new Window(text(start), text(after), text(after)));
            check(windows);
            start = after;
        }
        return windows;
    }

    /** Counted from the start, for the 31st plus a month, plus a month, is not the 31st plus two months. */
    private static TemporalAmount times(TemporalAmount step, int n) {
        return step instanceof Duration duration ? duration.multipliedBy(n) : ((Period) step).multipliedBy(n);
    }

    private static void check(List<Window> windows) {
        if (windows.size() > MOST) {
            throw new ConfigurationFailure(Explanation.of("window.step makes more than " + MOST + " windows")
                    .fix("make the step longer or the range shorter"));
        }
    }

    private static String fill(String option, String text, Placeholders placeholders) {
        return placeholders
                .fill(text, value -> value)
                .orElseThrow(() ->
                        new ConfigurationFailure(Explanation.of(option + " '" + text + "' has no value in a first run")
                                .fix("say where to begin: cursor.initial: 2020-01-01")));
    }

    private static boolean isDate(String text) {
        return text.length() == "2020-01-01".length();
    }

    private static OffsetDateTime timestamp(String option, String text) {
        try {
            return isDate(text)
                    ? LocalDate.parse(text).atStartOfDay().atOffset(ZoneOffset.UTC)
                    : OffsetDateTime.parse(text);
        } catch (DateTimeException e) {
            throw new ConfigurationFailure(Explanation.of(option + " '" + text + "' is neither a date nor a timestamp")
                    .fix("write 2020-01-31 or 2020-01-31T00:00:00Z"));
        }
    }

    private static String text(OffsetDateTime time) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time);
    }
}
