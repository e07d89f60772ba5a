package io.wadi.flow.node;

import static java.util.Objects.requireNonNull;

import io.wadi.flow.run.Run;
import io.wadi.flow.run.RunState;
import io.wadi.flow.run.Vigil;
import io.wadi.flow.store.Books;
import io.wadi.flow.store.Nodes;
import io.wadi.flow.store.RunStore;
import io.wadi.flow.store.StoreDown;
import io.wadi.model.Deadline;
import io.wadi.pipeline.Progress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * This process among those that share a store. It says that it lives, hears what is wanted of its runs, and takes notice of
 * nodes that are gone.
 */
public final class Node implements AutoCloseable {
    public static final Duration HEARTBEAT = Duration.ofSeconds(5);
    public static final Duration LEASE = Duration.ofSeconds(15);
    /** A run that was asked to end is interrupted after that. */
    private static final Duration GRACE = Duration.ofSeconds(30);

    private static final System.Logger LOG = System.getLogger(Node.class.getName());
    private static final long SETTLE_MILLIS = 5_000;
    private static final Duration LISTEN = Duration.ofMillis(500);

    private final RunStore store;
    private final Books books;
    private volatile Nodes.Node self;
    private int lives = 1;
    private final InstantSource clock;
    private final Vitals vitals;
    private final Consumer<Run> onCrash;
    private final Vigil vigil = new Vigil(LEASE);
    private final Map<String, Underway> underway = new ConcurrentHashMap<>();
    private final ScheduledThreadPoolExecutor timer;

    /** @param onCrash told of each run whose node is gone, as it stands then */
    public Node(
            RunStore store, Books books, Nodes.Node self, InstantSource clock, Vitals vitals, Consumer<Run> onCrash) {
        this.store = requireNonNull(store);
        this.books = requireNonNull(books);
        this.self = requireNonNull(self);
        this.clock = requireNonNull(clock);
        this.vitals = requireNonNull(vitals);
        this.onCrash = requireNonNull(onCrash);
        this.timer = new ScheduledThreadPoolExecutor(2, task -> {
            Thread thread = new Thread(task, "wadi-node");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Joins the others, and buries those of this host that are seen to be gone. */
    public Node join() {
        store.nodes().join(self);
        buryTheDead();
        every(HEARTBEAT, this::beat);
        every(HEARTBEAT, () -> watch(System.nanoTime()));
        every(LISTEN, this::listen);
        return this;
    }

    private void every(Duration period, Runnable task) {
        var unused = timer.scheduleWithFixedDelay(
                () -> {
                    try {
                        task.run();
                    } catch (StoreDown e) {
                        // Runs go on; whoever can still reach the store decides about this node.
                    } catch (RuntimeException defect) {
                        // A timer whose task raises something never calls it again, and the node would pass for dead.
                        LOG.log(System.Logger.Level.ERROR, "a node's own work failed", defect);
                    }
                },
                period.toMillis(),
                period.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    public String id() {
        return self.id();
    }

    /** A run that was claimed for this node, by the thread that works on it; {@link #ended} when that is over. */
    public Underway begin(Run run, Progress progress, Deadline deadline) {
        Underway begun = new Underway(run, books, clock, vitals, progress, deadline);
        underway.put(run.id(), begun);
        return begun;
    }

    /** Returns when the books have it, too: its slots are free then. */
    public void ended(Underway run) {
        underway.remove(run.run().id(), run);
        books.settle(SETTLE_MILLIS);
    }

    /** Those that are under way here. */
    public List<Underway> underway() {
        return List.copyOf(underway.values());
    }

    void beat() {
        underway.values().forEach(Underway::tell);
        if (!store.nodes().beat(self.id(), vitals.memory())) {
            // Taken for dead: it slept, or could not reach the store. What it had is given to others, so it takes
            // another
            // name, under which nothing that it still tells of them is heard.
            underway.values()
                    .forEach(run -> run.stop(
                            new Stop(Stop.Kind.LOST, "this node was taken for dead, and the run goes on elsewhere")));
            lives++;
            self = new Nodes.Node(
                    self.id().replaceFirst("~.*", "") + "~" + lives,
                    self.host(),
                    self.pid(),
                    self.born(),
                    self.role(),
                    clock.instant(),
                    0,
                    vitals.memory());
            store.nodes().join(self);
        }
    }

    /** What is wanted of its runs. */
    void listen() {
        underway.values().forEach(run -> run.insist(GRACE));
        underway.values().forEach(Underway::tellNews);
        if (underway.isEmpty()) {
            return;
        }
        for (Run run : store.runs().heldBy(self.id())) {
            Optional<Underway> here = Optional.ofNullable(underway.get(run.id()));
            if (run.state() == RunState.CANCELLING) {
                here.ifPresent(each -> each.stop(new Stop(Stop.Kind.CANCEL, reason(run, "cancelled"))));
            } else if (run.pausing()) {
                here.ifPresent(each -> each.stop(new Stop(Stop.Kind.PAUSE, reason(run, "paused"))));
            }
        }
    }

    private static String reason(Run run, String otherwise) {
        return run.reason().isBlank() ? otherwise : run.reason();
    }

    /** @param now of {@link System#nanoTime} */
    void watch(long now) {
        vigil.gone(store.nodes().beats(), now).stream()
                .filter(id -> !id.equals(self.id()))
                .forEach(id -> bury(id, "node " + id + " has not been heard of for " + LEASE.toSeconds() + " s"));
    }

    /** Processes of this host need no lease to run out. */
    private void buryTheDead() {
        store.nodes().list().stream()
                .filter(node -> node.host().equals(self.host()) && !node.id().equals(self.id()))
                .filter(node -> !Processes.lives(node.pid(), node.born()))
                .forEach(node -> bury(node.id(), "its process " + node.pid() + " on " + node.host() + " is gone"));
    }

    private void bury(String id, String why) {
        store.nodes().bury(id, why, clock.instant()).forEach(onCrash);
    }

    /** Leaves the others; what is still under way here is given up. */
    @Override
    public void close() {
        timer.shutdownNow();
        books.close();
        try {
            store.nodes().bury(self.id(), "node " + self.id() + " was shut down", clock.instant());
        } catch (StoreDown e) {
            // The others see that it is gone.
            return;
        }
    }
}
