package io.wadi.model;

import static java.util.Objects.requireNonNull;

import java.util.List;

/** What a load does with one table: how its rows meet those already there, and the new rows; none is allowed. */
public record LoadJob(Table table, WriteDisposition disposition, List<Part> parts) {
    public LoadJob {
        requireNonNull(table);
        requireNonNull(disposition);
        parts = List.copyOf(parts);
    }

    public long rows() {
        return parts.stream().mapToLong(Part::rows).sum();
    }
}
