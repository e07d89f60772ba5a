package io.wadi.flow.schedule;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** When something is due. Instants are what counts: a schedule that says local times maps them by its own rule. */
public sealed interface Schedule permits CronSchedule, IntervalSchedule {
    /** The first instant after this one; empty when there is none any more. */
    Optional<Instant> next(Instant after);

    /** As the user wrote it. */
    String text();

    /** For a person who reads no crons; its zone goes without saying. */
    String words();

    /** The next ones of all of these, in their order, an instant that several share but once. */
    static List<Instant> preview(List<Schedule> schedules, Instant after, int count) {
        List<Instant> instants = new ArrayList<>();
        for (Optional<Instant> at = first(schedules, after);
                at.isPresent() && instants.size() < count;
                at = first(schedules, at.get())) {
            instants.add(at.get());
        }
        return instants;
    }

    /** The earliest instant after this one that any of these names. */
    static Optional<Instant> first(List<Schedule> schedules, Instant after) {
        return schedules.stream()
                .flatMap(schedule -> schedule.next(after).stream())
                .min(Instant::compareTo);
    }
}
