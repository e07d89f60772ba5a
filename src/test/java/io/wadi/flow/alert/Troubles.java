package io.wadi.flow.alert;

import io.wadi.flow.Asks;
import io.wadi.flow.Deployment;
import io.wadi.flow.Misfire;
import io.wadi.flow.Overlap;
import io.wadi.flow.Retries;
import io.wadi.flow.Slots;
import io.wadi.flow.run.Order;
import io.wadi.flow.run.Run;
import io.wadi.flow.run.RunState;
import io.wadi.flow.run.Tally;
import io.wadi.flow.run.Trigger;
import io.wadi.flow.schedule.IntervalSchedule;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** Deployments and runs for tests of alerts. */
public final class Troubles {
    public static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    public static final Set<Trouble> ALL = Set.of(Trouble.values());

    private Troubles() {}

    public static Channel slack(String name, Set<Trouble> on) {
        return new Channel(name, Channel.Way.SLACK, "alerts-" + name, List.of(), Optional.empty(), on);
    }

    /** {@code products}, every hour, in Berlin. */
    public static Deployment deployment(Watch watch) {
        return new Deployment(
                "products",
                "shop",
                Optional.empty(),
                List.of(new IntervalSchedule(Duration.ofHours(1), Instant.EPOCH, "every 1h")),
                ZoneId.of("Europe/Berlin"),
                Asks.NOTHING,
                Retries.USUAL,
                Duration.ofHours(1),
                Overlap.QUEUE,
                Misfire.USUAL,
                Slots.ONE,
                Set.of(),
                watch,
                "deployments.yaml:1");
    }

    public static Run run(String id, RunState state, long rows, Instant at) {
        return run(id, state, rows, at, Asks.NOTHING);
    }

    public static Run run(String id, RunState state, long rows, Instant at, Asks asks) {
        Order order = new Order(
                "shop",
                Optional.of("products"),
                asks,
                Trigger.SCHEDULE,
                "clock",
                Optional.empty(),
                at,
                Map.of(),
                4,
                Optional.empty());
        Tally tally = new Tally(Duration.ofSeconds(1), "load", rows, rows, 0, Duration.ZERO, 0, Optional.empty());
        return Run.asked(id, order, state, "", at).with(tally);
    }

    /** Good runs of so many rows each, one an hour before the other, the last one first. */
    static List<Run> good(long... rows) {
        return IntStream.range(0, rows.length)
                .mapToObj(i -> run("g" + i, RunState.COMPLETED, rows[i], NOON.minus(Duration.ofHours(i + 1))))
                .toList();
    }
}
