package io.wadi.pipeline;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * What a pipeline's route says of its load.
 *
 * @param dataset the schema at the destination; the pipeline's name where it is not said
 * @param destination where to load unless the run says otherwise: a kind (duckdb, snowflake, s3) or an address
 */
public record LoadOptions(String pipeline, Optional<String> dataset, Optional<String> destination) {
    public LoadOptions {
        requireNonNull(dataset);
        requireNonNull(destination);
        if (pipeline.isEmpty()) {
            throw new IllegalArgumentException("a load has a pipeline");
        }
    }
}
