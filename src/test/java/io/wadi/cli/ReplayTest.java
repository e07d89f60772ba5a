package io.wadi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.cli.Project.Outcome;
import io.wadi.pack.PackageStore.Found;
import io.wadi.pipeline.Packages;
import io.wadi.testing.Reply;
import io.wadi.testing.ScriptedServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Packages once more: those that did not come to their end, and those that did. */
class ReplayTest {
    @TempDir
    private Path home;

    private Orders orders;

    @BeforeEach
    void files() {
        orders = new Orders(home);
        orders.source();
        orders.arrives("a.csv", "1,a\n2,b\n");
    }

    private Outcome wadi(String... args) {
        return orders.project.wadi(args);
    }

    private List<Found> packages() {
        return new Packages(home.resolve("work")).all();
    }

    private Found last() {
        return packages().get(packages().size() - 1);
    }

    private Map<String, List<String>> contents(Path database) throws IOException {
        Project other = new Project(home.resolve("look"));
        Files.createDirectories(other.home);
        Files.copy(database, other.database, StandardCopyOption.REPLACE_EXISTING);
        return other.contents();
    }

    @Test
    void whereADestinationCameBackFromABackup() throws IOException {
        orders.runs();
        Path backup = home.resolve("backup.duckdb");
        Files.copy(orders.project.database, backup);
        orders.arrives("b.csv", "3,c\n");
        orders.runs();
        Map<String, List<String>> all = contents(orders.project.database);
        String run = last().directory().orElseThrow().manifest().identity().run();
        Files.copy(backup, orders.project.database, StandardCopyOption.REPLACE_EXISTING);
        orders.project.file("in/b.csv", "id,name\nits source has changed\n");

        Outcome replayed = wadi("replay", run);

        assertThat(replayed.code()).as(replayed.err()).isZero();
        assertThat(contents(orders.project.database)).isEqualTo(all);
        Outcome again = wadi("replay", run.substring(run.length() - 8));
        assertThat(again.code()).as(again.err()).isZero();
        assertThat(again.out()).contains("it was loaded already");
        assertThat(contents(orders.project.database)).isEqualTo(all);
    }

    @Test
    void intoAnotherDatabaseOneAfterTheOther() throws IOException {
        orders.project.file("application.properties", "wadi.packages.keep=2\n");
        orders.runs();
        orders.arrives("b.csv", "3,c\n");
        orders.runs();
        Path look = home.resolve("dev.duckdb");
        String first = packages().get(0).loadId();
        String second = packages().get(1).loadId();
        String into = "duckdb://" + look;

        assertThat(wadi("replay", first, "--into", into).code()).isZero();
        assertThat(wadi("replay", second, "--into", into).code()).isZero();

        assertThat(contents(look)).isEqualTo(contents(orders.project.database));
        orders.arrives("c.csv", "4,d\n");
        orders.runs();
        Outcome gone = wadi("replay", first, "--into", into, "--dataset", "other");
        assertThat(gone.code()).isEqualTo(1);
        assertThat(gone.err()).contains("has no rows here: it is loaded", "wadi.packages.keep");
        assertThat(wadi("replay", second, "--into", into, "--dataset", "The Other")
                        .code())
                .isZero();
        Outcome ahead = wadi("replay", last().loadId(), "--into", into, "--dataset", "the_other");
        assertThat(ahead.code()).isZero();
        Path behind = home.resolve("behind.duckdb");
        assertThat(wadi("replay", last().loadId(), "--into", "duckdb://" + behind)
                        .code())
                .isZero();
        Outcome back = wadi("replay", second, "--into", "duckdb://" + behind);
        assertThat(back.code()).isEqualTo(1);
        assertThat(back.err()).contains("follows load " + first, "its cursors would go back");
    }

    @Test
    void noRowsAreKeptWhereNoneAreWanted() {
        orders.project.file("application.properties", "wadi.packages.keep=0\n");
        orders.runs();
        assertThat(wadi("replay", last().loadId()).out()).contains("it was loaded already");
        assertThat(wadi("replay", last().loadId(), "--dataset", "other").err()).contains("has no rows here");
        orders.project.file("application.properties", "wadi.packages.keep=many\n");
        assertThat(orders.run().err()).contains("wadi.packages.keep is 'many'");
    }

    @Test
    void whatWasExtractedIsFinishedWithoutItsSource() throws IOException {
        assertThat(wadi("extract", "orders", "--destination", "duckdb://" + orders.project.database)
                        .code())
                .isZero();
        Files.delete(home.resolve("in/a.csv"));

        Outcome resumed = wadi("resume", last().loadId());

        assertThat(resumed.code()).as(resumed.err()).isZero();
        assertThat(orders.ids()).containsExactly("1", "2");
        assertThat(wadi("resume", last().loadId()).out()).contains("nothing is left to do");
    }

    @Test
    void whatWasNotExtractedToItsEndIsAskedForAsItWasAskedForBefore() {
        try (ScriptedServer server = ScriptedServer.start()) {
            Reply second = Reply.json("{\"pages\": 2, \"data\": [{\"id\": 2}]}");
            Reply down = Reply.of(503, "down");
            server.on("/events", Reply.json("{\"pages\": 2, \"data\": [{\"id\": 1}]}"), down, down, second);
            Project events =
                    new Project(home.resolve("events")).events(server.url("/events"), "retries: 0", "parallel: 1");
            assertThat(events.run().code()).isEqualTo(1);
            Found left = new Packages(events.home.resolve("work")).all().get(0);
            String run = left.directory().orElseThrow().manifest().identity().run();

            assertThat(events.wadi("resume", run).code()).isEqualTo(1);

            Outcome resumed = events.wadi("resume", run);

            assertThat(resumed.code()).as(resumed.err()).isZero();
            assertThat(server.count("/events")).isEqualTo(4);
            assertThat(events.wadi("replay", run).out()).contains("it was loaded already");
            assertThat(events.query("SELECT id FROM shop.events ORDER BY id")).containsExactly("1", "2");
        }
    }
}
