package io.wadi.cli;

import io.wadi.camel.SecretNeeds;
import io.wadi.load.Milestones;
import io.wadi.load.duckdb.DuckDbDestination;
import io.wadi.load.duckdb.ParquetFolder;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Explanation;
import io.wadi.model.Pause;
import io.wadi.pipeline.LoadOptions;
import io.wadi.pipeline.Target;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Finds the destination of a run: what the command line says comes first, then WADI_DESTINATION, then the route, then
 * {@code wadi.destination} in application.properties.
 */
final class Destinations implements Target.Finder {
    static final String DUCKDB = "duckdb";
    static final String PARQUET = "parquet";
    private static final int DUCKDB_IDENTIFIER = 65_536;
    /** How long to wait while another process has the file. */
    private static final Duration WAIT = Duration.ofSeconds(10);

    private final Optional<String> commandLine;
    private final Optional<String> environment;
    private final Function<String, Optional<String>> properties;
    private final Function<Path, Target> files;
    private final SnowflakeTarget snowflake;
    private final S3Target s3;

    /** @param properties looks up a property such as {@code duckdb.file} */
    Destinations(
            Optional<String> commandLine,
            Optional<String> environment,
            Function<String, Optional<String>> properties,
            Pause pause,
            SnowflakeTarget snowflake,
            S3Target s3) {
        this(commandLine, environment, properties, file -> duckDb(file, pause), snowflake, s3);
    }

    /** @param files the destination that is a DuckDB file */
    Destinations(
            Optional<String> commandLine,
            Optional<String> environment,
            Function<String, Optional<String>> properties,
            Function<Path, Target> files,
            SnowflakeTarget snowflake,
            S3Target s3) {
        this.commandLine = commandLine;
        this.environment = environment;
        this.properties = properties;
        this.files = files;
        this.snowflake = snowflake;
        this.s3 = s3;
    }

    /** A destination, and who says so. */
    record Choice(String wanted, String why) {}

    Choice choose(LoadOptions options) {
        return choice(commandLine, "the command line")
                .or(() -> choice(environment, "WADI_DESTINATION"))
                .or(() -> choice(options.destination(), "the route"))
                .or(() -> choice(properties.apply("wadi.destination"), "the property wadi.destination"))
                .orElse(new Choice(DUCKDB, "default"));
    }

    private static Optional<Choice> choice(Optional<String> wanted, String why) {
        return wanted.map(destination -> new Choice(destination, why));
    }

    @Override
    public Target find(LoadOptions options) {
        String wanted = choose(options).wanted();
        String kind = wanted.contains(":") ? wanted.substring(0, wanted.indexOf(':')) : wanted;
        return switch (kind) {
            case DUCKDB ->
                files.apply(
                        kind.equals(wanted)
                                ? Path.of(properties.apply("duckdb.file").orElse("wadi.duckdb"))
                                        .toAbsolutePath()
                                        .normalize()
                                : Address.file(wanted, DUCKDB));
            case SnowflakeTarget.SNOWFLAKE -> snowflake.find(wanted);
            case S3Target.S3 -> s3.find(wanted);
            default ->
                throw new ConfigurationFailure(Explanation.of("there is no destination '" + wanted + "'")
                        .fix("use duckdb, duckdb:///path/to/file, snowflake, s3 or s3://bucket/folder"));
        };
    }

    /** The secrets of the one that is chosen. */
    List<SecretNeeds.Need> needs(LoadOptions options) {
        String wanted = choose(options).wanted();
        return wanted.equals(SnowflakeTarget.SNOWFLAKE) || wanted.startsWith(SnowflakeTarget.SNOWFLAKE + ":")
                ? snowflake.needs()
                : wanted.equals(S3Target.S3) || wanted.startsWith(S3Target.S3 + ":") ? s3.needs() : List.of();
    }

    /** For one load that brings all there is. */
    static Target parquet(Path folder) {
        return new Target(PARQUET, PARQUET + "://" + folder, DUCKDB_IDENTIFIER, new ParquetFolder(folder));
    }

    static Target duckDb(Path file, Pause pause) {
        return new Target(
                DUCKDB,
                DUCKDB + "://" + file,
                DUCKDB_IDENTIFIER,
                new DuckDbDestination(file, Milestones.NONE, WAIT, pause));
    }
}
