package io.wadi.cli;

import static io.wadi.cli.RunBooks.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.cli.Project.Outcome;
import io.wadi.flow.run.Run;
import io.wadi.flow.run.RunState;
import io.wadi.flow.run.Trigger;
import io.wadi.flow.store.Logs;
import io.wadi.flow.store.Stores;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./wadi runs} and {@code ./wadi run show}: what somebody sees of runs. */
class RunsCommandTest {
    private static final String LONG = "20261122T120000Z-0a1b2c3d";
    private static final ZoneId WARSAW = ZoneId.of("Europe/Warsaw");

    @TempDir
    Path home;

    private Project project;
    private RunBooks books;

    @BeforeEach
    void open() {
        project = new Project(home).events("http://127.0.0.1:1/");
        books = RunBooks.of(project);
    }

    @AfterEach
    void close() {
        books.close();
    }

    @Test
    void runsAreListedTheNewestFirstAndPageByPage() {
        for (int i = 1; i <= 5; i++) {
            books.queued("r" + i, Stores.order("events", Trigger.API), NOON.plusSeconds(i));
        }

        Outcome first = project.wadi("runs", "-n", "2");
        Outcome next = project.wadi("runs", "-n", "2", "--before", "r4");

        assertThat(first.out().lines().skip(1).map(RunsCommandTest::id)).startsWith("r5", "r4");
        assertThat(first.out()).contains("older ones: --before r4").doesNotContain("r3");
        assertThat(next.out().lines().skip(1).map(RunsCommandTest::id)).startsWith("r3", "r2");
    }

    private static String id(String line) {
        return line.strip().split("\\s+")[2];
    }

    @Test
    void theyAreChosenByNameAndState() {
        books.failed("r1", "events");
        books.queued("r2", "events");
        books.queued("r3", "others");

        assertThat(project.wadi("runs", "events").out()).contains("r1", "r2").doesNotContain("r3");
        assertThat(project.wadi("runs", "--state", "failed,crashed").out())
                .contains("✗ Failed", "r1", "the shop refuses the token")
                .doesNotContain("r2", "r3");
        assertThat(project.wadi("runs", "--state", "Skipped").out()).contains("no runs in these states");
        Outcome wrong = project.wadi("runs", "--state", "Faild");
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.err()).contains("'Faild'", "did you mean Failed?");
        assertThat(project.wadi("runs", "nobody").err()).contains("nobody", "events");
    }

    @Test
    void aLineFitsEightyColumnsAndCutsNeitherStateNorId() {
        books.failed(LONG, "a-deployment-with-a-name-that-is-longer-than-most");
        Run run = books.run(LONG);
        LocalTimes times = new LocalTimes(NOON.plusSeconds(3600), WARSAW);

        List<String> lines = new RunTable(times, 80).of(List.of(run));

        assertThat(lines).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(80));
        assertThat(lines.get(1)).startsWith("✗ Failed  " + LONG + "  a-depl").contains("13:00, 59m ago", "9s", "1,100");
        assertThat(lines.get(2)).isEqualTo("    the shop refuses the token");
        assertThat(new RunTable(times, 200).of(List.of(run)).get(1))
                .contains(run.order().name());
    }

    @Test
    void aRunIsShownWithWhatWentWrongOnTop() {
        books.failed(LONG, "events");

        Outcome shown = project.wadi("run", "show", "0a1b2c3d");

        assertThat(shown.code()).isZero();
        assertThat(shown.out().lines().limit(6))
                .containsExactly(
                        "✗ Failed: events, run " + LONG,
                        "  the shop refuses the token",
                        "  at     routes/sources/shop.camel.yaml:5",
                        "  fix    make a new one",
                        "  safe   nothing was loaded",
                        "  next   ./wadi run retry " + LONG);
        assertThat(shown.out())
                .contains("1,200 records", "1,100 rows, 2.0 MB", "3s, memory 300.0 MB", "1763812805.5", "on node-1")
                .contains("products", "1,100 rows, 2 rows deleted, new table, new columns email");
    }

    @Test
    void programsReadTheSame() {
        books.failed(LONG, "events");

        assertThat(project.wadi("runs", "--json").out()).contains("{\"runs\":[{\"id\":\"" + LONG + "\"");
        assertThat(project.wadi("run", "show", LONG, "--json").out())
                .contains("\"state\":\"Failed\"", "\"fix\":\"make a new one\"", "\"loadId\":\"1763812805.5\"")
                .contains("\"newColumns\":[\"email\"]");
    }

    @Test
    void aShortIdThatMeansTwoOrNoneSaysSo() {
        books.queued("20261122T120000Z-aaaa1111", "events");
        books.queued("20261122T120000Z-bbbb1111", "events");

        Outcome two = project.wadi("run", "show", "1111");
        assertThat(two.code()).isEqualTo(2);
        assertThat(two.err()).contains("more than one run is meant by 1111", "aaaa1111", "give more of its id");
        assertThat(project.wadi("run", "show", "cccc").err()).contains("there is no run cccc", "./wadi runs");
        assertThat(project.wadi("run", "show", "%").err()).contains("there is no run %");
        assertThat(project.wadi("run", "show", "bbbb1111").code()).isZero();
    }

    @Test
    void whatItSaidIsFollowedUntilItHasEnded() {
        books.failed("r1", "events");
        books.store()
                .logs()
                .add(List.of(
                        new Logs.Line("r1", 1, NOON, "INFO", "page 1"),
                        new Logs.Line("r1", 2, NOON, "ERROR", "re\u001b[31mfused")));

        Outcome logs = project.wadi("run", "logs", "-f", "r1");

        assertThat(logs.out().lines()).hasSize(2);
        assertThat(logs.out()).contains("INFO  page 1", "ERROR re·[31mfused");
        assertThat(project.wadi("run", "logs", "r1", "--json").out())
                .contains("{\"seq\":1,\"at\":\"2026-11-22T12:00:00Z\",\"level\":\"INFO\",\"text\":\"page 1\"}");
    }

    @Test
    void aRunStillNeedsAName() {
        Outcome outcome = project.wadi("run");
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).contains("Missing required parameter: 'NAME'");
        assertThat(project.wadi("extract", "show").err())
                .as("only run has commands")
                .contains("no pipeline show");
    }

    @Test
    void nothingToRunIsCalledAsACommandIs() {
        project.file("deployments.yaml", "deployments:\n  - {name: retry, pipeline: events}\n");
        assertThat(project.wadi("validate").err()).contains("a deployment is called retry", "deployments.yaml:2");
    }

    @Test
    void timesAreShorterTheNearerTheyAre() {
        LocalTimes times = new LocalTimes(NOON, WARSAW);
        assertThat(times.at(NOON.minusSeconds(60))).isEqualTo("12:59");
        assertThat(times.at(NOON.minusSeconds(86_400))).isEqualTo("21 Nov 13:00");
        assertThat(times.at(NOON.minusSeconds(365 * 86_400L))).isEqualTo("2025-11-22 13:00");
        assertThat(times.relative(NOON.minusSeconds(3_700))).isEqualTo("1h ago");
        assertThat(times.relative(NOON.plusSeconds(90))).isEqualTo("in 1m");
    }

    @Test
    void everyStateHasASignOfItsOwnKind() {
        assertThat(RunText.state(RunState.COMPLETED_WITH_WARNINGS)).isEqualTo("! CompletedWithWarnings");
    }

    @Test
    void oldRunsAreForgotten() {
        books.failed("r1", "events");
        books.queued("r2", "events");
        String[] gc = {"gc", "-D", "wadi.store.keep-runs=1ms", "--destination", "duckdb://" + project.database};

        assertThat(project.wadi("gc", "--dry-run", "-D", "wadi.store.keep-runs=1ms")
                        .out())
                .contains("would remove 1 run,", "runs.sqlite: ended more than 1ms ago");
        assertThat(books.store().runs().find("r1")).isPresent();
        assertThat(project.wadi(gc).out()).contains("removed 1 run,");
        assertThat(books.store().runs().find("r1")).isEmpty();
        assertThat(books.store().runs().find("r2")).as("it has not ended").isPresent();
        assertThat(project.wadi("gc", "-D", "wadi.store.keep-runs=soon").err())
                .contains("wadi.store.keep-runs is 'soon'", "180d");
    }

    @Test
    void aStoreThatIsNoneIsRefused() {
        Outcome other = project.wadi("runs", "-D", "wadi.store.url=jdbc:mysql://h/d");
        assertThat(other.code()).isEqualTo(2);
        assertThat(other.err()).contains("wadi.store.url is 'jdbc:mysql://h/d', which is no PostgreSQL");
        Outcome password = project.wadi("runs", "-D", "wadi.store.url=jdbc:postgresql://h/d?password=hunter2");
        assertThat(password.err())
                .contains("has a password in it", "STORE_PASSWORD")
                .doesNotContain("hunter2");
    }
}
