package io.wadi.server.clock;

import static java.util.Objects.requireNonNull;

import io.wadi.config.TimeSpan;
import io.wadi.flow.Deployment;
import io.wadi.flow.Misfire;
import io.wadi.flow.run.Trigger;
import io.wadi.flow.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a deployment's schedules want at an instant.
 *
 * @param wanted the instants to order runs for, in their order
 * @param trigger of all of them
 * @param seenTo up to where all is seen to once these are ordered
 * @param next when to look again; empty when nothing is due any more
 * @param missed how many instants were missed, where the misfire policy passes them over: {@code wanted} is the last then
 */
public record Due(List<Instant> wanted, Trigger trigger, Instant seenTo, Optional<Instant> next, int missed) {
    /** What is later than this was missed, and its misfire policy decides. A node that dies costs less. */
    public static final Duration TOLERANCE = Duration.ofMinutes(1);

    public Due {
        wanted = List.copyOf(wanted);
        requireNonNull(trigger);
        requireNonNull(seenTo);
        requireNonNull(next);
    }

    /**
     * @param seenTo the last instant that was seen to; after {@code now} where the clock was set back
     * @param rung the instant that a clock rang for, if one did
     */
    public static Due of(Deployment deployment, Instant seenTo, Optional<Instant> rung, Instant now) {
        List<Schedule> schedules = deployment.schedules();
        Optional<Instant> next = Schedule.first(schedules, now);
        Optional<Instant> first = Schedule.first(schedules, seenTo).filter(at -> !at.isAfter(now));
        if (first.isEmpty()) {
            // The clock was set back: what it rings for is due if nobody has ordered it, and the run's key knows that.
            List<Instant> again = rung.filter(at -> isNear(at, now) && isNamed(schedules, at)).stream()
                    .toList();
            return new Due(again, Trigger.SCHEDULE, seenTo, next, 0);
        }
        if (first.get().isBefore(now.minus(TOLERANCE))) {
            Misfire misfire = deployment.misfire();
            List<Instant> missed = new ArrayList<>(misfire.makeUp(schedules, seenTo, now.plusNanos(1)));
            int passed =
                    misfire.policy() == Misfire.Policy.SKIP ? misfire.count(schedules, seenTo, now.plusNanos(1)) : 0;
            return new Due(missed, Trigger.MISFIRE, now, next, passed);
        }
        List<Instant> due = new ArrayList<>();
        for (Optional<Instant> at = first; at.isPresent() && !at.get().isAfter(now); ) {
            due.add(at.get());
            at = Schedule.first(schedules, at.get());
        }
        return new Due(due, Trigger.SCHEDULE, due.get(due.size() - 1), next, 0);
    }

    /** Whether these schedules name just this instant. */
    static boolean isNamed(List<Schedule> schedules, Instant at) {
        return Schedule.first(schedules, at.minusNanos(1)).filter(at::equals).isPresent();
    }

    private static boolean isNear(Instant at, Instant now) {
        return !at.isAfter(now) && !at.isBefore(now.minus(TOLERANCE));
    }

    /** Why, for people. */
    String by(Deployment deployment, Instant due, Instant now) {
        Duration late = Duration.between(due, now);
        String how = late.compareTo(Duration.ofSeconds(5)) < 0 ? "" : ", " + TimeSpan.text(late) + " late";
        if (missed > 0) {
            return "misfire skip: " + missed + (missed == 1 ? " time was" : " times were") + " missed";
        }
        return trigger == Trigger.SCHEDULE
                ? "schedule" + how
                : "misfire " + deployment.misfire().policy().word() + how;
    }
}
