package io.wadi.server.clock;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.flow.Misfire;
import io.wadi.flow.schedule.IntervalSchedule;
import io.wadi.flow.store.DeploymentBook.Deployed;
import io.wadi.flow.store.RunStore;
import io.wadi.testing.ChildJvm;
import io.wadi.testing.Postgres;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Nodes of one cluster, each a process of its own, of which one after another is killed. How long it takes is up to the
 * system property: the same number of instants in more time.
 */
@Tag("exhaustive")
class ClusterTest {
    private static final String DATABASE = "cluster";
    private static final int DEPLOYMENTS = 30;
    private static final int EACH = 10;
    private static final Duration LENGTH = Duration.ofSeconds(Long.getLong("wadi.cluster.seconds", 20));
    private static final Misfire ALL = new Misfire(Misfire.Policy.ALL, Duration.ofDays(1), 1000);
    private static final int KILLED_AFTER = DEPLOYMENTS * EACH / 5;

    private final Postgres server = Postgres.shared().database(DATABASE);
    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
    private final Semaphore ready = new Semaphore(0);
    private final Deque<ChildJvm> nodes = new ArrayDeque<>();

    @Test
    void noInstantIsDoubledOrMissedWhileNodesAreKilled() throws InterruptedException {
        try (RunStore store = RunStore.postgres(server.url(DATABASE), Optional.of(Postgres.USER), Optional.empty())) {
            join();
            join();
            ready.acquire(2);
            Instant start = Instant.now();
            Instant end = start.plus(LENGTH);
            List<String> expected = deploy(store, start, end);

            int killed = 0;
            Instant patience = end.plusSeconds(60);
            for (int fires = 1; !recorded(end).containsAll(expected); fires++) {
                assertThat(told.poll(20, TimeUnit.SECONDS)).as("an order").isNotNull();
                assertThat(Instant.now()).isBefore(patience);
                if (fires % KILLED_AFTER == 0 && Instant.now().isBefore(end)) {
                    nodes.remove().kill();
                    killed++;
                    join();
                }
            }
            assertThat(killed).as("nodes killed").isPositive();
            assertThat(recorded(end)).as("each instant once").containsExactlyInAnyOrderElementsOf(expected);
            System.out.println(expected.size() + " instants in " + LENGTH.toSeconds() + " s, " + killed
                    + " nodes killed; ms late: " + late(0.5) + " in the median, " + late(0.95) + " of 95 in a hundred, "
                    + late(1) + " at most");
        } finally {
            nodes.forEach(ChildJvm::kill);
        }
    }

    /** Deploys them, and gives all of their instants. */
    private List<String> deploy(RunStore store, Instant start, Instant end) {
        Duration every = LENGTH.dividedBy(EACH);
        List<Deployed> deployed = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        IntStream.range(0, DEPLOYMENTS).forEach(number -> {
            IntervalSchedule schedule = new IntervalSchedule(
                    every,
                    Instant.ofEpochSecond(start.getEpochSecond())
                            .plus(every.multipliedBy(number % 3).dividedBy(3)),
                    "every " + every);
            String name = "deployment-" + number;
            deployed.add(Deployments.deployed(Deployments.of(name, schedule, ALL), start));
            Stream.iterate(schedule.next(start).orElseThrow(), at -> at.isBefore(end), at -> at.plus(every))
                    .forEach(at -> expected.add(name + "@" + at.toEpochMilli()));
        });
        store.deployments().apply(deployed, List.of(), Map.of());
        return expected;
    }

    private void join() {
        ChildJvm node = ChildJvm.start(ClockNode.class, server.url(DATABASE), Postgres.USER);
        nodes.add(node);
        Thread reader = new Thread(() -> {
            for (String line = node.line(); line != null; line = node.line()) {
                if (line.equals("ready")) {
                    ready.release();
                } else {
                    told.add(line);
                }
            }
        });
        reader.setDaemon(true);
        reader.start();
    }

    private List<String> recorded(Instant end) {
        return server.ask(
                        DATABASE,
                        "select string_agg(deployment || '@' || due_at, ' ') from wadi_run where due_at < "
                                + end.toEpochMilli())
                .map(all -> List.of(all.split(" ")))
                .orElse(List.of());
    }

    private String late(double part) {
        return server.ask(
                        DATABASE,
                        "select percentile_disc(" + part
                                + ") within group (order by created_at - due_at) from wadi_run")
                .orElseThrow();
    }
}
