package io.wadi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.flow.Overlap;
import io.wadi.flow.run.Order;
import io.wadi.flow.run.Run;
import io.wadi.flow.run.RunState;
import io.wadi.flow.run.Trigger;
import io.wadi.flow.store.RunBook;
import io.wadi.flow.store.RunQueue;
import io.wadi.flow.store.RunStore;
import io.wadi.flow.store.Stores;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackfillTest {
    private static final Instant LATER = Instant.parse("2099-01-01T00:00:00Z");
    private static final String NODE = "node";

    @TempDir
    Path home;

    private Project project;

    @BeforeEach
    void deployments() {
        project = new Project(home)
                .events("http://127.0.0.1:9/events", "query.from: ${variable.start}", "query.to: ${variable.end}")
                .file("deployments.yaml", """
                        deployments:
                          - name: events-daily
                            pipeline: events
                            timezone: Europe/Berlin
                            overlap: cancel
                            concurrency: 3
                            parameters: {start: 2020-01-01}
                            schedule: "0 6 * * *"
                          - {name: events-weekly, pipeline: events}
                        """);
    }

    @Test
    void aStretchIsSplitIntoRunsThatAreTakenInOrder() {
        Project.Outcome outcome = backfill("--parallel", "2");
        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(outcome.out()).endsWith(": 3 added, 0 again, 0 under way, 0 done\n");
        assertThat(outcome.err()).contains("no server runs on").contains("./wadi server");
        try (RunStore store = store()) {
            List<Run> runs = runs(store);
            assertThat(runs).extracting(Run::state).containsOnly(RunState.QUEUED);
            assertThat(runs).extracting(run -> run.order().trigger()).containsOnly(Trigger.BACKFILL);
            Order order = runs.get(0).order();
            assertThat(order.asks().parameters().keySet()).containsExactlyInAnyOrder("start", "end");
            String slot = order.slots().keySet().stream()
                    .filter(name -> name.startsWith("backfill:"))
                    .findFirst()
                    .orElseThrow();
            assertThat(order.slots()).containsEntry(slot, 2).containsEntry("deployment:events-daily", 3);

            List<String> starts = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                starts.add(end(store, RunState.COMPLETED)
                        .order()
                        .asks()
                        .parameters()
                        .get("start"));
            }
            assertThat(starts).containsExactly("2026-01-01", "2026-01-02", "2026-01-03");
        }
    }

    @Test
    void theSameCommandAgainAddsWhatLacksAndTriesAgainWhatFailed() {
        backfill();
        try (RunStore store = store()) {
            end(store, RunState.COMPLETED);
            end(store, RunState.FAILED);
        }
        assertThat(backfill("--dry-run").out()).isEqualTo("""
                2026-01-01..2026-01-02  done
                2026-01-02..2026-01-03  again
                2026-01-03..2026-01-04  under way
                would be: 0 added, 1 again, 1 under way, 1 done
                """);
        assertThat(backfill("--parallel", "2").out()).endsWith(": 0 added, 1 again, 1 under way, 1 done\n");
        try (RunStore store = store()) {
            assertThat(runs(store)).hasSize(3);
            assertThat(runs(store).stream().filter(run -> run.state() == RunState.QUEUED))
                    .hasSize(2);
        }
    }

    @Test
    void onlyWhatIsMissingLeavesOutWhatAnotherBackfillLoaded() {
        backfill();
        try (RunStore store = store()) {
            end(store, RunState.COMPLETED);
        }
        assertThat(outcome("events-daily", "2026-01-05", "--dry-run").out())
                .endsWith("5 added, 0 again, 0 under way, 0 done\n");
        assertThat(outcome("events-daily", "2026-01-05", "--only-missing", "--dry-run")
                        .out())
                .endsWith("4 added, 0 again, 0 under way, 1 done\n");
        assertThat(outcome("events-weekly", "2026-01-05", "--only-missing", "--dry-run")
                        .out())
                .as("of another deployment")
                .endsWith("5 added, 0 again, 0 under way, 0 done\n");
    }

    @Test
    void whatIsDueTodayGoesBeforeThePastAndNeitherCancelsTheOther() {
        backfill();
        try (RunStore store = store()) {
            Order today = Stores.keyed(Stores.order("events-daily", Trigger.SCHEDULE), "2026-11-22T06:00:00Z");
            RunQueue.Answer answer = store.queue().arrive("today", late(today), Overlap.CANCEL, LATER);
            assertThat(((RunQueue.Taken) answer).run().state()).isEqualTo(RunState.QUEUED);
            assertThat(runs(store)).extracting(Run::state).containsOnly(RunState.QUEUED);
            Stores.join(store, NODE);
            assertThat(store.queue()
                            .claim(NODE, Optional.empty(), LATER)
                            .orElseThrow()
                            .id())
                    .isEqualTo("today");
        }
    }

    @Test
    void parametersMayHaveOtherNamesAndOnesThatNoRouteReadsAreRefused() {
        project.events("http://127.0.0.1:9/events", "query.from: ${variable.since}", "query.to: ${variable.until}")
                .file("deployments.yaml", "deployments: [{name: events-daily, pipeline: events}]");
        Project.Outcome refused = backfill();
        assertThat(refused.code()).isEqualTo(Console.INVALID);
        assertThat(refused.err()).contains("start");
        assertThat(backfill("--start-parameter", "since", "--end-parameter", "until")
                        .code())
                .isZero();
        try (RunStore store = store()) {
            assertThat(runs(store).get(0).order().asks().parameters().keySet())
                    .containsExactlyInAnyOrder("since", "until");
        }
    }

    @Test
    void oneSeesHowFarItIsAndStopsIt() {
        assertThat(project.wadi("backfill", "events-daily").out()).startsWith("no backfills of events-daily");
        String id = backfill().out().replaceAll("backfill (\\w+):.*\n", "$1");
        try (RunStore store = store()) {
            end(store, RunState.COMPLETED);
        }
        assertThat(project.wadi("backfill", "events-daily").out())
                .isEqualTo(id + "  2026-01-01..2026-01-04  2 Queued, 1 Completed\n");

        assertThat(project.wadi("backfill", "events-daily", "--stop", id).out()).contains(": 2 stopped");
        try (RunStore store = store()) {
            Stores.join(store, NODE);
            assertThat(store.queue().claim(NODE, Optional.empty(), LATER)).isEmpty();
        }
        assertThat(backfill().out()).endsWith(": 0 added, 2 again, 0 under way, 1 done\n");
        assertThat(backfill("--key", "once more").out()).endsWith(": 3 added, 0 again, 0 under way, 0 done\n");
        assertThat(project.wadi("backfill", "events-daily", "--stop", "0a1b").err())
                .contains("there is no backfill 0a1b");
    }

    @Test
    void whatCannotBeMeantIsSaid() {
        assertThat(project.wadi("backfill", "events-daily", "--from", "2026-01-01")
                        .err())
                .contains("a backfill has --from, --to and --every");
        assertThat(outcome("events-daily", "2025-01-01").err()).contains("it ends before it begins");
        assertThat(outcome("events", "2026-01-03").err()).contains("events is a pipeline");
        assertThat(outcome("event-daily", "2026-01-03").err()).contains("did you mean events-daily?");
        assertThat(backfill("--parallel", "0").err()).contains("1 run at once, or more");
        assertThat(backfill("--end-parameter", "start").err()).contains("two parameters");
    }

    private static Order late(Order order) {
        return new Order(
                "events",
                order.deployment(),
                order.asks(),
                order.trigger(),
                order.by(),
                order.key(),
                LATER,
                Map.of("pipeline:events", 1),
                1,
                Optional.empty());
    }

    /** The next run begins, and ends so. */
    private static Run end(RunStore store, RunState state) {
        Stores.join(store, NODE);
        Run run = store.queue().claim(NODE, Optional.empty(), LATER).orElseThrow();
        store.runs().change(run.id(), before -> before.begun(1, LATER));
        return store.runs()
                .change(run.id(), before -> before.to(state, "", LATER))
                .orElseThrow();
    }

    private RunStore store() {
        return RunStore.file(home.resolve("work/runs.sqlite"));
    }

    private static List<Run> runs(RunStore store) {
        return store
                .runs()
                .list(new RunBook.Filter(Optional.of("events-daily"), Set.of(), Optional.empty(), 100))
                .stream()
                .filter(run -> run.order().trigger() == Trigger.BACKFILL)
                .toList();
    }

    private Project.Outcome backfill(String... more) {
        return outcome("events-daily", "2026-01-03", more);
    }

    private Project.Outcome outcome(String deployment, String to, String... more) {
        List<String> args =
                new ArrayList<>(List.of("backfill", deployment, "--from", "2026-01-01", "--to", to, "--every", "1d"));
        args.addAll(Arrays.asList(more));
        return project.wadi(args.toArray(String[]::new));
    }
}
