package io.wadi.model;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * What a load does with one table: how its rows meet those already there, and the new rows; none is allowed.
 *
 * @param keys those of the rows that may stay, where rows go that the source no longer has
 */
public record LoadJob(Table table, WriteDisposition disposition, List<Part> parts, Optional<KeySet> keys) {
    public LoadJob {
        requireNonNull(table);
        requireNonNull(disposition);
        parts = List.copyOf(parts);
        requireNonNull(keys);
    }

    public LoadJob(Table table, WriteDisposition disposition, List<Part> parts) {
        this(table, disposition, parts, Optional.empty());
    }

    public long rows() {
        return parts.stream().mapToLong(Part::rows).sum();
    }
}
