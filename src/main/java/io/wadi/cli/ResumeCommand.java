package io.wadi.cli;

import io.wadi.flow.run.Run;
import io.wadi.flow.run.RunState;
import io.wadi.flow.store.RunStore;
import io.wadi.model.Explanation;
import io.wadi.model.TerminalFailure;
import io.wadi.pack.PackageState;
import io.wadi.pack.PackageStore.Found;
import io.wadi.pipeline.Packages;
import io.wadi.pipeline.PipelineRun;
import io.wadi.pipeline.Station;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code wadi resume}: a run that did not come to its end. */
@Command(
        name = "resume",
        description =
                "Go on with the package of a run that did not come to its end: what was extracted is normalised and"
                        + " loaded without its source; what was not extracted to its end is, from where it broke off.",
        footer = "%nExample: ./wadi resume 20261122T181203Z-1c0ffee0")
final class ResumeCommand extends TellingCommand {
    @Parameters(
            index = "0",
            paramLabel = "RUN",
            description = "Its id, or the beginning or end of it; or the load id of its package.")
    String id = "";

    @Mixin
    ProjectOptions project = new ProjectOptions();

    @Override
    public Integer call() {
        Found found = new Packages(project.work.directory(surroundings())).find(id);
        PackageState state = PackagesCommand.OnOne.readable(found).manifest().state();
        return switch (state) {
            case EXTRACTED, NORMALISED, LOADING -> finish(found);
            case EXTRACTING -> again(found);
            case LOADED -> {
                console()
                        .line("✓ load " + found.loadId() + " of " + found.pipeline()
                                + " is done; nothing is left to do");
                console().json(PackageText.json(found));
                yield Console.DONE;
            }
            case ABORTED, STALE -> throw neverLoaded(found, state);
        };
    }

    static TerminalFailure neverLoaded(Found found, PackageState state) {
        return new TerminalFailure(
                Explanation.of("package " + found.loadId() + " is " + state.word() + " and is never loaded")
                        .at(found.path().toString())
                        .fix("./wadi run " + found.pipeline() + " extracts what is missing"));
    }

    private int finish(Found found) {
        Pipelines pipelines = new Pipelines(surroundings(), project);
        Runs runs = pipelines.runs();
        PipelineRun run = runs.make("", "", "", Station.LOAD, false, pipelines.whereItWasMade());
        return Watched.run(
                runs,
                found.pipeline(),
                console(),
                () -> Work.ended(() -> run, () -> run.finish(found, pipelines.whereItWasMade())));
    }

    /** What asks its source is done as it was asked for: as that run, where it has ended, or else as another. */
    private int again(Found found) {
        Run run = asked(found);
        if (run.state() == RunState.PAUSED) {
            throw new TerminalFailure(
                    Explanation.of("run " + run.id() + " is paused").fix("./wadi run resume " + run.id()));
        }
        if (run.state().mayBeRetried()) {
            String why = "resumed by " + surroundings().user();
            return Pipelines.again(
                    surroundings(), project, console(), run, before -> before.retried(why, Instant.now()));
        }
        return Pipelines.asAsked(
                surroundings(), project, console(), run.order(), (pipelines, wish) -> pipelines.run(console(), wish));
    }

    private Run asked(Found found) {
        List<String> runs =
                PackagesCommand.OnOne.readable(found).manifest().identity().runs();
        String run = runs.isEmpty() ? "" : runs.get(runs.size() - 1);
        try (RunStore store = StoreSettings.of(surroundings(), project).open()) {
            return store.runs()
                    .find(run)
                    .orElseThrow(() -> new TerminalFailure(Explanation.of("package " + found.loadId()
                                    + " was not extracted to its end, and how it was asked for is not on record")
                            .at(found.path().toString())
                            .fix("give the command once more that began it: it goes on where this broke off")));
        }
    }
}
