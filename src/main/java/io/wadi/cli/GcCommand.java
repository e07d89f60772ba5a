package io.wadi.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wadi.config.Route;
import io.wadi.config.RouteFiles;
import io.wadi.config.TimeSpan;
import io.wadi.flow.store.RunStore;
import io.wadi.load.Leaving;
import io.wadi.load.Sweep;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Deadline;
import io.wadi.model.Explanation;
import io.wadi.model.Failure;
import io.wadi.pipeline.LoadOptions;
import io.wadi.pipeline.Target;
import io.wadi.pipeline.WorkSweep;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code wadi gc}: what runs left behind that ended before they tidied up. */
@Command(
        name = "gc",
        description =
                "Remove what crashed runs left: staged files and tables at destinations, and packages and files in the"
                        + " working directory. What a run may still need stays.",
        footer = "%nExample: ./wadi gc --dry-run")
final class GcCommand extends TellingCommand {
    @Parameters(
            arity = "0..*",
            paramLabel = "PIPELINE",
            description = "Whose destinations are swept; without any, those of all.")
    List<String> pipelines = new ArrayList<>();

    @Option(names = "--dry-run", description = "Only tell what would be removed.")
    boolean dry;

    @Option(
            names = "--days",
            paramLabel = "N",
            defaultValue = "3",
            description =
                    "What may belong to a load under way, or may be gone on with, goes when it is older than that (${DEFAULT-VALUE}).")
    int days;

    @Option(names = "--destination", description = "Look there, whatever the routes say.")
    Optional<String> destination = Optional.empty();

    @Mixin
    ProjectOptions project = new ProjectOptions();

    @Override
    public Integer call() {
        if (days < 1) {
            throw new ConfigurationFailure(
                    Explanation.of("--days " + days + " is less than one").fix("a load may take hours; say 1 or more"));
        }
        Sweep sweep = new Sweep(Instant.now().minus(Duration.ofDays(days)), dry);
        RouteFiles routes = project.routes(surroundings());
        List<String> all = pipelines.isEmpty()
                ? routes.pipelines().stream().map(RouteFiles.Pipeline::name).toList()
                : pipelines;
        // Pipelines may share a dataset, whose leavings are told once.
        Set<Leaving> found = new LinkedHashSet<>(WorkSweep.of(project.work.directory(surroundings()), sweep));
        try {
            all.forEach(pipeline -> found.addAll(atDestination(routes, pipeline, sweep)));
        } catch (Failure e) {
            tell(found);
            throw e;
        }
        oldRuns().ifPresent(found::add);
        tell(found);
        console().json(json(found));
        return Console.DONE;
    }

    /** What the books forget. */
    private Optional<Leaving> oldRuns() {
        StoreSettings settings = StoreSettings.of(surroundings(), project);
        return settings.openExisting().flatMap(opened -> {
            try (RunStore store = opened) {
                Instant now = Instant.now();
                Instant runs = now.minus(settings.keepRuns());
                Instant logs = now.minus(settings.keepLogs());
                int gone = dry ? store.old(runs) : store.forget(runs, logs);
                String why = "ended more than " + TimeSpan.text(settings.keepRuns()) + " ago";
                return gone == 0
                        ? Optional.empty()
                        : Optional.of(new Leaving(gone + (gone == 1 ? " run" : " runs"), store.where(), 0, why, true));
            }
        });
    }

    private List<Leaving> atDestination(RouteFiles routes, String pipeline, Sweep sweep) {
        Optional<Route.Target> load = LoadTarget.find(routes, pipeline);
        if (load.isEmpty()) {
            return List.of();
        }
        LoadOptions options = LoadTarget.options(load.get(), project.settings(surroundings()));
        Target target;
        try {
            target = new Pipelines(surroundings(), project)
                    .destinations(destination)
                    .find(options);
        } catch (ConfigurationFailure e) {
            if (!pipelines.isEmpty()) {
                throw e;
            }
            // Of all pipelines, some may be of other installations.
            String why = "nobody looked, for " + e.problems().get(0).what();
            return List.of(
                    new Leaving("destination of " + pipeline, load.get().place().toString(), 0, why, false));
        }
        return target.destination().sweep(options.pipeline(), target.dataset(options), sweep, Deadline.none());
    }

    private void tell(Set<Leaving> found) {
        Console console = console();
        for (Leaving leaving : found) {
            String verb = !leaving.goes() ? "kept" : dry ? "would remove" : "removed";
            console.line(
                    verb + " " + leaving.what() + size(leaving.bytes()) + ", " + leaving.at() + ": " + leaving.why());
        }
        List<Leaving> gone = found.stream().filter(Leaving::goes).toList();
        long bytes = gone.stream().mapToLong(Leaving::bytes).sum();
        console.line(
                gone.isEmpty()
                        ? "✓ nothing to remove"
                        : "✓ " + (dry ? "would remove " : "removed ") + gone.size()
                                + (gone.size() == 1 ? " thing" : " things") + size(bytes));
    }

    private ObjectNode json(Set<Leaving> found) {
        ObjectNode root = JsonNodeFactory.instance.objectNode().put("dry_run", dry);
        root.putArray("removed");
        root.putArray("kept");
        for (Leaving leaving : found) {
            root.withArray(leaving.goes() ? "removed" : "kept")
                    .addObject()
                    .put("what", leaving.what())
                    .put("at", leaving.at())
                    .put("bytes", leaving.bytes())
                    .put("why", leaving.why());
        }
        return root;
    }

    private static String size(long bytes) {
        return bytes == 0 ? "" : String.format(Locale.ROOT, " (%.1f MB)", bytes / 1e6);
    }
}
