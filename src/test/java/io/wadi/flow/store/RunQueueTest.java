package io.wadi.flow.store;

import static io.wadi.flow.store.Stores.NOON;
import static io.wadi.flow.store.Stores.keyed;
import static io.wadi.flow.store.Stores.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wadi.flow.Asks;
import io.wadi.flow.Overlap;
import io.wadi.flow.run.Order;
import io.wadi.flow.run.Run;
import io.wadi.flow.run.RunState;
import io.wadi.flow.run.Trigger;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RunQueueTest {
    @TempDir
    Path folder;

    private static Run taken(RunQueue.Answer answer) {
        return ((RunQueue.Taken) answer).run();
    }

    private static Optional<Run> claim(RunStore store, String node) {
        Stores.join(store, node);
        return store.queue().claim(node, Optional.empty(), NOON);
    }

    @ParameterizedTest
    @EnumSource
    void whatIsPassedOverIsThereToBeSeenOnce(Stores kind) {
        try (RunStore store = kind.open(folder)) {
            Order missed = keyed(order("a", Trigger.MISFIRE), "noon");
            Run run = taken(store.queue().passOver("r1", missed, "3 times were missed", NOON));
            assertThat(run.state()).isEqualTo(RunState.SKIPPED);
            assertThat(store.runs().find("r1")).map(Run::reason).contains("3 times were missed");
            assertThat(store.queue().passOver("r2", missed, "3 times were missed", NOON))
                    .as("another node noticed it, too")
                    .isEqualTo(new RunQueue.Known(run));
            assertThat(claim(store, "n1")).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void oneThatSomebodyElseHadTriedAgainJustNowIsLeftAsItIs(Stores kind) {
        try (RunStore store = kind.open(folder)) {
            store.queue().arrive("r1", order("a", Trigger.API), Overlap.ALLOW, NOON);
            store.queue().cancel("r1", "not now", NOON);
            assertThat(store.runs().retry("r1", "by ann", NOON)).map(Run::state).contains(RunState.QUEUED);
            assertThat(store.runs().retry("r1", "by bob", NOON))
                    .map(Run::reason)
                    .contains("by ann");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRunWaitsForItsSlotAndTheNextInLineGoesAhead(Stores kind) {
        try (RunStore store = kind.open(folder)) {
            RunQueue queue = store.queue();
            queue.arrive("r1", order("a", Trigger.API), Overlap.QUEUE, NOON);
            queue.arrive("r2", order("a", Trigger.API), Overlap.QUEUE, NOON.plusMillis(1));
            queue.arrive("r3", order("b", Trigger.API), Overlap.QUEUE, NOON.plusMillis(2));
            assertThat(claim(store, "n1")).map(Run::id).contains("r1");
            assertThat(claim(store, "n2")).map(Run::id).contains("r3");
            assertThat(claim(store, "n2")).isEmpty();
            Run waiting = store.runs().find("r2").orElseThrow();
            assertThat(queue.holders(waiting)).isEqualTo(Map.of("deployment:a", List.of("r1")));
            store.runs().change("r1", run -> run.begun(1, NOON));
            store.runs().change("r1", run -> run.to(RunState.COMPLETED, "", NOON));
            assertThat(claim(store, "n2")).map(Run::id).contains("r2");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSharedSlotIsLimitedOverAllDeployments(Stores kind) {
        try (RunStore store = kind.open(folder)) {
            RunQueue queue = store.queue();
            for (String name : List.of("a", "b", "c")) {
                queue.arrive(name, order(name, Trigger.SCHEDULE, Map.of("warehouse", 2)), Overlap.QUEUE, NOON);
            }
            assertThat(claim(store, "n")).isPresent();
            assertThat(claim(store, "n")).isPresent();
            assertThat(claim(store, "n")).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void overlapDecidesWhatBecomesOfTheClocksRuns(Stores kind) {
        try (RunStore store = kind.open(folder)) {
            RunQueue queue = store.queue();
            Order clock = order("a", Trigger.SCHEDULE);
            queue.arrive("r1", clock, Overlap.QUEUE, NOON);
            assertThat(claim(store, "n")).isPresent();
            assertThat(taken(queue.arrive("r2", clock, Overlap.QUEUE, NOON)).state())
                    .isEqualTo(RunState.QUEUED);
            Run third = taken(queue.arrive("r3", clock, Overlap.QUEUE, NOON));
            assertThat(third.state()).isEqualTo(RunState.SKIPPED);
            assertThat(third.reason()).contains("r2");
            assertThat(taken(queue.arrive("r4", order("a", Trigger.API), Overlap.QUEUE, NOON))
                            .state())
                    .as("asked for by somebody who waits for it")
                    .isEqualTo(RunState.QUEUED);
            assertThat(taken(queue.arrive("r5", clock, Overlap.SKIP, NOON)).state())
                    .isEqualTo(RunState.SKIPPED);
            queue.arrive("r6", clock, Overlap.CANCEL, NOON);
            assertThat(store.runs().find("r1")).map(Run::state).contains(RunState.CANCELLING);
            assertThat(store.runs().find("r2")).map(Run::state).contains(RunState.CANCELLED);
            assertThat(store.runs().find("r6")).map(Run::state).contains(RunState.QUEUED);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aKeyIsOneRun(Stores kind) {
        try (RunStore store = kind.open(folder)) {
            RunQueue queue = store.queue();
            Order order = keyed(order("a", Trigger.API), "k");
            queue.arrive("r1", order, Overlap.ALLOW, NOON);
            assertThat(queue.arrive("r2", order, Overlap.ALLOW, NOON))
                    .isInstanceOfSatisfying(
                            RunQueue.Known.class,
                            known -> assertThat(known.run().id()).isEqualTo("r1"));
            Order other = new Order(
                    "a",
                    Optional.of("a"),
                    Asks.NOTHING.with(Map.of("start", "1999-01-04")),
                    Trigger.API,
                    "",
                    order.key(),
                    NOON,
                    Map.of(),
                    4,
                    Optional.empty());
            assertThat(queue.arrive("r3", other, Overlap.ALLOW, NOON)).isInstanceOf(RunQueue.Clash.class);
            assertThat(store.runs().find("r2")).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void manyNodesClaimEachRunOnce(Stores kind) throws Exception {
        try (RunStore store = kind.open(folder)) {
            RunQueue queue = store.queue();
            IntStream.range(0, 4).forEach(i -> Stores.join(store, "n" + i));
            for (int i = 0; i < 60; i++) {
                queue.arrive("r" + i, order("d" + i, Trigger.API), Overlap.QUEUE, NOON.plusMillis(i));
            }
            ExecutorService nodes = Executors.newFixedThreadPool(4);
            try {
                Set<String> claimed = new HashSet<>();
                List<Callable<Optional<Run>>> all = IntStream.range(0, 80)
                        .mapToObj(i -> (Callable<Optional<Run>>) () -> claim(store, "n" + i % 4))
                        .toList();
                for (Future<Optional<Run>> each : nodes.invokeAll(all)) {
                    each.get()
                            .ifPresent(run -> assertThat(claimed.add(run.id())).isTrue());
                }
                assertThat(claimed).hasSize(60);
            } finally {
                nodes.shutdown();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void theEndOfARunIsHeardWhateverIsWantedOfItJustThen(Stores kind) {
        try (RunStore store = kind.open(folder)) {
            store.queue().arrive("r1", order("a", Trigger.API), Overlap.QUEUE, NOON);
            claim(store, "n1");
            store.runs().change("r1", run -> run.begun(1, NOON));
            ExecutorService somebody = Executors.newSingleThreadExecutor();
            try {
                Optional<Run> ended = store.runs().change("r1", before -> {
                    Future<?> pause =
                            somebody.submit(() -> store.runs().change("r1", run -> run.pausing("by ann", NOON)));
                    assertThatThrownBy(() -> pause.get(300, TimeUnit.MILLISECONDS))
                            .as("whoever pauses it waits")
                            .isInstanceOf(TimeoutException.class);
                    return before.to(RunState.COMPLETED, "", NOON);
                });
                assertThat(ended).map(Run::state).contains(RunState.COMPLETED);
            } finally {
                somebody.shutdown();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aNodeThatIsNotCountedOnGetsNothing(Stores kind) {
        try (RunStore store = kind.open(folder)) {
            store.queue().arrive("r1", order("a", Trigger.API), Overlap.QUEUE, NOON);
            Stores.join(store, "n1");
            store.nodes().bury("n1", "node n1 is gone", NOON);
            assertThat(store.queue().claim("n1", Optional.empty(), NOON))
                    .as("what it got would be its own for good: it is not buried again")
                    .isEmpty();
            assertThat(claim(store, "n1")).map(Run::id).contains("r1");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aGoneNodesRunsCrashAndGoOnElsewhere(Stores kind) {
        try (RunStore store = kind.open(folder)) {
            RunQueue queue = store.queue();
            queue.arrive("r1", order("a", Trigger.SCHEDULE), Overlap.QUEUE, NOON);
            queue.arrive("r2", order("a", Trigger.API), Overlap.QUEUE, NOON);
            claim(store, "n1");
            store.runs().change("r1", run -> run.begun(1, NOON));
            List<Run> crashed = store.nodes().bury("n1", "node n1 is gone", NOON);
            assertThat(crashed).extracting(Run::state).containsExactly(RunState.QUEUED);
            assertThat(store.runs().steps("r1"))
                    .extracting(RunBook.Step::state)
                    .containsExactly(
                            RunState.QUEUED, RunState.PENDING, RunState.RUNNING, RunState.CRASHED, RunState.QUEUED);
            assertThat(store.nodes().beat("n1", 0))
                    .as("it is no longer counted on")
                    .isFalse();
            Run again = claim(store, "n2").orElseThrow();
            assertThat(again.id()).isEqualTo("r1");
            assertThat(again.attemptsLeft()).isEqualTo(3);
            assertThat(store.runs().tell("r1", "n1", again.tally())).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource
    void listsGoPageByPage(Stores kind) {
        try (RunStore store = kind.open(folder)) {
            for (int i = 0; i < 7; i++) {
                store.queue().arrive("r" + i, order("a", Trigger.API), Overlap.ALLOW, NOON.plusMillis(i / 2));
            }
            RunBook.Filter first = new RunBook.Filter(Optional.of("a"), Set.of(), Optional.empty(), 4);
            assertThat(store.runs().list(first)).extracting(Run::id).containsExactly("r6", "r5", "r4", "r3");
            RunBook.Filter next = new RunBook.Filter(Optional.of("a"), Set.of(RunState.QUEUED), Optional.of("r3"), 4);
            assertThat(store.runs().list(next)).extracting(Run::id).containsExactly("r2", "r1", "r0");
            assertThat(store.runs().like("r3")).extracting(Run::id).containsExactly("r3");
        }
    }
}
