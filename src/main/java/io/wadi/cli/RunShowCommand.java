package io.wadi.cli;

import io.wadi.flow.run.Run;
import io.wadi.flow.store.RunStore;
import io.wadi.server.RunJson;
import picocli.CommandLine.Command;

/** {@code wadi run show}. */
@Command(name = "show", description = "Show a run: what went wrong and what to do, its attempts, rows and tables.")
final class RunShowCommand extends OneRun {
    @Override
    int on(Run run, RunStore store) {
        ShownRun shown = ShownRun.of(run, store, LocalTimes.here());
        shown.lines().forEach(console()::line);
        console().json(RunJson.details(run, store));
        return Console.DONE;
    }
}
