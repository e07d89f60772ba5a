package io.wadi.model;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * What a load takes away in its transaction, before its rows come: readers see the old tables or the new ones.
 *
 * @param refresh empty where nothing is taken away
 * @param resources those that run: their state is forgotten
 * @param tables those that are dropped or emptied
 */
public record Clearing(Optional<Refresh> refresh, List<String> resources, List<String> tables) {
    public static final Clearing NONE = new Clearing(Optional.empty(), List.of(), List.of());

    public Clearing {
        requireNonNull(refresh);
        resources = List.copyOf(resources);
        tables = List.copyOf(tables);
        if (refresh.isEmpty() && !(resources.isEmpty() && tables.isEmpty())) {
            throw new IllegalArgumentException("nothing is cleared unless a refresh says so");
        }
    }

    /** @param known the source's tables at the destination */
    public static Clearing of(Refresh refresh, Schema known, List<String> resources) {
        return new Clearing(
                Optional.of(refresh),
                resources,
                known.tables().stream()
                        .filter(table -> refresh == Refresh.DROP_SOURCES
                                || resources.contains(known.root(table).resource()))
                        .map(Table::name)
                        .toList());
    }

    /** Whether the whole source begins anew, its state and its schema. */
    public boolean wholeSource() {
        return refresh.filter(r -> r == Refresh.DROP_SOURCES).isPresent();
    }

    /** The tables that go. */
    public List<String> dropped() {
        return refresh.filter(r -> r == Refresh.DROP_DATA).isPresent() ? List.of() : tables;
    }

    /** The tables that stay, without their rows. */
    public List<String> emptied() {
        return refresh.filter(r -> r == Refresh.DROP_DATA).isPresent() ? tables : List.of();
    }
}
