package io.wadi.cli;

import static java.util.Objects.requireNonNull;

import io.wadi.flow.node.Underway;
import io.wadi.flow.run.Order;
import io.wadi.flow.run.Run;
import io.wadi.flow.run.Trigger;
import io.wadi.model.Explanation;
import io.wadi.model.TerminalFailure;
import io.wadi.pack.Identity;
import io.wadi.pack.PackageDirectory;
import io.wadi.pack.PackageState;
import io.wadi.pack.PackageStore.Found;
import io.wadi.pipeline.LoadOptions;
import io.wadi.pipeline.Packages;
import io.wadi.pipeline.PipelineRun;
import io.wadi.pipeline.Replay;
import io.wadi.pipeline.Station;
import io.wadi.pipeline.Target;
import java.nio.file.Path;
import java.util.Optional;

/** Packages of runs that are gone on with, or loaded once more, as {@code ./wadi resume} and {@code ./wadi replay} do it. */
record Again(Surroundings surroundings, ProjectOptions project) {
    Again {
        requireNonNull(surroundings);
        requireNonNull(project);
    }

    private Path work() {
        return project.work.directory(surroundings);
    }

    /**
     * Looks whether that can be, before a run of its own is asked for.
     *
     * @return the load id of the run's package; empty where the run itself is to be tried again, which asks its source for
     *     what is left
     * @throws TerminalFailure when there is nothing to go on with, or to load
     */
    Optional<String> check(Run run, Trigger trigger) {
        Found found = new PackageOfRun(work())
                .find(run.id())
                .orElseThrow(() -> new TerminalFailure(Explanation.of(
                                "run " + run.id() + " has no package here: it made none, it was removed, or it lies"
                                        + " on another machine")
                        .at(work().resolve("pipelines").toString())
                        .fix("run it again")));
        PackageDirectory directory = PackagesCommand.OnOne.readable(found);
        PackageState state = directory.manifest().state();
        if (trigger == Trigger.REPLAY) {
            Replay.check(directory);
            return Optional.of(found.loadId());
        }
        return switch (state) {
            case EXTRACTED, NORMALISED, LOADING -> Optional.of(found.loadId());
            case EXTRACTING -> Optional.empty();
            case LOADED ->
                throw new TerminalFailure(Explanation.of("load " + found.loadId() + " of " + found.pipeline()
                                + " is done; nothing is left to do")
                        .fix("load it once more: replay"));
            case ABORTED, STALE -> throw ResumeCommand.neverLoaded(found, state);
        };
    }

    /** The key of an order: the package, and when it was wanted. */
    static String key(String loadId, String now) {
        return loadId + " " + now;
    }

    /** The package of an order. */
    static String loadId(Order order) {
        return order.key().orElse("").replaceFirst(" .*", "");
    }

    /** Does what an order wants. */
    Work.End run(Underway underway) {
        Order order = underway.run().order();
        Found found = new Packages(work()).find(loadId(order));
        Pipelines pipelines = new Pipelines(surroundings, project);
        Target.Finder finder = pipelines.whereItWasMade();
        Runs runs = pipelines.runs(underway.run().id(), underway.deadline(), underway.progress());
        if (order.trigger() == Trigger.RESUME) {
            PipelineRun run = runs.make("", "", "", Station.LOAD, false, finder);
            underway.begins();
            return Work.noted(underway, Work.ended(() -> run, () -> run.finish(found, finder)));
        }
        PackageDirectory directory = PackagesCommand.OnOne.readable(found);
        Identity identity = directory.manifest().identity();
        Target target = finder.find(new LoadOptions(
                identity.pipeline(), Optional.of(identity.dataset()), Optional.of(identity.destination())));
        Replay replay = new Replay(runs.settings("", finder), directory, target, identity.dataset());
        underway.begins();
        return Work.noted(underway, Work.ended(replay));
    }
}
