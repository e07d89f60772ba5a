package io.wadi.cli;

import io.wadi.model.Refresh;
import io.wadi.pipeline.Station;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code wadi run}: a pipeline, from its source to its destination. */
@Command(
        name = "run",
        description = "Run a pipeline: extract, normalise, load.",
        footer = "%nExample: ./wadi run currencies --destination duckdb")
class RunCommand extends TellingCommand {
    @Parameters(index = "0", paramLabel = "PIPELINE", description = "Its name; ./wadi list shows them all.")
    String pipeline = "";

    @Option(
            names = {"-p", "--parameter"},
            paramLabel = "NAME=VALUE",
            description = "A parameter of the run, which routes read as $${variable.NAME}.")
    Map<String, String> parameters = new HashMap<>();

    @Option(
            names = "--destination",
            description = "Load there, whatever the route says: duckdb, duckdb:///path/to/file, snowflake, s3.")
    Optional<String> destination = Optional.empty();

    @Option(names = "--fresh", description = "Give up what an interrupted run left, instead of finishing it.")
    boolean fresh;

    @Option(
            names = "--refresh",
            paramLabel = "HOW",
            description =
                    "Begin anew, in the transaction of the load: drop_sources (all tables and cursors of the source"
                            + " go), drop_resources (those of the resources that run) or drop_data (their rows and cursors).")
    Optional<Refresh> refresh = Optional.empty();

    @Mixin
    ProjectOptions project = new ProjectOptions();

    @Override
    public Integer call() {
        Pipelines pipelines = new Pipelines(surroundings(), project);
        return pipelines.run(
                console(), pipeline, parameters, until(), fresh, refresh, pipelines.destinations(destination));
    }

    /** The last station to visit. */
    Station until() {
        return Station.LOAD;
    }

    /** {@code wadi extract}: the first station alone. */
    @Command(name = "extract", description = "Only extract: the package waits for ./wadi normalise PIPELINE.")
    static final class Extract extends RunCommand {
        @Override
        Station until() {
            return Station.EXTRACT;
        }
    }
}
