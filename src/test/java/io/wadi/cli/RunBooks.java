package io.wadi.cli;

import io.wadi.flow.Overlap;
import io.wadi.flow.run.Order;
import io.wadi.flow.run.Run;
import io.wadi.flow.run.RunState;
import io.wadi.flow.run.Tally;
import io.wadi.flow.run.Trigger;
import io.wadi.flow.store.Nodes;
import io.wadi.flow.store.RunBook;
import io.wadi.flow.store.RunStore;
import io.wadi.flow.store.Stores;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The run store of a test's project, as nodes would have filled it. */
record RunBooks(RunStore store) implements AutoCloseable {
    static final Instant NOON = Stores.NOON;

    static RunBooks of(Project project) {
        return new RunBooks(RunStore.file(project.home.resolve("work").resolve("runs.sqlite")));
    }

    /** This process, which lives. */
    void server() {
        node("server-1", "server", ProcessHandle.current());
    }

    void node(String id, String role, ProcessHandle process) {
        long born = process.info().startInstant().orElseThrow().toEpochMilli();
        store.nodes().join(new Nodes.Node(id, "host", process.pid(), born, role, NOON, 0, 0));
    }

    void queued(String id, String name) {
        queued(id, Stores.order(name, Trigger.API), NOON);
    }

    void queued(String id, Order order, Instant at) {
        store.queue().arrive(id, order, Overlap.ALLOW, at);
    }

    void running(String id, String name) {
        queued(id, name);
        change(id, run -> run.claimed("node-1", NOON));
        change(id, run -> run.begun(1, NOON.plusSeconds(1)));
    }

    /** With the failure of its only attempt, and what it had done. */
    void failed(String id, String name) {
        running(id, name);
        Tally tally = new Tally(
                Duration.ofSeconds(9),
                "load",
                1200,
                1100,
                2_000_000,
                Duration.ofSeconds(3),
                300_000_000,
                Optional.of("1763812805.5"));
        store.runs().tell(id, "node-1", tally);
        store.runs()
                .ended(
                        id,
                        new RunBook.Ending(1, NOON.plusSeconds(10), Optional.empty(), Optional.of("""
                                        {"outcome":"failed","transient":false,"safe":"nothing was loaded","problems":[\
                                        {"what":"the shop refuses the token","at":"routes/sources/shop.camel.yaml:5",\
                                        "fix":"make a new one"}]}""")),
                        List.of(new RunBook.TableRows("products", 1100, 2, true, List.of("email"))));
        change(id, run -> run.to(RunState.FAILED, "the shop refuses the token", NOON.plusSeconds(10)));
    }

    void change(String id, UnaryOperator<Run> change) {
        store.runs().change(id, change).orElseThrow();
    }

    Run run(String id) {
        return store.runs().find(id).orElseThrow();
    }

    @Override
    public void close() {
        store.close();
    }
}
