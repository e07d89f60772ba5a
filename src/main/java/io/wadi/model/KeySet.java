package io.wadi.model;

import java.util.List;

/**
 * All keys that the source of a merged table has: stored rows without one of them go.
 *
 * @param key the table's columns that a part has, too
 * @param most how many of the table's rows may go at once, in percent
 */
public record KeySet(List<Column> key, List<Part> parts, int most) {
    public KeySet {
        key = List.copyOf(key);
        parts = List.copyOf(parts);
        if (key.isEmpty()) {
            throw new IllegalArgumentException("a key has columns");
        }
    }

    public long rows() {
        return parts.stream().mapToLong(Part::rows).sum();
    }
}
