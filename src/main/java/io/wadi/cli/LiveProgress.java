package io.wadi.cli;

import com.sun.management.OperatingSystemMXBean;
import io.wadi.pipeline.Progress;
import io.wadi.pipeline.Station;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Shows how far a run is: on a terminal one line a resource, drawn over in place; otherwise a plain line every ten seconds.
 */
final class LiveProgress implements AutoCloseable {
    private static final long REDRAW_MILLIS = 200;
    private static final long PLAIN_MILLIS = 10_000;
    private static final long PAGE_BYTES = 4096;

    private final String pipeline;
    private final Progress progress;
    private final Console console;
    private final ScheduledExecutorService timer;
    private final long started = System.nanoTime();
    private Optional<ScheduledFuture<?>> drawing = Optional.empty();

    LiveProgress(String pipeline, Progress progress, Console console) {
        this.pipeline = pipeline;
        this.progress = progress;
        this.console = console;
        this.timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "wadi-progress");
            thread.setDaemon(true);
            return thread;
        });
        long period = console.isTerminal() ? REDRAW_MILLIS : PLAIN_MILLIS;
        if (console.tellsProgress()) {
            drawing = Optional.of(timer.scheduleAtFixedRate(this::show, period, period, TimeUnit.MILLISECONDS));
        }
    }

    private void show() {
        console.progress(lines());
    }

    private List<String> lines() {
        double seconds = (System.nanoTime() - started) / 1e9;
        String process = process();
        if (progress.station() == Station.LOAD || progress.counters().isEmpty()) {
            return List.of(String.format(
                    Locale.ROOT,
                    "%s %.0f s  %s",
                    progress.station().name().toLowerCase(Locale.ROOT),
                    seconds,
                    process));
        }
        return progress.counters().stream()
                .map(counter -> String.format(
                        Locale.ROOT,
                        "%s%,d records  %,.0f/s  %,d pages  %s",
                        counter.resource().equals(pipeline) ? "" : counter.resource() + "  ",
                        counter.records(),
                        counter.records() / seconds,
                        counter.pages(),
                        process))
                .toList();
    }

    /** The CPU of the process, 100 % being one core, and its memory. */
    private static String process() {
        double load = ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                ? Math.max(0, system.getProcessCpuLoad()) * system.getAvailableProcessors() * 100
                : 0;
        return String.format(Locale.ROOT, "cpu %.0f %%  memory %,d MB", load, resident() >> 20);
    }

    /** What the process takes of the machine's memory, where the system tells (Linux); else its heap. */
    private static long resident() {
        try {
            String[] pages = Files.readString(Path.of("/proc/self/statm")).split(" ", 3);
            return Long.parseLong(pages[1]) * PAGE_BYTES;
        } catch (IOException e) {
            return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
        }
    }

    @Override
    public void close() {
        drawing.ifPresent(d -> d.cancel(false));
        timer.shutdown();
        console.endProgress();
    }
}
