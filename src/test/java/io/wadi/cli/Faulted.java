package io.wadi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.cli.Project.Outcome;
import io.wadi.model.CrashPoint;
import io.wadi.prove.Sight;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The sample of {@code wadi prove} in a world that fails: after a first load something happens to the second, which says
 * what; then the world is mended, and what is there must be as if nothing had happened.
 */
final class Faulted implements AutoCloseable {
    private static final List<Sight> WANTED = new ArrayList<>();
    private static final long PATIENCE_SECONDS = 240;

    final Path folder;
    final SamplePlot plot;
    Path work;
    Path database;

    /** @param folder of the test */
    Faulted(Path folder) {
        this.folder = folder;
        this.plot = new SamplePlot(folder.resolve("project"), List.of());
        rehearsed(folder.resolve("rehearsal"));
        work = folder.resolve("work");
        database = folder.resolve("out.duckdb");
        succeeds(1);
    }

    /** What is there after each time where nothing happens; the same in every test. */
    private synchronized void rehearsed(Path rehearsal) {
        synchronized (WANTED) {
            if (WANTED.isEmpty()) {
                work = rehearsal.resolve("work");
                database = rehearsal.resolve("out.duckdb");
                List<Sight> seen = new ArrayList<>();
                for (int time = 1; time <= plot.times(); time++) {
                    assertThat(run(rehearsal, time).code()).isZero();
                    seen.add(sight());
                }
                WANTED.addAll(seen);
            }
        }
    }

    Sight sight() {
        return new DuckDbGround(database).look();
    }

    List<String> command(Path files, int time) {
        List<String> command = new ArrayList<>(
                List.of("run", "prove", "--work", work.toString(), "--destination", "duckdb://" + database));
        command.addAll(plot.at(files, time));
        return command;
    }

    /** In this process; nobody waits. */
    Outcome run(int time, String... more) {
        List<String> command = command(folder, time);
        command.addAll(List.of(more));
        return run(command);
    }

    private Outcome run(Path files, int time) {
        return run(command(files, time));
    }

    private Outcome run(List<String> command) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = Wadi.run(
                new Surroundings(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        Map.of(),
                        plot.home(),
                        false,
                        (time, deadline) -> Thread.onSpinWait()),
                command.toArray(String[]::new));
        return new Outcome(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    void succeeds(int time, String... more) {
        Outcome outcome = run(time, more);
        assertThat(outcome.code()).as(outcome.err()).isZero();
    }

    /** In a process of its own, with the options of its virtual machine and what it is told before its command. */
    Outcome child(List<String> options, Class<?> main, List<String> before, int time) {
        List<String> all = new ArrayList<>();
        all.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        all.addAll(
                List.of("-XX:TieredStopAtLevel=1", "-Dslf4j.internal.verbosity=ERROR", "-Dwadi.home=" + plot.home()));
        all.addAll(options);
        all.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        all.addAll(before);
        all.addAll(command(folder, time));
        Path log = folder.resolve("child-" + System.nanoTime() + ".log");
        try {
            Process process = new ProcessBuilder(all)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            process.getOutputStream().close();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("it does not end: " + Files.readString(log));
            }
            return new Outcome(process.exitValue(), "", Files.readString(log));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The second load is halted there. */
    Faulted halted(String at) {
        assertThat(child(List.of(), ProveChild.class, List.of(at, folder.toString(), ""), 2)
                        .code())
                .isEqualTo(CrashPoint.HALTED);
        return this;
    }

    /** It failed in words: what, what is safe, what to do; nobody saw anything of it. */
    void failed(Outcome outcome, String... words) {
        assertThat(outcome.code()).as(outcome.err()).isEqualTo(Console.FAILED);
        assertThat(outcome.err())
                .contains(
                        "✗ ",
                        "  fix    ",
                        "  safe   nothing was loaded; the destination and the cursor are as they were")
                .contains(words)
                .doesNotContain("\tat ", "Exception", "in a way it should not");
        assertThat(sight()).isEqualTo(WANTED.get(0));
    }

    /** The world is mended: the second load is made, and the third. */
    void goesOn(String... more) {
        succeeds(2, more);
        assertThat(told(sight())).isEqualTo(told(WANTED.get(1)));
        succeeds(3);
        assertThat(told(sight())).isEqualTo(told(WANTED.get(2)));
    }

    /** Without the books: a run that finds nothing to finish may add a load. */
    private static Map<String, Sight.Rows> told(Sight sight) {
        Map<String, Sight.Rows> tables = new HashMap<>(sight.tables());
        tables.keySet().removeIf(table -> table.contains("._"));
        return tables;
    }

    @Override
    public void close() {
        plot.close();
    }
}
