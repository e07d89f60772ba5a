package io.wadi.flow.run;

import static java.util.Objects.requireNonNull;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which run is next: the first that is due and finds all its slots free. One that waits for a slot holds up nobody who
 * does not need it.
 *
 * @param held by slot, how many runs hold it
 */
public record Admission(Map<String, Integer> held) {
    /** A run that waits. */
    public record Waiting(String id, Map<String, Integer> slots) {
        public Waiting {
            requireNonNull(id);
            slots = Map.copyOf(slots);
        }
    }

    public Admission {
        held = Map.copyOf(held);
    }

    /** @param holding the slots of each run that holds some */
    public static Admission of(List<Set<String>> holding) {
        Map<String, Integer> held = new HashMap<>();
        holding.forEach(slots -> slots.forEach(slot -> held.merge(slot, 1, Integer::sum)));
        return new Admission(held);
    }

    /** @param waiting in the order in which they were due */
    public Optional<Waiting> next(List<Waiting> waiting) {
        return waiting.stream().filter(run -> missing(run).isEmpty()).findFirst();
    }

    /** The first slot, by name, of which none is free for it. */
    public Optional<String> missing(Waiting run) {
        return run.slots().entrySet().stream()
                .filter(slot -> held.getOrDefault(slot.getKey(), 0) >= slot.getValue())
                .map(Map.Entry::getKey)
                .sorted()
                .findFirst();
    }
}
