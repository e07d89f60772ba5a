package io.wadi.cli;

import io.wadi.flow.Asks;
import io.wadi.flow.Deployment;
import io.wadi.model.Refresh;
import io.wadi.pipeline.Station;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code wadi run}: a pipeline or a deployment, from its source to its destination. */
@Command(
        name = "run",
        description = "Run a pipeline, or a deployment with its retries and time-out: extract, normalise, load.",
        footer = "%nExample: ./wadi run currencies --destination duckdb")
class RunCommand extends TellingCommand {
    @Parameters(index = "0", paramLabel = "NAME", description = "Its name; ./wadi list shows them all.")
    String name = "";

    @Option(
            names = {"-p", "--parameter"},
            paramLabel = "NAME=VALUE",
            description = "A parameter of the run, which routes read as $${variable.NAME}.")
    Map<String, String> parameters = new HashMap<>();

    @Option(
            names = "--resources",
            split = ",",
            paramLabel = "NAME",
            description = "Only these of its source, with commas.")
    List<String> resources = List.of();

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
        Optional<Deployment> deployment = project.deployment(surroundings(), name);
        // What the environment says of the destination goes before what a deployment says.
        Optional<String> wanted = destination.or(() -> surroundings().variable("WADI_DESTINATION"));
        Asks said = new Asks(parameters, resources, project.credentials, wanted);
        Asks asks = deployment.map(known -> known.asks().under(said)).orElse(said);
        project.credentials = asks.credentials();
        deployment.ifPresent(known -> project.set.putIfAbsent("wadi.deployment", known.name()));
        Wish wish =
                new Wish(deployment.map(Deployment::pipeline).orElse(name), deployment, asks, until(), fresh, refresh);
        return new Pipelines(surroundings(), project).run(console(), wish);
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
