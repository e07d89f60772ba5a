package io.wadi.cli;

import io.wadi.flow.run.Voice;
import io.wadi.pipeline.PipelineRun;
import io.wadi.pipeline.Progress;
import io.wadi.pipeline.RunReport;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A run with a person looking on: progress while it goes, the report or the failure when it ends. */
final class Watched {
    static final String UNTOUCHED = "nothing was loaded; the destination and the cursor are as they were";

    /** A cancelled request or statement ends within two seconds. */
    private static final long PATIENCE_SECONDS = 2;

    private Watched() {}

    /**
     * @param cancel ends the run, with the reason
     * @return the exit code
     */
    static int run(
            String id,
            String name,
            Progress progress,
            Consumer<String> cancel,
            Console console,
            Supplier<Work.End> work) {
        CountDownLatch told = new CountDownLatch(1);
        Thread onInterrupt = new Thread(() -> cancel(cancel, told), "wadi-cancel");
        Runtime.getRuntime().addShutdownHook(onInterrupt);
        try (Voice voice = Voice.of(id, name)) {
            Work.End end;
            try (LiveProgress live = new LiveProgress(voice.pipeline(), progress, console)) {
                end = work.get();
            }
            if (end instanceof Work.Badly badly) {
                return console.failed(badly.failure(), badly.safe());
            }
            if (end instanceof Work.DoneBefore before) {
                return doneBefore(console, name, before);
            }
            return end instanceof Work.PassedOver passed
                    ? passedOver(console, name, passed.reason())
                    : told(console, ((Work.Well) end).report());
        } finally {
            told.countDown();
            unhook(onInterrupt);
        }
    }

    /** The same of a run that no other process may end. */
    static int run(Runs runs, String name, Console console, Supplier<Work.End> work) {
        return run(runs.id(), name, runs.progress(), runs.deadline()::cancel, console, work);
    }

    private static int passedOver(Console console, String name, String reason) {
        console.line("- " + name + " was passed over: " + reason);
        console.json(ReportJson.passedOver(reason));
        return Console.DONE;
    }

    private static int doneBefore(Console console, String name, Work.DoneBefore before) {
        console.line("✓ " + name + " was done before under this key, by run " + before.run()
                + before.loadId().map(id -> ": load " + id).orElse("") + "; nothing was loaded again");
        console.json(ReportJson.doneBefore(before.run(), before.loadId()));
        return Console.DONE;
    }

    private static int told(Console console, RunReport report) {
        ReportText.of(report).forEach(console::line);
        console.json(ReportJson.of(report));
        return Console.DONE;
    }

    /** Java ends when this does, so it waits until the run has undone what it began and the user was told. */
    private static void cancel(Consumer<String> run, CountDownLatch told) {
        run.accept("cancelled by the user");
        try {
            told.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What failed may have been a step after a commit: tidying up, or the second of two packages. */
    static String safe(PipelineRun run) {
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
