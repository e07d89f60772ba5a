package io.wadi.model;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * What is said of merges into a table (contract 4.2 to 4.5). Anything may be left open: a table keeps what an earlier run
 * said of it, and else has the default.
 *
 * @param sourceFilter SQL over the columns of a new root row: only those that satisfy it take part
 * @param destinationScope SQL over the columns of a stored root row: takes the place of the keys in what is deleted or retired
 * @param deduplicated whether new rows are known to have each primary key once
 * @param skipUnchanged whether an upsert leaves rows alone that would not change
 * @param activeUntil scd2: what the end of a row that still holds is, as ISO text; else it has none
 * @param boundary scd2: since when what this run brings holds, as ISO text; else since the package was made
 */
public record MergeSettings(
        Optional<MergeStrategy> strategy,
        Optional<String> sourceFilter,
        Optional<String> destinationScope,
        boolean deduplicated,
        boolean skipUnchanged,
        Optional<String> activeUntil,
        Optional<String> boundary) {
    public static final MergeSettings NONE = new MergeSettings(
            Optional.empty(), Optional.empty(), Optional.empty(), false, false, Optional.empty(), Optional.empty());

    public MergeSettings {
        requireNonNull(strategy);
        requireNonNull(sourceFilter);
        requireNonNull(destinationScope);
        requireNonNull(activeUntil);
        requireNonNull(boundary);
    }

    public static MergeSettings of(MergeStrategy strategy) {
        return new MergeSettings(
                Optional.of(strategy),
                Optional.empty(),
                Optional.empty(),
                false,
                false,
                Optional.empty(),
                Optional.empty());
    }

    /** The strategy in force. */
    public MergeStrategy effective() {
        return strategy.orElse(MergeStrategy.DELETE_INSERT);
    }

    /** These settings, with those of {@code before} where nothing is said. */
    public MergeSettings over(MergeSettings before) {
        return new MergeSettings(
                strategy.or(before::strategy),
                sourceFilter.or(before::sourceFilter),
                destinationScope.or(before::destinationScope),
                deduplicated || before.deduplicated,
                skipUnchanged || before.skipUnchanged,
                activeUntil.or(before::activeUntil),
                boundary.or(before::boundary));
    }
}
