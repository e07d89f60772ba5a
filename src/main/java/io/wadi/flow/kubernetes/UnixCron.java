package io.wadi.flow.kubernetes;

import static java.util.Objects.requireNonNull;

import io.wadi.flow.schedule.CronSchedule;
import io.wadi.flow.schedule.IntervalSchedule;
import io.wadi.flow.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A schedule as Kubernetes takes it: five fields of numbers and a zone.
 *
 * @param zone an IANA name
 */
public record UnixCron(String text, String zone) {
    private static final String UTC = "Etc/UTC";
    private static final int HOURS = 1;
    private static final long MINUTE = 60;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;
    private static final long WEEK = 7 * DAY;

    /** The hours at which clocks are changed are the same in all. */
    private static final int ANY_YEAR = 2000;

    public UnixCron {
        requireNonNull(zone);
        if (text.split(" ", -1).length != CronField.values().length) {
            throw new IllegalArgumentException("a cron of Kubernetes has five fields");
        }
    }

    /** @throws IllegalArgumentException when no cron means the same; the message is for people and has no full stop */
    public static UnixCron of(Schedule schedule) {
        return schedule instanceof CronSchedule cron ? cron(cron) : interval((IntervalSchedule) schedule);
    }

    private static UnixCron cron(CronSchedule cron) {
        List<String> fields = List.of(cron.text().split("\\s+"));
        if (fields.size() == CronField.values().length) {
            return new UnixCron(converted(fields, 0), zone(cron.zone()));
        }
        if (!CronField.MINUTE.values(fields.get(0), 0).equals(Set.of(0))) {
            throw new IllegalArgumentException("Kubernetes knows no seconds, and it is not due at second 0 alone");
        }
        return new UnixCron(converted(fields.subList(1, fields.size()), 1), zone(cron.zone()));
    }

    private static String converted(List<String> fields, int sunday) {
        Iterator<String> each = fields.iterator();
        return Arrays.stream(CronField.values())
                .map(field -> field.converted(each.next(), sunday))
                .collect(Collectors.joining(" "));
    }

    /** Elapsed time is a cron in UTC where a clock shows the same times each hour, day or week. */
    private static UnixCron interval(IntervalSchedule interval) {
        Duration every = interval.every();
        Instant anchor = interval.anchor();
        if (!every.equals(every.truncatedTo(ChronoUnit.MINUTES))
                || !anchor.equals(anchor.truncatedTo(ChronoUnit.MINUTES))) {
            throw new IllegalArgumentException("Kubernetes knows whole minutes only");
        }
        long seconds = every.toSeconds();
        long at = Math.floorMod(anchor.getEpochSecond(), seconds);
        long minute = at / MINUTE % 60;
        long hour = at / HOUR % 24;
        String text;
        if (HOUR % seconds == 0) {
            text = minute + "/" + seconds / MINUTE + " * * * *";
        } else if (DAY % seconds == 0 && seconds % HOUR == 0) {
            text = minute + " " + hour + "/" + seconds / HOUR + " * * *";
        } else if (seconds == WEEK) {
            // 1970 began on a Thursday
            text = minute + " " + hour + " * * " + (at / DAY + 4) % 7;
        } else {
            throw new IllegalArgumentException(
                    "it does not come at the same times each hour, each day or each week, as a cron does");
        }
        return new UnixCron(converted(List.of(text.split(" ", -1)), 0), UTC);
    }

    private static String zone(ZoneId zone) {
        return zone.equals(ZoneOffset.UTC) || zone.getId().equals("UTC") ? UTC : zone.getId();
    }

    /** Whether it names hours of which a change of the zone's clocks leaves some out, or repeats them. */
    boolean meetsClockChange() {
        String hours = text.split(" ", -1)[HOURS];
        Set<Integer> named = CronField.HOUR.values(hours, 0);
        return !hours.equals("*")
                && ZoneId.of(zone).getRules().getTransitionRules().stream()
                        .map(rule -> rule.createTransition(ANY_YEAR))
                        .flatMap(UnixCron::hours)
                        .anyMatch(named::contains);
    }

    private static Stream<Integer> hours(ZoneOffsetTransition change) {
        LocalDateTime one = change.getDateTimeBefore();
        LocalDateTime other = change.getDateTimeAfter();
        LocalDateTime end = one.isBefore(other) ? other : one;
        return Stream.iterate(one.isBefore(other) ? one : other, at -> at.isBefore(end), at -> at.plusMinutes(30))
                .map(LocalDateTime::getHour);
    }
}
