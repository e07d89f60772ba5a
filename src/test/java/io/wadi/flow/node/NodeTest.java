package io.wadi.flow.node;

import static io.wadi.flow.store.Stores.NOON;
import static io.wadi.flow.store.Stores.order;
import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.flow.Overlap;
import io.wadi.flow.run.Run;
import io.wadi.flow.run.RunState;
import io.wadi.flow.run.Trigger;
import io.wadi.flow.store.Books;
import io.wadi.flow.store.Nodes;
import io.wadi.flow.store.RunStore;
import io.wadi.flow.store.Stores;
import io.wadi.model.Deadline;
import io.wadi.pipeline.Progress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeTest {
    private static final InstantSource CLOCK = InstantSource.fixed(NOON);
    private static final Vitals VITALS = new Vitals() {
        @Override
        public Duration cpu() {
            return Duration.ofSeconds(1);
        }

        @Override
        public long memory() {
            return 1 << 20;
        }
    };
    private static final Outcome.Done DONE = new Outcome.Done("{}", List.of(), List.of(), 7, 0, Optional.of("1.2"));

    @TempDir
    Path folder;

    private final List<Run> crashed = new CopyOnWriteArrayList<>();
    private RunStore store;

    @BeforeEach
    void open() {
        store = Stores.SQLITE.open(folder);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private Node node(String id) {
        return node(id, "host-" + id, 1);
    }

    private Node node(String id, String host, long pid) {
        Books books = new Books(() -> store, folder.resolve("spool"), id, text -> {});
        return new Node(
                store, books, new Nodes.Node(id, host, pid, 0, "server", NOON, 0, 0), CLOCK, VITALS, crashed::add);
    }

    private Underway begun(Node node, String run) {
        store.queue().arrive(run, order(run, Trigger.API), Overlap.QUEUE, NOON);
        Run claimed = store.queue().claim(node.id(), Optional.of(run), NOON).orElseThrow();
        Underway underway = node.begin(claimed, new Progress(), Deadline.none());
        underway.begins();
        return underway;
    }

    private RunState state(String run) {
        return store.runs().find(run).orElseThrow().state();
    }

    @Test
    void aRunThatGoesWellIsToldOfWhole() {
        try (Node node = node("n1").join()) {
            Underway run = begun(node, "r1");
            run.ends(DONE);
            node.ended(run);
            Run told = store.runs().find("r1").orElseThrow();
            assertThat(told.state()).isEqualTo(RunState.COMPLETED);
            assertThat(told.tally().rows()).isEqualTo(7);
            assertThat(told.tally().loadId()).contains("1.2");
        }
    }

    @Test
    void whatIsWantedOfARunReachesItsNode() {
        try (Node node = node("n1").join()) {
            Underway cancelled = begun(node, "r1");
            Underway paused = begun(node, "r2");
            store.queue().cancel("r1", "cancelled by ann", NOON);
            node.listen();
            assertThat(cancelled.stopped()).map(Stop::reason).contains("cancelled by ann");
            store.runs().change("r2", run -> run.pausing("paused by ann", NOON));
            node.listen();
            cancelled.ends(new Outcome.Failed("cancelled by ann", "{}"));
            paused.ends(new Outcome.Failed("paused by ann", "{}"));
            node.ended(cancelled);
            node.ended(paused);
            assertThat(state("r1")).isEqualTo(RunState.CANCELLED);
            assertThat(state("r2")).isEqualTo(RunState.PAUSED);
        }
    }

    @Test
    void whatIsCancelledWhileItPausesDoesNotStayHalfWay() {
        try (Node node = node("n1").join()) {
            Underway run = begun(node, "r1");
            node.ended(run); // what it told so far is in the books
            store.runs().change("r1", before -> before.pausing("paused by ann", NOON));
            run.stop(new Stop(Stop.Kind.PAUSE, "paused by ann"));
            store.queue().cancel("r1", "cancelled by bob", NOON);
            run.ends(new Outcome.Failed("paused by ann", "{}"));
            node.ended(run);
            assertThat(state("r1")).isEqualTo(RunState.CANCELLED);
        }
    }

    @Test
    void aNodeThatFallsSilentLosesItsRunsAndCannotTellOfThemAnyMore() {
        try (Node sleeper = node("n1");
                Node other = node("n2").join()) {
            store.nodes().join(new Nodes.Node("n1", "host-n1", 1, 0, "server", NOON, 0, 0));
            Underway run = begun(sleeper, "r1");
            sleeper.beat();
            other.watch(0);
            other.watch(Node.LEASE.toNanos());
            assertThat(state("r1")).as("its lease is not over").isIn(RunState.PENDING, RunState.RUNNING);
            other.watch(Node.LEASE.toNanos() + 1);
            assertThat(crashed).extracting(Run::id).containsExactly("r1");
            assertThat(state("r1")).isEqualTo(RunState.QUEUED);
            Run again = store.queue().claim("n2", Optional.empty(), NOON).orElseThrow();
            assertThat(again.id()).isEqualTo("r1");

            sleeper.beat();
            assertThat(run.stopped()).map(Stop::kind).contains(Stop.Kind.LOST);
            run.ends(DONE);
            sleeper.ended(run);
            assertThat(state("r1")).as("the other's").isEqualTo(RunState.PENDING);
            assertThat(sleeper.id()).as("it goes on under another name").isNotEqualTo("n1");
            assertThat(store.nodes().beat(sleeper.id(), 0)).isTrue();
        }
    }

    @Test
    void aProcessOfThisHostThatIsGoneIsBuriedAtOnce() throws Exception {
        Process process = new ProcessBuilder("true").start();
        process.waitFor();
        store.nodes().join(new Nodes.Node("dead", "here", process.pid(), 0, "run", NOON, 0, 0));
        long mine = ProcessHandle.current().pid();
        store.nodes().join(new Nodes.Node("alive", "here", mine, Processes.born(mine), "run", NOON, 0, 0));
        try (Node node = node("n1", "here", mine).join()) {
            assertThat(store.nodes().list()).extracting(Nodes.Node::id).containsExactlyInAnyOrder("alive", node.id());
        }
    }

    @Test
    void aDispatcherWorksOffTheQueueWithinItsSlots() throws Exception {
        try (Node node = node("n1").join()) {
            CountDownLatch done = new CountDownLatch(20);
            Executor executor = run -> {
                run.begins();
                run.ends(DONE);
            };
            for (int i = 0; i < 20; i++) {
                store.queue().arrive("r" + i, order("d" + i % 3, Trigger.API), Overlap.QUEUE, NOON);
            }
            try (Dispatcher dispatcher =
                    new Dispatcher(store, node, executor, CLOCK, 4, run -> done.countDown()).start()) {
                dispatcher.wake();
                assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
            }
            for (int i = 0; i < 20; i++) {
                assertThat(state("r" + i)).isEqualTo(RunState.COMPLETED);
            }
        }
    }

    @Test
    void aRunThatFallsOverADefectHasEndedAndFreesItsSlots() throws Exception {
        try (Node node = node("n1").join()) {
            CountDownLatch done = new CountDownLatch(2);
            Executor executor = run -> {
                run.begins();
                if (run.run().id().equals("r1")) {
                    throw new StackOverflowError();
                }
                run.ends(DONE);
                throw new IllegalStateException("after its end");
            };
            store.queue().arrive("r1", order("a", Trigger.API), Overlap.QUEUE, NOON);
            store.queue().arrive("r2", order("a", Trigger.API), Overlap.QUEUE, NOON);
            try (Dispatcher dispatcher =
                    new Dispatcher(store, node, executor, CLOCK, 1, run -> done.countDown()).start()) {
                dispatcher.wake();
                assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
            }
            assertThat(state("r1")).isEqualTo(RunState.FAILED);
            assertThat(store.runs().find("r1").orElseThrow().reason()).contains("StackOverflowError");
            assertThat(state("r2")).as("it had loaded").isEqualTo(RunState.COMPLETED);
            assertThat(store.runs().endings("r2"))
                    .singleElement()
                    .satisfies(end -> assertThat(end.report()).contains("{}"));
        }
    }

    @Test
    void aNodeThatIsShutDownHandsBackWhatItDoesNotFinish() throws Exception {
        CountDownLatch working = new CountDownLatch(1);
        try (Node node = node("n1").join()) {
            Executor executor = run -> {
                run.begins();
                CountDownLatch woken = new CountDownLatch(1);
                run.deadline().onCancel(woken::countDown);
                working.countDown();
                try {
                    woken.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                run.ends(new Outcome.Failed("broken off", "{}"));
            };
            store.queue().arrive("r1", order("a", Trigger.API), Overlap.QUEUE, NOON);
            Dispatcher dispatcher = new Dispatcher(store, node, executor, CLOCK, 1, run -> {}).start();
            working.await();
            dispatcher.drain(Duration.ofMillis(10));
            assertThat(state("r1")).isEqualTo(RunState.QUEUED);
            assertThat(store.runs().find("r1").orElseThrow().attemptsLeft()).isEqualTo(4);
        }
    }
}
