package io.wadi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.disk.Durable;
import io.wadi.testing.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Copies under a key, killed from outside at any moment and repeated until they say that they are done - often without the
 * working directory, as on another machine. What they loaded is what one copy that nobody disturbs loads.
 */
class KilledCopiesTest {
    private static final int ROWS = 30_000;
    private static final int MOST_TRIES = 60;
    private static final String TABLES =
            "SELECT table_name FROM duckdb_tables() WHERE table_name LIKE 'orders%' ORDER BY 1";

    @TempDir
    private Path home;

    @Test
    void loadEachOnce() throws IOException {
        kill(2, 5);
    }

    @Test
    @Tag("exhaustive")
    void loadEachOnceHoweverOftenTheyAreKilled() throws IOException {
        kill(4, 18);
    }

    /**
     * @param copies how many, one after another into one table
     * @param kills how many processes are killed in all, at least
     */
    private void kill(int copies, int kills) throws IOException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        orders();
        Project project = new Project(home);
        long longest = undisturbed(project);
        int killed = 0;
        for (int copy = 1; copy <= copies; copy++) {
            int tries = 0;
            // After so many kills it is left alone.
            boolean done = false;
            while (!done) {
                assertThat(tries++).as("tries of copy %d, seed %d", copy, seed).isLessThan(MOST_TRIES);
                boolean leftAlone = tries > (kills + copies - 1) / copies;
                ChildJvm child = start("key-" + copy);
                if (leftAlone) {
                    int code = child.end();
                    assertThat(code).as("copy %d, seed %d", copy, seed).isZero();
                    done = true;
                } else {
                    // Late in its life, where it commits, as often as at any time.
                    long from = random.nextBoolean() ? longest / 2 : 0;
                    killed += child.killAfter(from + random.nextLong(longest)) ? 1 : 0;
                }
                if (random.nextInt(3) == 0) {
                    Durable.remove(home.resolve("work"));
                }
            }
            project.query(TABLES).forEach(table -> same(project, table, seed));
            assertThat(project.query("SELECT count(*) FROM main.orders"))
                    .as("seed " + seed)
                    .containsExactly(String.valueOf((long) ROWS * copy));
        }
        assertThat(killed).as("seed " + seed).isPositive();
        start("key-1").end();
        assertThat(project.query("SELECT count(*) FROM main._wadi_receipts"))
                .as("seed " + seed)
                .containsExactly(String.valueOf(copies));
        try (Stream<Path> files = Files.walk(home.resolve("work"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".tmp"))).isEmpty();
        }
    }

    /** Each record as often as copies were made, whichever table has its part of it. */
    private static void same(Project project, String table, long seed) {
        String copies = project.query("SELECT count(*) FROM main._dlt_loads").get(0);
        String id = table.equals("orders") ? "id" : "value";
        assertThat(project.query("SELECT count(*) FROM (SELECT " + id + " FROM main." + table + " GROUP BY ALL HAVING"
                        + " count(*) <> " + copies + ")"))
                .as(table + ", seed " + seed)
                .containsExactly("0");
    }

    private void orders() throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int i = 1; i <= ROWS; i++) {
            lines.append("{\"id\":")
                    .append(i)
                    .append(",\"name\":\"order ")
                    .append(i)
                    .append("\",\"tags\":[");
            lines.append(i).append("]}\n");
        }
        Files.writeString(home.resolve("orders.jsonl"), lines);
    }

    private long undisturbed(Project project) {
        long began = System.nanoTime();
        String other = home.resolve("other.duckdb").toString();
        assertThat(command(other, "undisturbed").end()).isZero();
        Durable.remove(home.resolve("work"));
        assertThat(project.contents()).isEmpty();
        return (System.nanoTime() - began) / 1_000_000;
    }

    private ChildJvm start(String key) {
        return command(home.resolve("out.duckdb").toString(), key);
    }

    private ChildJvm command(String database, String key) {
        List<String> command = List.of(
                "copy",
                home.resolve("orders.jsonl").toString(),
                database,
                "--key",
                key,
                "--work",
                home.resolve("work").toString(),
                "--quiet");
        Path temporary = home.resolve("tmp");
        Durable.remove(temporary); // what was killed leaves its native library there
        Durable.directories(temporary);
        return ChildJvm.start(List.of("-Djava.io.tmpdir=" + temporary), Wadi.class, command.toArray(String[]::new));
    }
}
