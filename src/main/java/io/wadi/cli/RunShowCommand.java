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
        Console console = console();
        if (console.isJson()) {
            console.json(RunJson.details(run, store));
        } else {
            ShownRun.of(run, store, LocalTimes.here()).lines().forEach(console::line);
        }
        return Console.DONE;
    }
}
