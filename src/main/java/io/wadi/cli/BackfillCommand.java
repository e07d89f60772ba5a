package io.wadi.cli;

import io.wadi.config.DeploymentJson;
import io.wadi.flow.Asks;
import io.wadi.flow.Deployment;
import io.wadi.flow.backfill.Fill;
import io.wadi.flow.backfill.Fill.What;
import io.wadi.flow.backfill.Stretch;
import io.wadi.flow.store.RunStore;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Explanation;
import io.wadi.server.BackfillJson;
import io.wadi.server.Desk;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code wadi backfill}: a stretch of the past, as runs of a deployment. */
@Command(
        name = "backfill",
        description = "Have a deployment read a stretch of the past, split into runs which a server does."
                + " The same command again adds what lacks, and tries again what failed. Without --from it says how far"
                + " they are.",
        footer = {
            "%nExamples: ./wadi backfill rates-daily --from 2026-01-01 --to 2026-01-31 --every 1d --dry-run",
            "          ./wadi backfill rates-daily",
            "          ./wadi backfill rates-daily --stop 3002dc4722c2"
        })
final class BackfillCommand extends TellingCommand {
    @Parameters(index = "0", paramLabel = "DEPLOYMENT", description = "Its name in deployments.yaml.")
    String name = "";

    @Option(names = "--from", description = "The first day, or a time, as in 2026-01-01T06:00.")
    String from = "";

    @Option(names = "--to", description = "The last day; or a time, which does not belong to the stretch.")
    String to = "";

    @Option(names = "--every", paramLabel = "STEP", description = "As in 1d, 6h, 1w, 1mo.")
    String every = "";

    @Option(names = "--parallel", paramLabel = "NUMBER", description = "How many run at once; 1 unless told.")
    int parallel = 1;

    @Option(
            names = "--closed",
            description =
                    "A run's end is its last day, as window.end wants it, and not the day after, as cursor.end does.")
    boolean closed;

    @Option(names = "--only-missing", description = "Leave out what another backfill of the deployment has loaded.")
    boolean onlyMissing;

    @Option(
            names = "--key",
            paramLabel = "KEY",
            description = "Read the same once more: another key, another backfill.")
    Optional<String> key = Optional.empty();

    @Option(
            names = "--stop",
            paramLabel = "ID",
            description = "End what waits of it, and ask what is under way to end.")
    Optional<String> stop = Optional.empty();

    @Option(names = "--dry-run", description = "List the runs, and add none.")
    boolean dryRun;

    @Option(
            names = "--start-parameter",
            paramLabel = "NAME",
            defaultValue = Stretch.START,
            description = "The parameter for where a run's part begins; ${DEFAULT-VALUE}.")
    String start = Stretch.START;

    @Option(
            names = "--end-parameter",
            paramLabel = "NAME",
            defaultValue = Stretch.END,
            description = "The one for where it ends; ${DEFAULT-VALUE}.")
    String end = Stretch.END;

    @Option(
            names = {"-p", "--parameter"},
            paramLabel = "NAME=VALUE",
            description = "A parameter of all of the runs, over what the deployment says.")
    Map<String, String> parameters = new HashMap<>();

    @Option(names = "--resources", split = ",", paramLabel = "NAME", description = "Only these of its source.")
    List<String> resources = List.of();

    @Option(names = "--destination", description = "Load there: duckdb, duckdb:///path/to/file, snowflake, s3.")
    Optional<String> destination = Optional.empty();

    @Mixin
    ProjectOptions project = new ProjectOptions();

    @Override
    public Integer call() {
        try (RunStore store = new Pipelines(surroundings(), project).store()) {
            Deployment deployment = deployment(store);
            if (stop.isPresent()) {
                return new BackfillCourses(store, console())
                        .stop(name, stop.get(), surroundings().user());
            }
            if (from.isEmpty() && to.isEmpty() && every.isEmpty()) {
                return new BackfillCourses(store, console()).list(name);
            }
            return add(deployment, store);
        }
    }

    private int add(Deployment deployment, RunStore store) {
        if (from.isEmpty() || to.isEmpty() || every.isEmpty()) {
            throw new ConfigurationFailure(Explanation.of("a backfill has --from, --to and --every")
                    .fix("as in --from 2026-01-01 --to 2026-01-31 --every 1d"));
        }
        Asks own = new Asks(parameters, resources, project.credentials, destination);
        Stretch stretch = new Stretch(from, to, every, closed, start, end, parallel, onlyMissing, own, key);
        project.credentials = deployment.asks().under(own).credentials();
        ServerDesk.Parts parts = new ServerDesk.Parts(
                project.routes(surroundings()),
                project.settings(surroundings()),
                project.secrets(surroundings()).unasked());
        tell(
                new Backfilling(store, parts, InstantSource.system())
                        .fill(
                                deployment,
                                stretch,
                                limits(store),
                                dryRun,
                                surroundings().user()),
                store);
        return Console.DONE;
    }

    /** The one in force, or the one of the file where nothing was put in force yet. */
    private Deployment deployment(RunStore store) {
        return store.deployments()
                .find(name)
                .map(deployed -> DeploymentJson.read(deployed.definition()))
                .or(() -> project.deployment(surroundings(), name))
                .orElseThrow(() -> new ConfigurationFailure(
                        Explanation.of(name + " is a pipeline, and backfills are runs of deployments")
                                .fix("name a deployment of deployments.yaml")));
    }

    private Map<String, Integer> limits(RunStore store) {
        Map<String, Integer> inForce = store.deployments().limits();
        return inForce.isEmpty() ? project.deployments(surroundings()).limits() : inForce;
    }

    private void tell(Desk.Filled filled, RunStore store) {
        Console console = console();
        Fill fill = filled.fill();
        String id = filled.backfill().id();
        if (dryRun) {
            fill.parts()
                    .forEach(part ->
                            console.line(part.window() + "  " + part.what().word()));
        }
        console.line((dryRun ? "would be: " : "backfill " + id + ": ")
                + Arrays.stream(What.values())
                        .map(what -> fill.count(what) + " " + what.word())
                        .collect(Collectors.joining(", ")));
        if (store.nodes().list().stream().noneMatch(node -> node.role().equals("server"))) {
            console.note("no server runs on " + store.where() + "; its runs wait for one: ./wadi server");
        }
        console.json(BackfillJson.filled(name, filled, dryRun));
    }
}
