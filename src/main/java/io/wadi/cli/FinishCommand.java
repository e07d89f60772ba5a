package io.wadi.cli;

import io.wadi.pipeline.PipelineRun;
import io.wadi.pipeline.Station;
import io.wadi.pipeline.Target;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The later stations alone: they go on with the newest package that waits. */
abstract class FinishCommand extends TellingCommand {
    @Parameters(index = "0", paramLabel = "PIPELINE", description = "Its name.")
    String pipeline = "";

    @Mixin
    ProjectOptions project = new ProjectOptions();

    /** {@code wadi normalise}. */
    @Command(
            name = "normalise",
            description = "Only normalise what was extracted: the package waits for ./wadi load PIPELINE.")
    static final class Normalise extends FinishCommand {
        @Override
        public Integer call() {
            return until(Station.NORMALISE);
        }
    }

    /** {@code wadi load}. */
    @Command(name = "load", description = "Load the package that waits, normalising it first where needed.")
    static final class Load extends FinishCommand {
        @Override
        public Integer call() {
            return until(Station.LOAD);
        }
    }

    final int until(Station station) {
        Pipelines pipelines = new Pipelines(surroundings(), project);
        Target.Finder byAddress = pipelines.whereItWasMade();
        Runs runs = pipelines.runs();
        PipelineRun run = runs.make("", "", "", station, false, byAddress);
        return Watched.run(
                runs, pipeline, console(), () -> Work.ended(() -> run, () -> run.finish(pipeline, byAddress)));
    }
}
