package io.wadi.prove;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.Set;

/**
 * How a cell ended.
 *
 * @param faults by table
 * @param broken why it came to no end, empty when it did
 * @param looks how often a reader looked
 */
public record Verdict(Cell cell, Map<String, Set<Fault>> faults, String broken, int looks) {
    public Verdict {
        requireNonNull(cell);
        faults = Map.copyOf(faults);
        requireNonNull(broken);
    }

    public boolean isClean() {
        return faults.isEmpty() && broken.isEmpty();
    }
}
