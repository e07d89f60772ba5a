package io.wadi.pipeline;

import static java.util.Objects.requireNonNull;

import io.wadi.load.Destination;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Refresh;
import io.wadi.model.Source;
import io.wadi.normalise.Naming;
import java.util.Optional;

/**
 * Where a run loads.
 *
 * @param kind duckdb, snowflake or s3
 * @param address how the same destination is found again, without secrets
 * @param maxIdentifier the longest name it takes, in characters
 */
public record Target(String kind, String address, int maxIdentifier, Destination destination) {
    /** Finds a destination by kind or address. */
    public interface Finder {
        /**
         * The destination that the run, or else the route, asks for.
         *
         * @throws ConfigurationFailure when there is no such destination
         */
        Target find(LoadOptions options);
    }

    public Target {
        requireNonNull(kind);
        requireNonNull(address);
        requireNonNull(destination);
    }

    /**
     * This, if it can load what the source is about to give.
     *
     * @throws ConfigurationFailure when it cannot
     */
    Target accepting(Source source, Optional<Refresh> refresh) {
        destination.accept(source, refresh);
        return this;
    }

    /** Where in the destination a load goes: the dataset as an identifier of its own (contract 1.5). */
    public String dataset(LoadOptions options) {
        return new Naming(maxIdentifier).path(options.dataset().orElse(options.pipeline()));
    }
}
