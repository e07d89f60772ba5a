package io.wadi.cli;

import io.wadi.disk.Durable;
import io.wadi.load.duckdb.Grid;
import io.wadi.model.Explanation;
import io.wadi.model.Failure;
import io.wadi.model.TerminalFailure;
import io.wadi.model.TransientFailure;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Has a question of a person answered by a process of its own, which is ended when it takes too long and cannot take more
 * memory than it was given: whatever the SQL does, runs go on. It knows no secret and no setting, and holds the file for
 * less time than a load waits for it.
 */
final class QueryProcess {
    static final Duration LONGEST = Duration.ofSeconds(8);
    private static final int MEGABYTES = 256;
    /** Of addresses, in kB: what Java and DuckDB reserve for themselves, and as much again for texts. */
    private static final String ADDRESSES = "2200000";

    private static final int LONGEST_ANSWER = 64 << 20;
    /** A load tries to get the file so often. */
    private static final Duration GAP = Duration.ofMillis(250);
    /** The kernel, short of memory, ends this before all else; where there are no such limits there are none. */
    private static final String NARROW = "ulimit -v \"$0\" 2>/dev/null; { echo 1000 >/proc/self/oom_score_adj; }"
            + " 2>/dev/null; ulimit -c 0 2>/dev/null; exec \"$@\"";

    private final Duration longest;
    private final Semaphore one = new Semaphore(1, true);
    private long free = System.nanoTime();

    /** @param longest what a question may take */
    QueryProcess(Duration longest) {
        this.longest = longest;
    }

    /** @throws Failure in words for whoever asked */
    Grid ask(Path file, String dataset, String sql, Grid.Bounds bounds) {
        try {
            if (!one.tryAcquire(2, TimeUnit.SECONDS)) {
                throw new TransientFailure(Explanation.of("another query is under way")
                        .fix("ask again in a moment: they run one after the other"));
            }
            try {
                TimeUnit.NANOSECONDS.sleep(free - System.nanoTime());
                return alone(file, dataset, sql, bounds);
            } finally {
                free = System.nanoTime() + GAP.toNanos();
                one.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TransientFailure(Explanation.of("interrupted").fix("ask again"), e);
        }
    }

    private Grid alone(Path file, String dataset, String sql, Grid.Bounds bounds) {
        Path folder = folder();
        try {
            ProcessBuilder builder = new ProcessBuilder(command(folder, file, dataset, bounds));
            builder.environment().clear();
            Process process =
                    builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
            AtomicBoolean late = new AtomicBoolean();
            try (Alarm alarm = Alarm.after(longest, () -> {
                late.set(true);
                process.destroyForcibly();
            })) {
                return read(talk(process, sql), late.get());
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            throw new TransientFailure(
                    Explanation.of("a query could not be started: " + e.getMessage())
                            .fix("ask again"),
                    e);
        } finally {
            Durable.remove(folder);
        }
    }

    private static byte[] talk(Process process, String sql) throws IOException {
        try (OutputStream to = process.getOutputStream()) {
            to.write(sql.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            return new byte[0]; // it has ended before it was asked
        }
        return process.getInputStream().readNBytes(LONGEST_ANSWER);
    }

    private Grid read(byte[] said, boolean late) {
        try {
            return QueryChild.read(said);
        } catch (IOException | IllegalArgumentException e) {
            throw new TerminalFailure(
                    late
                            ? Explanation.of("the query took longer than " + longest.toSeconds() + " s and was ended")
                                    .fix("ask for less: fewer tables, a condition, a sample")
                            : Explanation.of("the query took more than it may of this machine, and was ended")
                                    .fix("ask for fewer rows or shorter texts, or count and sum instead"),
                    e);
        }
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("wadi-query");
        } catch (IOException e) {
            throw new TransientFailure(
                    Explanation.of("a query needs a folder for what is temporary: " + e.getMessage())
                            .fix("free space in " + System.getProperty("java.io.tmpdir")),
                    e);
        }
    }

    private static List<String> command(Path folder, Path file, String dataset, Grid.Bounds bounds) {
        List<String> all = new ArrayList<>();
        if (File.separatorChar == '/') {
            all.addAll(List.of("/bin/sh", "-c", NARROW, ADDRESSES));
        }
        all.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx160m",
                "-Xss512k",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:ReservedCodeCacheSize=24m",
                "-XX:CompressedClassSpaceSize=16m",
                "-XX:+DisplayVMOutputToStderr",
                "-XX:ErrorFile=/dev/null",
                "-Djava.io.tmpdir=" + folder,
                "-cp",
                System.getProperty("java.class.path"),
                QueryChild.class.getName(),
                file.toString(),
                dataset,
                String.valueOf(MEGABYTES),
                String.valueOf(bounds.rows()),
                String.valueOf(bounds.cell()),
                String.valueOf(bounds.whole()),
                String.valueOf(bounds.all())));
        return all;
    }
}
