package io.wadi.server.console;

import static java.util.Objects.requireNonNull;

import io.wadi.flow.backfill.Course;
import io.wadi.flow.backfill.Fill;
import io.wadi.model.Explanation;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What of the past a deployment has read, and what somebody is about to have read.
 *
 * @param until the last day that is shown
 * @param parameters that a window's start and end could go into
 * @param plan what would be done; empty before somebody asked
 * @param troubles why that cannot be
 * @param courses its backfills, the newest first
 */
public record Past(
        Year year,
        LocalDate until,
        boolean isNow,
        Set<String> parameters,
        Wanted wanted,
        Optional<Fill> plan,
        List<Explanation> troubles,
        List<Course> courses) {
    /** As the form has it. */
    public record Wanted(
            String from, String to, String every, String start, String end, boolean closed, boolean onlyMissing) {
        public Wanted {
            requireNonNull(from);
            requireNonNull(to);
            requireNonNull(every);
            requireNonNull(start);
            requireNonNull(end);
        }
    }

    public Past {
        requireNonNull(year);
        requireNonNull(until);
        parameters = Set.copyOf(parameters);
        requireNonNull(wanted);
        requireNonNull(plan);
        troubles = List.copyOf(troubles);
        courses = List.copyOf(courses);
    }

    /** Whether any of them goes on. */
    public boolean isLive() {
        return courses.stream().anyMatch(course -> course.ended().isEmpty());
    }

    /** How many runs the form would begin, or begin again. */
    public long toRun() {
        return plan.map(fill -> fill.count(Fill.What.ADDED) + fill.count(Fill.What.AGAIN))
                .orElse(0L);
    }
}
