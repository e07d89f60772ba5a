package io.wadi.cli;

import static java.util.Objects.requireNonNull;

import io.wadi.config.TimeSpan;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Instants as a person reads them at their own place: the shorter, the nearer they are. */
record LocalTimes(Instant now, ZoneId zone) {
    private static final DateTimeFormatter TODAY = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final DateTimeFormatter YEAR = DateTimeFormatter.ofPattern("d MMM HH:mm", Locale.UK);
    private static final DateTimeFormatter EVER = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);
    private static final DateTimeFormatter EXACT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss xxx", Locale.ROOT);

    LocalTimes {
        requireNonNull(now);
        requireNonNull(zone);
    }

    /** Those of this machine. */
    static LocalTimes here() {
        return new LocalTimes(Instant.now(), ZoneId.systemDefault());
    }

    /** As in 14:05, 21 Nov 14:05 or 2025-11-21 14:05. */
    String at(Instant instant) {
        ZonedDateTime local = instant.atZone(zone);
        ZonedDateTime today = now.atZone(zone);
        DateTimeFormatter form = local.toLocalDate().equals(today.toLocalDate())
                ? TODAY
                : local.getYear() == today.getYear() ? YEAR : EVER;
        return form.format(local);
    }

    /** With seconds and the zone's offset. */
    String exact(Instant instant) {
        return EXACT.format(instant.atZone(zone));
    }

    /** As in 5m ago or in 2h: the greatest unit alone. */
    String relative(Instant instant) {
        Duration gone = Duration.between(instant, now);
        return gone.isNegative() ? "in " + coarse(gone.negated()) : coarse(gone) + " ago";
    }

    private static String coarse(Duration span) {
        return TimeSpan.text(Duration.ofSeconds(Math.max(1, span.toSeconds()))).replaceFirst("(?<=[a-z]).*", "");
    }
}
