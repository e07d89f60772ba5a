package io.wadi.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wadi.camel.RunCheck;
import io.wadi.config.DeploymentJson;
import io.wadi.config.Secrets;
import io.wadi.config.Settings;
import io.wadi.extract.rest.Retry;
import io.wadi.flow.Asks;
import io.wadi.flow.Deployment;
import io.wadi.flow.backfill.Backfill;
import io.wadi.flow.backfill.Fill;
import io.wadi.flow.backfill.Fill.What;
import io.wadi.flow.backfill.Filling;
import io.wadi.flow.backfill.Windows;
import io.wadi.flow.run.Trigger;
import io.wadi.flow.store.RunStore;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Explanation;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code wadi backfill}: a stretch of the past, as runs of a deployment. */
@Command(
        name = "backfill",
        description = "Have a deployment read a stretch of the past, split into runs which a server does."
                + " The same command again adds what lacks, and tries again what failed.",
        footer = "%nExample: ./wadi backfill rates-daily --from 2026-01-01 --to 2026-01-31 --every 1d --dry-run")
final class BackfillCommand extends TellingCommand {
    @Parameters(index = "0", paramLabel = "DEPLOYMENT", description = "Its name in deployments.yaml.")
    String name = "";

    @Option(names = "--from", required = true, description = "The first day, or a time, as in 2026-01-01T06:00.")
    String from = "";

    @Option(
            names = "--to",
            required = true,
            description = "The last day; or a time, which does not belong to the stretch.")
    String to = "";

    @Option(names = "--every", required = true, paramLabel = "STEP", description = "As in 1d, 6h, 1w, 1mo.")
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

    @Option(names = "--dry-run", description = "List the runs, and add none.")
    boolean dryRun;

    @Option(
            names = "--start-parameter",
            paramLabel = "NAME",
            defaultValue = "start",
            description = "The parameter for where a run's part begins; ${DEFAULT-VALUE}.")
    String start = "start";

    @Option(
            names = "--end-parameter",
            paramLabel = "NAME",
            defaultValue = "end",
            description = "The one for where it ends; ${DEFAULT-VALUE}.")
    String end = "end";

    @Option(
            names = {"-p", "--parameter"},
            paramLabel = "NAME=VALUE",
            description = "A parameter of all of the runs, over what the deployment says.")
    Map<String, String> parameters = new HashMap<>();

    @Mixin
    ProjectOptions project = new ProjectOptions();

    @Override
    public Integer call() {
        Instant now = Instant.now();
        Pipelines pipelines = new Pipelines(surroundings(), project);
        try (RunStore store = pipelines.store()) {
            Deployment deployment = deployment(store);
            Backfill backfill = backfill(deployment);
            check(deployment, backfill);
            RunOrders orders = pipelines.orders(limits(store));
            Filling filling = new Filling(
                    store,
                    (asks, due) -> orders.of(
                            deployment,
                            asks,
                            new RunOrders.Wanted(
                                    Trigger.BACKFILL,
                                    "backfill " + backfill.id(),
                                    Optional.empty(),
                                    due,
                                    Optional.empty())),
                    () -> Runs.next(Optional.of(name)).id());
            Fill fill = filling.plan(backfill, onlyMissing);
            if (!dryRun) {
                filling.fill(backfill, fill, now);
            }
            tell(backfill, fill, store);
        }
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

    private Backfill backfill(Deployment deployment) {
        Asks own = new Asks(parameters, List.of(), project.credentials, Optional.empty());
        try {
            return new Backfill(
                    name,
                    deployment.asks().under(own),
                    Windows.of(from, to, closed, every, deployment.zone()),
                    start,
                    end,
                    parallel);
        } catch (IllegalArgumentException e) {
            throw new ConfigurationFailure(Explanation.of(String.valueOf(e.getMessage()))
                    .fix("as in --from 2026-01-01 --to 2026-01-31 --every 1d"));
        }
    }

    /** What each of the runs would be refused for is said now, once. */
    private void check(Deployment deployment, Backfill backfill) {
        Map<String, String> all = new HashMap<>(backfill.asks().parameters());
        all.put(start, "");
        all.put(end, "");
        project.credentials = backfill.asks().credentials();
        Settings settings = project.settings(surroundings());
        Secrets secrets = project.secrets(surroundings()).unasked();
        Retry retry = new Retry(1, surroundings().pause(), InstantSource.system(), RandomGenerator.getDefault());
        RunCheck.pass(project.routes(surroundings()), deployment.pipeline(), all.keySet(), settings, secrets, retry);
    }

    private void tell(Backfill backfill, Fill fill, RunStore store) {
        Console console = console();
        ObjectNode root = JsonNodeFactory.instance.objectNode().put("backfill", backfill.id());
        root.put("deployment", name).put("dry_run", dryRun);
        ArrayNode windows = root.putArray("windows");
        for (Fill.Part part : fill.parts()) {
            windows.addObject()
                    .put("start", part.window().start())
                    .put("end", part.window().end())
                    .put("what", part.what().word());
            if (dryRun) {
                console.line(part.window() + "  " + part.what().word());
            }
        }
        console.line((dryRun ? "would be: " : "backfill " + backfill.id() + ": ")
                + Arrays.stream(What.values())
                        .map(what -> fill.count(what) + " " + what.word())
                        .collect(Collectors.joining(", ")));
        if (store.nodes().list().stream().noneMatch(node -> node.role().equals("server"))) {
            console.note("no server runs on " + store.where() + "; its runs wait for one: ./wadi server");
        }
        console.json(root);
    }
}
