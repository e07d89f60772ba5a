package io.wadi.cli;

import io.wadi.model.Explanation;
import io.wadi.model.Failure;
import io.wadi.model.TerminalFailure;
import io.wadi.model.TransientFailure;
import io.wadi.pipeline.PipelineRun;
import io.wadi.pipeline.RunReport;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** A run with a person looking on: progress while it goes, the report or the failure when it ends. */
final class Watched {
    /** A cancelled request or statement ends within two seconds. */
    private static final long PATIENCE_SECONDS = 2;

    private static final Explanation TOO_SMALL = Explanation.of(
                    "the heap is too small for this run; a single record of" + " many megabytes is what needs most")
            .fix("give it more: WADI_HEAP=2g ./wadi ...");

    private static final Explanation NO_LOAD = Explanation.of(
                    "the route ended, and no wadi-load was reached that the run waited for")
            .fix(
                    "call wadi-load in the pipeline's own route, after wadi-source, and not in a split or multicast, under a condition or in a wireTap");

    private static final String UNTOUCHED = "nothing was loaded; the destination and the cursor are as they were";

    private Watched() {}

    /**
     * @param run the one under way: another for each attempt
     * @return the exit code
     */
    static int run(String pipeline, Runs runs, Supplier<PipelineRun> run, Console console, Runnable work) {
        CountDownLatch told = new CountDownLatch(1);
        Thread onInterrupt = new Thread(() -> cancel(runs, told), "wadi-cancel");
        Runtime.getRuntime().addShutdownHook(onInterrupt);
        try {
            try (LiveProgress live = new LiveProgress(pipeline, runs.progress(), console)) {
                work.run();
            }
            RunReport report = run.get().report().orElseThrow(() -> new TerminalFailure(NO_LOAD));
            ReportText.of(report).forEach(console::line);
            console.json(ReportJson.of(report));
            return Console.DONE;
        } catch (Failure failure) {
            return console.failed(failure, safe(run.get()));
        } catch (OutOfMemoryError e) {
            return console.failed(new TransientFailure(TOO_SMALL, e), safe(run.get()));
        } finally {
            told.countDown();
            unhook(onInterrupt);
        }
    }

    /** Java ends when this does, so it waits until the run has undone what it began and the user was told. */
    private static void cancel(Runs runs, CountDownLatch told) {
        runs.deadline().cancel("cancelled by the user");
        try {
            told.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What failed may have been a step after a commit: tidying up, or the second of two packages. */
    private static String safe(PipelineRun run) {
        return run.report()
                .filter(report -> report.loaded().isPresent())
                .flatMap(RunReport::loadId)
                .map(id -> "load " + id + " is in the destination, whole; nothing after it was loaded")
                .orElse(UNTOUCHED);
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
