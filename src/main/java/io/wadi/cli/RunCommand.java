package io.wadi.cli;

import io.wadi.flow.Asks;
import io.wadi.flow.Deployment;
import io.wadi.model.Refresh;
import io.wadi.pipeline.Station;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** {@code wadi run}: a pipeline or a deployment, from its source to its destination. */
@Command(
        name = "run",
        description = "Run a pipeline, or a deployment with its retries and time-out: extract, normalise, load.",
        footer = "%nExample: ./wadi run currencies --destination duckdb")
class RunCommand extends TellingCommand {
    @Parameters(index = "0", arity = "0..1", paramLabel = "NAME", description = "Its name; ./wadi list shows them all.")
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
    KeyOption key = new KeyOption();

    @Mixin
    ProjectOptions project = new ProjectOptions();

    @Override
    public Integer call() throws IOException {
        if (name.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "Missing required parameter: 'NAME'");
        }
        Optional<Deployment> deployment = project.deployment(surroundings(), name);
        // What the environment says of the destination goes before what a deployment says.
        Optional<String> wanted = destination.or(() -> surroundings().variable("WADI_DESTINATION"));
        Asks said = new Asks(parameters, resources, project.credentials, wanted);
        Asks asks = deployment.map(known -> known.asks().under(said)).orElse(said);
        project.credentials = asks.credentials();
        deployment.ifPresent(known -> project.set.putIfAbsent("wadi.deployment", known.name()));
        String pipeline = deployment.map(Deployment::pipeline).orElse(name);
        Wish wish = new Wish(pipeline, deployment, asks, until(), fresh, refresh, key.checked());
        try (SamplesOfRun samples =
                SamplesOfRun.start(surroundings(), project, project.routes(surroundings()), pipeline, console())) {
            return new Pipelines(surroundings(), project).run(console(), wish);
        }
    }

    /** The last station to visit. */
    Station until() {
        return Station.LOAD;
    }

    /** {@code wadi run}: to the end; below it, what can be wanted of a run that there is. */
    @Command(
            name = "run",
            synopsisSubcommandLabel = "[COMMAND]",
            subcommands = {
                RunShowCommand.class,
                RunLogsCommand.class,
                RunSwitches.Cancel.class,
                RunSwitches.Retry.class,
                RunSwitches.Pause.class,
                RunSwitches.Resume.class
            })
    static final class Whole extends RunCommand {}

    /** {@code wadi extract}: the first station alone. */
    @Command(name = "extract", description = "Only extract: the package waits for ./wadi normalise PIPELINE.")
    static final class Extract extends RunCommand {
        @Override
        Station until() {
            return Station.EXTRACT;
        }
    }
}
