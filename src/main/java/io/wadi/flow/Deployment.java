package io.wadi.flow;

import static java.util.Objects.requireNonNull;

import io.wadi.flow.alert.Watch;
import io.wadi.flow.schedule.Schedule;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An ingestion that runs on its own: a pipeline, when, and what is done about trouble.
 *
 * @param schedules none where it is only run by hand
 * @param zone in which its times are shown
 * @param timeout of a run, with all its attempts
 * @param watch who is told when something is wrong with it
 * @param place where it stands, as file and line
 */
public record Deployment(
        String name,
        String pipeline,
        Optional<String> description,
        List<Schedule> schedules,
        ZoneId zone,
        Asks asks,
        Retries retries,
        Duration timeout,
        Overlap overlap,
        Misfire misfire,
        Slots slots,
        Set<String> tags,
        Watch watch,
        String place) {
    public static final Duration USUAL_TIMEOUT = Duration.ofHours(6);

    public Deployment {
        requireNonNull(description);
        schedules = List.copyOf(schedules);
        requireNonNull(zone);
        requireNonNull(asks);
        requireNonNull(retries);
        requireNonNull(overlap);
        requireNonNull(misfire);
        requireNonNull(slots);
        tags = Set.copyOf(tags);
        requireNonNull(watch);
        requireNonNull(place);
        if (name.isEmpty() || pipeline.isEmpty()) {
            throw new IllegalArgumentException("a deployment has a name and a pipeline");
        }
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("a timeout is a time, as in 1h");
        }
    }
}
