package io.wadi.flow.backfill;

import static java.util.Objects.requireNonNull;

import io.wadi.flow.run.Run;
import io.wadi.flow.run.RunState;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How far a backfill is: its runs are all that is kept of it.
 *
 * @param legs in the order of their windows; one at least
 */
public record Course(String deployment, String id, List<Leg> legs) {
    /** A window and its run. */
    public record Leg(Window window, Run run) {
        public Leg {
            requireNonNull(window);
            requireNonNull(run);
        }
    }

    public Course {
        requireNonNull(deployment);
        requireNonNull(id);
        legs = legs.stream()
                .sorted(Comparator.comparing(leg -> leg.window().start()))
                .toList();
        if (legs.isEmpty()) {
            throw new IllegalArgumentException("a backfill has a run");
        }
    }

    /** Where the first of its windows begins. */
    public String from() {
        return legs.get(0).window().start();
    }

    /** Where the last one ends. */
    public String to() {
        return legs.get(legs.size() - 1).window().end();
    }

    public String by() {
        return legs.get(0).run().order().by();
    }

    public Instant created() {
        return legs.stream()
                .map(leg -> leg.run().created())
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    /** When the last of its runs ended; empty while any has not. */
    public Optional<Instant> ended() {
        return legs.stream().allMatch(leg -> leg.run().state().hasEnded())
                ? legs.stream().flatMap(leg -> leg.run().ended().stream()).max(Comparator.naturalOrder())
                : Optional.empty();
    }

    /** How many of its runs are in each state that any is in. */
    public Map<RunState, Integer> states() {
        Map<RunState, Integer> states = new EnumMap<>(RunState.class);
        legs.forEach(leg -> states.merge(leg.run().state(), 1, Integer::sum));
        return states;
    }
}
