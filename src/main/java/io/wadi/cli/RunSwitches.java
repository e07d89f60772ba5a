package io.wadi.cli;

import io.wadi.flow.run.Run;
import io.wadi.flow.run.RunState;
import io.wadi.flow.run.Trigger;
import io.wadi.flow.store.RunStore;
import io.wadi.model.Deadline;
import io.wadi.model.Explanation;
import io.wadi.model.TerminalFailure;
import io.wadi.server.RunJson;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What can be wanted of a run that there is. */
final class RunSwitches {
    private static final Duration LOOK = Duration.ofMillis(250);
    private static final int LOOKS = 120;

    private RunSwitches() {}

    /** {@code wadi run cancel}. */
    @Command(
            name = "cancel",
            description = "End a run: one that waits at once, one under way between two pages or statements.")
    static final class Cancel extends OneRun {
        @Option(names = "--no-wait", description = "Do not wait, 30 s at most, until it has ended.")
        boolean noWait;

        @Override
        int on(Run run, RunStore store) {
            Instant now = Instant.now();
            if (!run.state().hasEnded()) {
                // Empty where it ended meanwhile, or is asked already.
                store.queue().cancel(run.id(), by("cancelled", now), now);
            }
            Run after = store.runs().find(run.id()).orElse(run);
            for (int i = 0; i < LOOKS && !noWait && !after.state().hasEnded(); i++) {
                surroundings().pause().pause(LOOK, Deadline.none());
                after = store.runs().find(run.id()).orElse(after);
            }
            if (run.state().hasEnded() || (after.state().hasEnded() && after.state() != RunState.CANCELLED)) {
                throw impossible(after, "cancelled");
            }
            String node = after.node().orElse("its node");
            return told(
                    console(),
                    after,
                    after.state().hasEnded()
                            ? "cancelled"
                            : noWait
                                    ? "is asked to end; " + node + " has it"
                                    : "was asked to end and has not yet; when " + node
                                            + " is gone, the run is Crashed in half a minute",
                    after.state().hasEnded() || noWait ? Console.DONE : Console.FAILED);
        }
    }

    /** {@code wadi run pause}. */
    @Command(
            name = "pause",
            description = "Stop a run, to go on later with what it has: it gives back its slots meanwhile.")
    static final class Pause extends OneRun {
        @Override
        int on(Run run, RunStore store) {
            Run after = changed(store, run, "paused", before -> {
                Instant now = Instant.now();
                return before.toPause(by("paused", now), now);
            });
            String how =
                    after.state() == RunState.PAUSED ? "is paused" : "pauses after the page or statement under way";
            return told(console(), after, how + "; ./wadi run resume " + after.id() + " goes on", Console.DONE);
        }
    }

    /** {@code wadi run resume}. */
    @Command(name = "resume", description = "Go on with a run that was paused.")
    static final class Resume extends OneRun {
        @Override
        int on(Run run, RunStore store) {
            if (run.state() != RunState.PAUSED) {
                throw impossible(run, "resumed");
            }
            Optional<String> keeper =
                    run.order().keeper().filter(node -> store.nodes().find(node).isPresent());
            String taker = keeper.orElseGet(() -> server(surroundings(), run, store));
            Instant now = Instant.now();
            Run after = changed(
                    store, run, "resumed", before -> before.resumed(keeper.isPresent(), by("resumed", now), now));
            return told(console(), after, "goes on as soon as its slots are free; " + taker + " has it", Console.DONE);
        }
    }

    /** {@code wadi run retry}. */
    @Command(
            name = "retry",
            description =
                    "Have a run tried again, with all its attempts and from what was extracted: by a server, or here.")
    static final class Retry extends OneRun {
        @Override
        int on(Run run, RunStore store) {
            if (!run.state().mayBeRetried()) {
                throw impossible(run, "retried");
            }
            Instant now = Instant.now();
            UnaryOperator<Run> again = before -> before.retried(by("retried", now), now);
            Optional<String> taker = new Servers(store.nodes(), surroundings().pause()).alive();
            return taker.isPresent()
                    ? told(
                            console(),
                            changed(store, run, "retried", again),
                            "is queued; " + taker.get() + " takes it",
                            Console.DONE)
                    : here(run, again);
        }

        private int here(Run run, UnaryOperator<Run> again) {
            Trigger trigger = run.order().trigger();
            if (trigger.isOfPackage()) {
                throw new TerminalFailure(Explanation.of("run " + run.id() + " is about a package that is there, and"
                                + " no server runs that would take it")
                        .fix("./wadi " + trigger.word() + " " + Again.loadId(run.order())));
            }
            return Pipelines.again(surroundings(), project, console(), run, again);
        }
    }

    private static int told(Console console, Run run, String what, int code) {
        console.line("run " + run.id() + " of " + run.order().name() + " " + what);
        console.json(RunJson.summary(run));
        return code;
    }

    /** @throws TerminalFailure where no server would ever take it */
    private static String server(Surroundings surroundings, Run run, RunStore store) {
        return new Servers(store.nodes(), surroundings.pause())
                .alive()
                .orElseThrow(() -> new TerminalFailure(Explanation.of("no server runs that would take it; run "
                                + run.id() + " stays " + run.state().word())
                        .fix(RunText.again(run)
                                + " goes on with what it left; or start ./wadi server, then try again")));
    }

    private static Run changed(RunStore store, Run run, String what, UnaryOperator<Run> change) {
        try {
            return store.runs().change(run.id(), change).orElse(run);
        } catch (IllegalStateException e) {
            throw impossible(store.runs().find(run.id()).orElse(run), what);
        }
    }

    private static TerminalFailure impossible(Run run, String what) {
        List<String> possible = new ArrayList<>();
        RunState state = run.state();
        if (!state.hasEnded() && state != RunState.CANCELLING) {
            possible.add("./wadi run cancel " + run.id());
        }
        if (state == RunState.PAUSED) {
            possible.add("./wadi run resume " + run.id());
        } else if (state.mayBecome(RunState.PAUSED) || state.mayBePaused()) {
            possible.add("./wadi run pause " + run.id());
        }
        if (state.mayBeRetried()) {
            possible.add("./wadi run retry " + run.id());
        }
        if (state.hasEnded()) {
            possible.add(RunText.again(run));
        }
        return new TerminalFailure(Explanation.of("run " + run.id() + " is " + state.word() + " and cannot be " + what)
                .fix(
                        possible.isEmpty()
                                ? "wait until it has ended"
                                : "what can be done: " + String.join(", ", possible)));
    }
}
