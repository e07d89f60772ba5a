package io.wadi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.model.Pause;
import io.wadi.prove.Judge;
import io.wadi.prove.Sight;
import io.wadi.prove.Story;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A pipeline whose runs are killed (SIGKILL) at any time, while its source changes, some hundred times: nothing is lost or
 * doubled, and readers see all of a load or nothing. {@code -Dwadi.soak.kills=N -Dwadi.soak.seed=N} say how often, and when.
 */
@Tag("chaos")
class SoakTest {
    private static final int KILLS = Integer.getInteger("wadi.soak.kills", 300);
    private static final long SEED = Long.getLong("wadi.soak.seed", System.nanoTime());
    private static final int KILLS_A_TIME = 10;
    private static final long PATIENCE = 300_000;

    @TempDir
    Path root;

    private final Random random = new Random(SEED);
    private int killed;
    private int survived;
    private int looks;
    /** About how long a run takes, in milliseconds. */
    private long longest;

    private static List<String> command(SamplePlot plot, Path folder, int time) {
        List<String> command = new ArrayList<>(List.of(
                "run",
                "prove",
                "--quiet",
                "--work",
                folder.resolve("work").toString(),
                "--destination",
                "duckdb://" + folder.resolve("out.duckdb")));
        command.addAll(plot.at(folder, time));
        return command;
    }

    private static Sight run(SamplePlot plot, Path folder, int time) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
        int code = Wadi.run(
                new Surroundings(out, out, Map.of(), plot.home(), false, Pause.REAL),
                command(plot, folder, time).toArray(String[]::new));
        assertThat(code).as(said.toString(StandardCharsets.UTF_8)).isZero();
        return new DuckDbGround(folder.resolve("out.duckdb")).look();
    }

    @Test
    void nothingIsLostOrDoubled() throws Exception {
        System.out.println("soak: " + KILLS + " kills, seed " + SEED);
        Path calm = Files.createDirectory(root.resolve("calm"));
        Path rough = Files.createDirectory(root.resolve("rough"));
        try (SamplePlot plot = new SamplePlot(root.resolve("project"), List.of())) {
            kill(plot, Files.createDirectory(root.resolve("measured")), 1, PATIENCE);
            Sight before = Sight.NOTHING;
            for (int time = 1; killed < KILLS; time++) {
                Sight after = run(plot, calm, time);
                Judge judge = new Judge(new Story(before, after, after));
                for (int i = 0; i < KILLS_A_TIME && killed < KILLS; i++) {
                    kill(plot, rough, time, random.nextLong(longest));
                    judge.meanwhile(noted(rough));
                    judge.meanwhile(List.of(new DuckDbGround(rough.resolve("out.duckdb")).look()));
                }
                judge.completed(run(plot, rough, time));
                assertThat(judge.faults()).as("time %d, seed %d", time, SEED).isEmpty();
                System.out.println("soak: time " + time + ", killed " + killed + ", came through " + survived
                        + ", looks " + looks + ": " + rows(after) + " rows");
                before = after;
            }
        }
    }

    private static long rows(Sight sight) {
        return sight.tables().values().stream().mapToLong(Sight.Rows::count).sum();
    }

    /** @param after how many milliseconds, unless it has ended by then */
    private void kill(SamplePlot plot, Path folder, int time, long after) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dwadi.home=" + plot.home(),
                "-cp",
                System.getProperty("java.class.path"),
                ProveChild.class.getName(),
                ProveChild.COUNT,
                folder.toString(),
                folder.resolve("out.duckdb").toString()));
        all.addAll(command(plot, folder, time));
        long began = System.nanoTime();
        Process process = new ProcessBuilder(all)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (process.waitFor(after, TimeUnit.MILLISECONDS)) {
            survived++;
            longest = Duration.ofNanos(System.nanoTime() - began).toMillis();
        } else {
            process.destroyForcibly().waitFor();
            killed++;
            longest += longest / 20;
        }
    }

    private List<Sight> noted(Path folder) throws IOException {
        Path notes = folder.resolve(ProveChild.LOOKS);
        List<Sight> seen = new ArrayList<>();
        if (Files.exists(notes)) {
            String text = Files.readString(notes);
            // The last line may be cut.
            text.substring(0, text.lastIndexOf('\n') + 1)
                    .lines()
                    .map(Sight::parse)
                    .forEach(seen::add);
            Files.delete(notes);
        }
        looks += seen.size();
        return seen;
    }
}
