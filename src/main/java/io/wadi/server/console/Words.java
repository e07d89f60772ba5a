package io.wadi.server.console;

import static java.util.Objects.requireNonNull;

import io.wadi.flow.run.Run;
import io.wadi.flow.run.RunState;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * Numbers and times as people read them.
 *
 * @param now the moment at which the page was made
 */
public record Words(Instant now) {
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("d MMM yyyy HH:mm", Locale.UK);
    private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("d MMM yyyy HH:mm:ss", Locale.UK);
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.UK);
    private static final DateTimeFormatter DAY_TIME = DateTimeFormatter.ofPattern("EEE d MMM HH:mm", Locale.UK);
    private static final String[] BYTES = {"B", "kB", "MB", "GB", "TB"};

    public Words {
        requireNonNull(now);
    }

    /** As in "3 min ago" or "in 2 h". */
    public String ago(Instant at) {
        Duration span = Duration.between(at, now);
        if (span.abs().toSeconds() < 5) {
            return "now";
        }
        return span.isNegative() ? "in " + rough(span.negated()) : rough(span) + " ago";
    }

    private static String rough(Duration span) {
        long seconds = span.toSeconds();
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3_600) {
            return seconds / 60 + " min";
        }
        if (seconds < 86_400) {
            return seconds / 3_600 + " h"
                    + (seconds < 36_000 && seconds % 3_600 >= 60 ? " " + seconds % 3_600 / 60 + " min" : "");
        }
        long days = seconds / 86_400;
        return days == 1 ? "1 day" : days + " days";
    }

    /** In UTC, to the second, and saying so. */
    public String utc(Instant at) {
        return SECOND.format(at.atOffset(ZoneOffset.UTC)) + " UTC";
    }

    public String minuteUtc(Instant at) {
        return MINUTE.format(at.atOffset(ZoneOffset.UTC)) + " UTC";
    }

    /** The day of the week with it, in a zone that stands beside it. */
    public String in(ZoneId zone, Instant at) {
        return DAY_TIME.format(at.atZone(zone)) + " " + (zone.equals(ZoneOffset.UTC) ? "UTC" : zone.getId());
    }

    /** The time of day, to the millisecond, in UTC. */
    public String clock(Instant at) {
        return CLOCK.format(at.atOffset(ZoneOffset.UTC));
    }

    /** For programs. */
    public String iso(Instant at) {
        return at.truncatedTo(ChronoUnit.MILLIS).toString();
    }

    public static String span(Duration span) {
        long millis = span.toMillis();
        if (millis < 1_000) {
            return millis + " ms";
        }
        if (millis < 60_000) {
            return String.format(Locale.UK, "%.1f s", millis / 1_000.0);
        }
        long seconds = millis / 1_000;
        return seconds < 3_600
                ? seconds / 60 + " min " + seconds % 60 + " s"
                : seconds / 3_600 + " h " + seconds % 3_600 / 60 + " min";
    }

    public static String number(long number) {
        return String.format(Locale.UK, "%,d", number).replace(',', '\u202f');
    }

    public static String many(long count, String one) {
        return number(count) + " " + one + (count == 1 ? "" : "s");
    }

    public static String bytes(long bytes) {
        double size = bytes;
        int unit = 0;
        while (size >= 1_000 && unit < BYTES.length - 1) {
            size /= 1_000;
            unit++;
        }
        return unit == 0 ? bytes + " B" : String.format(Locale.UK, "%.1f %s", size, BYTES[unit]);
    }

    /** How long a run took, or has taken so far; empty before it began. */
    public String took(Run run) {
        return run.started()
                .map(began -> span(Duration.between(began, run.ended().orElse(now))))
                .orElse("");
    }

    /** A state, in words and not as programs write it. */
    public static String state(RunState state) {
        return switch (state) {
            case AWAITING_RETRY -> "Awaiting retry";
            case COMPLETED_WITH_WARNINGS -> "With warnings";
            case TIMED_OUT -> "Timed out";
            default -> state.word();
        };
    }

    /** What a state looks like: one of few kinds, which have a colour and a sign each. */
    public static String kind(RunState state) {
        return switch (state) {
            case COMPLETED -> "good";
            case COMPLETED_WITH_WARNINGS -> "warn";
            case FAILED, TIMED_OUT, CRASHED -> "bad";
            case RUNNING, PENDING, CANCELLING -> "live";
            case AWAITING_RETRY, LATE -> "retry";
            case SCHEDULED, QUEUED, PAUSED -> "wait";
            case CANCELLED, SKIPPED -> "off";
        };
    }

    /** The end of an id, by which people and the command line call a run. */
    public static String shortId(String id) {
        return id.length() <= 8 ? id : id.substring(id.length() - 8);
    }
}
