package io.wadi.cli;

import io.wadi.camel.WadiContext;
import io.wadi.config.TimeSpan;
import io.wadi.flow.Deployment;
import io.wadi.flow.node.Stop;
import io.wadi.flow.node.Underway;
import io.wadi.flow.run.Voice;
import io.wadi.model.Explanation;
import io.wadi.model.Failure;
import io.wadi.model.Pause;
import io.wadi.model.TerminalFailure;
import io.wadi.model.TransientFailure;
import io.wadi.pipeline.PipelineRun;
import io.wadi.pipeline.Replay;
import io.wadi.pipeline.RunReport;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/**
 * A run that is ready to begin: its routes are started, its source was not asked for anything.
 *
 * @param make an attempt; given whether it is the first one
 * @param hide takes the secrets out of a text
 */
record Work(
        Wish wish, WadiContext context, Function<Boolean, PipelineRun> make, Pause pause, UnaryOperator<String> hide) {
    /** How a run ended, for whoever looks on. */
    sealed interface End permits Well, Badly, PassedOver, DoneBefore {}

    /** @param reason why it did not begin */
    record PassedOver(String reason) implements End {}

    /** Another run of its key had done it. */
    record DoneBefore(String run, Optional<String> loadId) implements End {}

    record Well(RunReport report) implements End {}

    /** @param safe what is true of the destination now */
    record Badly(Failure failure, String safe) implements End {}

    private static final Explanation TOO_SMALL = Explanation.of(
                    "the heap is too small for this run; a single record of many megabytes is what needs most")
            .fix("give it more: WADI_HEAP=2g ./wadi ...");

    private static final Explanation NO_LOAD = Explanation.of(
                    "the route ended, and no wadi-load was reached that the run waited for")
            .fix("call wadi-load in the pipeline's own route, after wadi-source, and not in a split or multicast,"
                    + " under a condition or in a wireTap");

    private static final Duration LEAST = Duration.ofMillis(1);

    /** @param notes told what happens on the way: level and text */
    End run(Underway underway, BiConsumer<String, String> notes) {
        Voice.current().ifPresent(voice -> voice.heardBy(line -> hear(line, underway, notes)));
        PipelineRun first = make.apply(true);
        underway.begins();
        return wish.deployment()
                .map(deployment -> ofDeployment(deployment, first, underway, notes))
                .orElseGet(() -> noted(underway, ended(() -> first, () -> context.run(first, wish.asks()))));
    }

    /** What routes say is shown as they say it; what code notices is printed by the log itself. */
    private void hear(Voice.Line line, Underway underway, BiConsumer<String, String> notes) {
        String text = hide.apply(line.text());
        underway.say(line.level(), text);
        if (line.ofRoute()) {
            notes.accept(line.level(), text);
        }
    }

    private End ofDeployment(
            Deployment deployment, PipelineRun first, Underway underway, BiConsumer<String, String> notes) {
        DeploymentRun run = new DeploymentRun(
                deployment.retries(),
                first,
                () -> make.apply(false),
                underway,
                pause,
                RandomGenerator.getDefault(),
                text -> notes.accept("INFO", text));
        Duration left = deployment.timeout().minus(underway.run().tally().spent());
        Stop late = new Stop(Stop.Kind.TIME_OUT, "timed out after " + TimeSpan.text(deployment.timeout()));
        try (Alarm alarm = Alarm.after(left.compareTo(LEAST) < 0 ? LEAST : left, () -> underway.stop(late))) {
            return noted(underway, ended(run::current, () -> context.run(deployment, run, wish.asks())));
        }
    }

    /** Does it, and says how it ended. */
    static End ended(Supplier<PipelineRun> run, Runnable work) {
        try {
            work.run();
            return new Well(run.get().report().orElseThrow(() -> new TerminalFailure(NO_LOAD)));
        } catch (Failure failure) {
            return new Badly(failure, Watched.safe(run.get()));
        } catch (OutOfMemoryError e) {
            return new Badly(new TransientFailure(TOO_SMALL, e), Watched.safe(run.get()));
        }
    }

    /** Loads a package once more, and says how that ended. */
    static End ended(Replay replay) {
        try {
            return new Well(replay.run());
        } catch (Failure failure) {
            return new Badly(failure, Watched.UNTOUCHED);
        }
    }

    static End noted(Underway underway, End end) {
        if (end instanceof Well well) {
            ReportText.withoutWarnings(well.report()).forEach(line -> underway.say("INFO", line));
        }
        underway.ends(
                end instanceof Badly badly
                        ? Endings.failed(badly.failure(), badly.safe())
                        : Endings.done(((Well) end).report()));
        return end;
    }
}
