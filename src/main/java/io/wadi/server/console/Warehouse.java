package io.wadi.server.console;

import static java.util.Objects.requireNonNull;

import io.wadi.load.duckdb.Grid;
import java.util.List;
import java.util.Optional;

/**
 * What lies where deployments load. Whatever cannot be had is raised as a {@link io.wadi.model.Failure}, a
 * {@link io.wadi.model.TransientFailure} where it can be had in a moment.
 */
public interface Warehouse {
    /** The closed kinds of destinations. */
    enum Kind {
        DUCKDB("DuckDB"),
        SNOWFLAKE("Snowflake"),
        S3("S3");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    /**
     * A dataset at a destination.
     *
     * @param place of the destination, for people
     * @param key which of several with that name; empty where there is one
     * @param deployments that load into it
     * @param pipelines of these
     */
    record Shelf(
            String dataset,
            Kind kind,
            String place,
            Optional<String> key,
            List<String> deployments,
            List<String> pipelines) {
        public Shelf {
            requireNonNull(dataset);
            requireNonNull(kind);
            requireNonNull(place);
            requireNonNull(key);
            deployments = List.copyOf(deployments);
            pipelines = List.copyOf(pipelines);
        }

        /** Whether rows can be looked at here. */
        public boolean isOpen() {
            return kind == Kind.DUCKDB;
        }
    }

    /** @param rows about as many as it has */
    record Stored(String name, long rows) {
        public Stored {
            requireNonNull(name);
        }
    }

    /** @param mask what became of its values before they were written; empty where nothing did */
    record Field(String name, String type, boolean nullable, Optional<String> mask) {
        public Field {
            requireNonNull(name);
            requireNonNull(type);
            requireNonNull(mask);
        }
    }

    /** Of the deployments in force, by dataset. */
    List<Shelf> shelves();

    /** Of a shelf that is open. */
    List<Stored> tables(Shelf shelf);

    /** None where there is no such table. */
    List<Field> fields(Shelf shelf, String table);

    Optional<Grid> rows(Shelf shelf, String table, Grid.Bounds bounds);

    Optional<Long> count(Shelf shelf, String table);

    /** One statement that reads, within limits of time and memory. */
    Grid query(Shelf shelf, String sql, Grid.Bounds bounds);
}
