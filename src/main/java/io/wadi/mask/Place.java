package io.wadi.mask;

import io.wadi.model.Mask;
import io.wadi.model.MaskPath;
import io.wadi.model.Masks;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A place in records as far as masks can tell it from others, followed while a record streams by. Keys that lead to the same
 * place are looked at once. For one thread.
 */
final class Place {
    /** Where keys are data, not all of them are remembered. */
    private static final int MOST_KEYS = 10_000;

    /** A mask that may mean the place or something below it, and how much of its path has been met. */
    private record Partly(Mask mask, MaskPath path, Set<Integer> met) {}

    private final List<Partly> masks;
    private final Map<List<Partly>, Place> all;
    private final Map<String, Place> below = new HashMap<>();
    private final List<Mask> ends;
    private final Optional<Mask> inForce;
    private final Optional<Mask.Kind> kind;
    private final boolean leads;
    private boolean met;
    private long lost;

    private Place(List<Partly> masks, Map<List<Partly>, Place> all) {
        this.masks = masks;
        this.all = all;
        this.ends = masks.stream()
                .filter(partly -> partly.path.isMet(partly.met))
                .map(Partly::mask)
                .toList();
        this.inForce = Masks.inForce(ends);
        this.kind = inForce.map(Mask::kind).filter(what -> what != Mask.Kind.KEEP);
        this.leads = masks.stream().anyMatch(partly -> partly.path.leads(partly.met));
        all.put(masks, this);
    }

    /** Where a record begins. */
    static Place root(List<Mask> masks) {
        return new Place(
                masks.stream()
                        .map(mask -> new Partly(mask, mask.keys(), mask.keys().start()))
                        .toList(),
                new HashMap<>());
    }

    Place child(String key) {
        return Optional.ofNullable(below.get(key)).orElseGet(() -> {
            Place place = step(key);
            if (below.size() < MOST_KEYS) {
                below.put(key, place);
            }
            return place;
        });
    }

    private Place step(String key) {
        List<Partly> stepped = new ArrayList<>();
        for (Partly partly : masks) {
            Set<Integer> after = partly.path.step(partly.met, key);
            if (!after.isEmpty()) {
                stepped.add(new Partly(partly.mask, partly.path, after));
            }
        }
        return Optional.ofNullable(all.get(stepped)).orElseGet(() -> new Place(stepped, all));
    }

    /** Whether there may be masks further down. */
    boolean leads() {
        return leads;
    }

    /** What is done to a value here; empty where it stays. */
    Optional<Mask.Kind> kind() {
        return kind;
    }

    /** Whether that is said of this very place. */
    boolean isNamed() {
        return inForce.filter(mask -> mask.keys().isExact()).isPresent();
    }

    /** A record has the field. */
    void meet() {
        met = true;
    }

    /** A value was none that its mask can make another of. */
    void lose() {
        lost++;
    }

    /** Of all places, those that records had; and how many values were lost there, by the mask in force. */
    void tally(Set<Mask> found, Map<Mask, Long> losses) {
        for (Place place : all.values()) {
            if (place.met) {
                found.addAll(place.ends);
            }
            if (place.lost > 0) {
                place.inForce.ifPresent(mask -> losses.merge(mask, place.lost, Long::sum));
            }
        }
    }
}
