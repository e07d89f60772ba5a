package io.wadi.flow.kubernetes;

import static java.util.Objects.requireNonNull;

import io.wadi.flow.Deployment;
import io.wadi.flow.Misfire;
import io.wadi.flow.Overlap;
import io.wadi.flow.Slots;
import io.wadi.flow.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What Kubernetes does about runs that are late or that overlap, and where it cannot do as the deployment says.
 *
 * @param startingDeadline how late a run may start. With Forbid what was due while another went on starts when that
 *     has ended, within this time: a short one is what makes it be passed over
 */
record Punctuality(String concurrencyPolicy, Duration startingDeadline, List<String> notes) {
    /** What a start may take, and no more. */
    private static final Duration ON_TIME = Duration.ofMinutes(1);

    /** A CronJob of which more times were missed is not started again. */
    private static final int MOST_MISSED = 100;

    private static final int LOOKED_AT = 3 * MOST_MISSED;
    private static final Instant ANY_DAY = Instant.parse("2026-01-01T00:00:00Z");

    Punctuality {
        requireNonNull(concurrencyPolicy);
        requireNonNull(startingDeadline);
        notes = List.copyOf(notes);
    }

    static Punctuality of(Deployment deployment, Schedule schedule, UnixCron cron) {
        List<String> notes = new ArrayList<>();
        Overlap overlap = deployment.overlap();
        Misfire misfire = deployment.misfire();
        boolean late = misfire.policy() != Misfire.Policy.SKIP && overlap != Overlap.SKIP;
        Duration deadline = late ? countable(schedule, misfire.window()) : ON_TIME;
        if (overlap == Overlap.QUEUE) {
            notes.add("overlap queue: a run that is due while another goes on "
                    + (late
                            ? "starts when that has ended, within " + text(deadline)
                            : "is passed over, for misfire is skip: Kubernetes knows no difference"));
        }
        if (overlap == Overlap.SKIP && misfire.policy() != Misfire.Policy.SKIP) {
            notes.add("overlap skip: what was missed is not made up for, either: Kubernetes knows no difference");
        }
        if (late && deadline.compareTo(misfire.window()) < 0) {
            notes.add("misfire: made up for within " + text(deadline)
                    + ", for Kubernetes gives up after a hundred missed times");
        }
        if (late && misfire.policy() == Misfire.Policy.ALL) {
            notes.add("misfire all: Kubernetes makes up for the latest alone");
        }
        if (deployment.schedules().size() > 1) {
            notes.add(
                    "one of " + deployment.schedules().size()
                            + " schedules: Kubernetes keeps the runs of each from overlapping, and not those of different ones");
        }
        if (!deployment.slots().equals(Slots.ONE)) {
            notes.add(
                    "concurrency: Kubernetes knows no slots; where runs share a store (WADI_STORE_URL), that holds them");
        }
        if (cron.meetsClockChange()) {
            notes.add("when clocks are changed: a time that is left out is not due in Kubernetes, one that comes twice"
                    + " is due twice");
        }
        String policy = switch (overlap) {
            case QUEUE, SKIP -> "Forbid";
            case CANCEL -> "Replace";
            case ALLOW -> "Allow";
        };
        return new Punctuality(policy, deadline, notes);
    }

    /** So much of the window that no more times than Kubernetes counts are in it. */
    private static Duration countable(Schedule schedule, Duration window) {
        Duration most = window;
        Deque<Instant> due = new ArrayDeque<>();
        Optional<Instant> at = schedule.next(ANY_DAY);
        for (int each = 0; each < LOOKED_AT && at.isPresent(); each++, at = schedule.next(at.get())) {
            due.add(at.get());
            if (due.size() > MOST_MISSED) {
                Duration span = Duration.between(due.remove(), at.get());
                most = span.compareTo(most) < 0 ? span : most;
            }
        }
        return most;
    }

    /** As in 1h40m. */
    private static String text(Duration span) {
        return span.toString().substring("PT".length()).toLowerCase(Locale.ROOT);
    }
}
