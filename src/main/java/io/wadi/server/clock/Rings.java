package io.wadi.server.clock;

import static java.util.Objects.requireNonNull;

import io.wadi.flow.schedule.Schedule;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How the rings that are set differ from those that there should be. */
record Rings(Set<Ring> missing, Set<Ring> needless) {
    /**
     * What a deployment waits for.
     *
     * @param next empty when it is never due again
     */
    record Awaited(List<Schedule> schedules, Optional<Instant> next) {
        Awaited {
            schedules = List.copyOf(schedules);
            requireNonNull(next);
        }
    }

    Rings {
        missing = Set.copyOf(missing);
        needless = Set.copyOf(needless);
    }

    /**
     * One that another node has set for an instant that the schedules name is left alone, for that node may know a later
     * state of things; one that should have rung long ago never will.
     *
     * @param awaited by each deployment whose schedules are in force
     */
    static Rings of(Map<String, Awaited> awaited, Set<Ring> set, Instant now) {
        Set<Ring> missing = new HashSet<>();
        awaited.forEach(
                (name, each) -> each.next().map(at -> new Ring(name, at)).ifPresent(missing::add));
        Set<Ring> needless = new HashSet<>(set);
        needless.removeAll(missing);
        needless.removeIf(ring -> Optional.ofNullable(awaited.get(ring.deployment()))
                        .filter(each -> Due.isNamed(each.schedules(), ring.at()))
                        .isPresent()
                && ring.at().isAfter(now.minus(Due.TOLERANCE)));
        missing.removeAll(set);
        return new Rings(missing, needless);
    }
}
