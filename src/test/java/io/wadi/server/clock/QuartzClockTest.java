package io.wadi.server.clock;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.flow.Misfire;
import io.wadi.flow.run.Trigger;
import io.wadi.flow.schedule.IntervalSchedule;
import io.wadi.flow.store.DeploymentBook.Hold;
import io.wadi.flow.store.RunStore;
import io.wadi.flow.store.Stores;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** On Quartz's own clock, in its memory and in its tables. */
class QuartzClockTest {
    private static final InstantSource CLOCK = InstantSource.system();
    private static final Duration SELDOM = Duration.ofDays(1);
    private static final Instant HALF_PAST = Instant.EPOCH.plus(Duration.ofMinutes(30));

    @TempDir
    Path folder;

    private final BlockingQueue<Instant> ordered = new LinkedBlockingQueue<>();

    @ParameterizedTest
    @EnumSource(Stores.class)
    void itRingsForEachInstantAndSetsTheNextOne(Stores kind) throws Exception {
        try (RunStore store = kind.open(folder);
                CamelContext camel = new DefaultCamelContext()) {
            Instant start = CLOCK.instant();
            deploy(store, "often", Duration.ofSeconds(1), start);
            camel.start();
            try (QuartzClock clock = clock(camel, store)) {
                Instant first = next();
                assertThat(first).isAfter(start);
                assertThat(next()).isEqualTo(first.plusSeconds(1));
                assertThat(next()).isEqualTo(first.plusSeconds(2));
                assertThat(clock.set()).extracting(Ring::deployment).containsOnly("often");
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Stores.class)
    void whatIsSetFollowsWhatIsInForce(Stores kind) throws Exception {
        try (RunStore store = kind.open(folder);
                CamelContext camel = new DefaultCamelContext()) {
            Instant now = CLOCK.instant();
            deploy(store, "a", Duration.ofHours(1), now);
            deploy(store, "b", Duration.ofHours(1), now);
            camel.start();
            try (QuartzClock clock = clock(camel, store)) {
                assertThat(clock.set()).extracting(Ring::deployment).containsExactlyInAnyOrder("a", "b");

                store.deployments().hold("a", Optional.of(new Hold(now, "anna")));
                clock.reconcile();
                assertThat(clock.set()).extracting(Ring::deployment).containsExactly("b");

                store.deployments().hold("a", Optional.empty());
                store.deployments().apply(List.of(), List.of("b"), Map.of());
                clock.reconcile();
                Ring before = clock.set().iterator().next();
                assertThat(before.deployment()).isEqualTo("a");

                // half an hour beside the hours: an instant that both schedules name would be left alone
                deploy(store, "a", Duration.ofHours(1), HALF_PAST, now);
                clock.reconcile();
                assertThat(clock.set()).singleElement().isNotEqualTo(before);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Stores.class)
    void whatWasMissedBeforeTheStartIsOrderedAtTheStart(Stores kind) throws Exception {
        try (RunStore store = kind.open(folder);
                CamelContext camel = new DefaultCamelContext()) {
            deploy(store, "hourly", Duration.ofHours(1), CLOCK.instant().minus(Duration.ofHours(5)));
            camel.start();
            try (QuartzClock clock = clock(camel, store)) {
                assertThat(ordered).hasSize(1);
                assertThat(clock.set()).hasSize(1);
            }
        }
    }

    private QuartzClock clock(CamelContext camel, RunStore store) {
        Ordering orders = Deployments.ordering(store, CLOCK);
        return QuartzClock.start(
                camel,
                store,
                (deployment, trigger, due, by) -> {
                    assertThat(trigger).isIn(Trigger.SCHEDULE, Trigger.MISFIRE);
                    ordered.add(due);
                    return orders.order(deployment, trigger, due, by);
                },
                CLOCK,
                SELDOM,
                System.err::println);
    }

    private Instant next() throws InterruptedException {
        return Optional.ofNullable(ordered.poll(30, TimeUnit.SECONDS)).orElseThrow();
    }

    private static void deploy(RunStore store, String name, Duration every, Instant seenTo) {
        deploy(store, name, every, Instant.EPOCH, seenTo);
    }

    private static void deploy(RunStore store, String name, Duration every, Instant anchor, Instant seenTo) {
        IntervalSchedule schedule = new IntervalSchedule(every, anchor, "every " + every);
        store.deployments()
                .apply(
                        List.of(Deployments.deployed(Deployments.of(name, schedule, Misfire.USUAL), seenTo)),
                        List.of(),
                        Map.of());
    }
}
