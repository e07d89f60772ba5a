package io.wadi.flow.backfill;

import static java.util.Objects.requireNonNull;

import io.wadi.flow.run.Run;
import io.wadi.flow.store.RunStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The backfills of deployments, as far as their runs are still in the books. */
public final class Courses {
    private final RunStore store;

    public Courses(RunStore store) {
        this.store = requireNonNull(store);
    }

    /** Those of a deployment, the newest first. */
    public List<Course> of(String deployment) {
        return courses(deployment, Backfill.prefix());
    }

    public Optional<Course> find(String deployment, String id) {
        return courses(deployment, Backfill.prefix() + id + ":").stream().findFirst();
    }

    private List<Course> courses(String deployment, String prefix) {
        Map<String, List<Course.Leg>> legs = new LinkedHashMap<>();
        for (Run run : store.runs().keyed(deployment, prefix)) {
            String key =
                    run.order().key().orElse("").substring(Backfill.prefix().length());
            int colon = key.indexOf(':');
            Window.of(key.substring(colon + 1))
                    .ifPresent(window -> legs.computeIfAbsent(key.substring(0, colon), id -> new ArrayList<>())
                            .add(new Course.Leg(window, run)));
        }
        return legs.entrySet().stream()
                .map(each -> new Course(deployment, each.getKey(), each.getValue()))
                .sorted(Comparator.comparing(Course::created).reversed())
                .toList();
    }

    /**
     * Ends what waits, and asks what is under way to end.
     *
     * @return how many runs that were
     */
    public int stop(Course course, String why, Instant now) {
        List<Course.Leg> last = new ArrayList<>(course.legs());
        Collections.reverse(last); // or else each that ends lets the next one begin
        int stopped = 0;
        for (Course.Leg leg : last) {
            if (!leg.run().state().hasEnded()
                    && store.queue().cancel(leg.run().id(), why, now).isPresent()) {
                stopped++;
            }
        }
        return stopped;
    }

    /**
     * Has those tried again that were stopped, or failed.
     *
     * @return how many
     */
    public int retry(Course course, String why, Instant now) {
        int again = 0;
        for (Course.Leg leg : course.legs()) {
            if (leg.run().state().mayBeRetried()
                    && store.runs().retry(leg.run().id(), why, now).isPresent()) {
                again++;
            }
        }
        return again;
    }
}
