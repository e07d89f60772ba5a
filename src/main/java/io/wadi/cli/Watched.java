package io.wadi.cli;

import io.wadi.model.Failure;
import io.wadi.pipeline.PipelineRun;
import io.wadi.pipeline.RunReport;

/** A run with a person looking on: progress while it goes, the report or the failure when it ends. */
final class Watched {
    /** What the run does. */
    interface Work {
        void on(PipelineRun run);
    }

    private static final String UNTOUCHED = "nothing was loaded; the destination and the cursor are as they were";

    private Watched() {}

    /** @return the exit code */
    static int run(String pipeline, Runs runs, PipelineRun run, Console console, Work work) {
        Thread onInterrupt = new Thread(() -> runs.deadline().cancel("cancelled by the user"), "wadi-cancel");
        Runtime.getRuntime().addShutdownHook(onInterrupt);
        try {
            try (LiveProgress live = new LiveProgress(pipeline, runs.progress(), console)) {
                work.on(run);
            }
            RunReport report = run.report().orElseThrow();
            ReportText.of(report).forEach(console::line);
            console.json(ReportJson.of(report));
            return Console.DONE;
        } catch (Failure failure) {
            return console.failed(failure, UNTOUCHED);
        } finally {
            unhook(onInterrupt);
        }
    }

    private static void unhook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending: the hook has run, or runs now.
            return;
        }
    }
}
