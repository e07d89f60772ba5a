package io.wadi.cli;

import io.wadi.flow.run.Run;
import io.wadi.flow.store.RunStore;
import picocli.CommandLine.Command;

/** {@code wadi run show}. */
@Command(name = "show", description = "Show a run: what went wrong and what to do, its attempts, rows and tables.")
final class RunShowCommand extends OneRun {
    @Override
    int on(Run run, RunStore store) {
        ShownRun shown = ShownRun.of(run, store.runs(), LocalTimes.here());
        shown.lines().forEach(console()::line);
        console().json(shown.json());
        return Console.DONE;
    }
}
