package io.wadi.server.http;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.wadi.flow.run.Run;
import io.wadi.flow.run.RunState;
import io.wadi.flow.store.RunStore;
import io.wadi.flow.store.StoreDown;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What is measured. What has ended is counted where it ended, so that the sum over nodes is that of all; what is under way
 * is read from the books when somebody asks, and is the same on each node.
 */
public final class RunMeters {
    private final MeterRegistry registry;
    private final RunStore store;
    private final MultiGauge open;
    private final MultiGauge held;
    private volatile int up = 1;

    RunMeters(MeterRegistry registry, RunStore store) {
        this.registry = registry;
        this.store = store;
        this.open = MultiGauge.builder("wadi.runs.open")
                .description("Runs that have not ended, by state, on all nodes")
                .register(registry);
        this.held = MultiGauge.builder("wadi.slots.held")
                .description("Runs that hold a slot, on all nodes")
                .register(registry);
        Gauge.builder("wadi.store.up", () -> up)
                .description("Whether the run store answered just now")
                .register(registry);
        new JvmMemoryMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
    }

    /** A run ended on this node. */
    public void ended(Run run) {
        Tags of = Tags.of("deployment", run.order().name());
        registry.counter("wadi.runs", of.and("state", run.state().word())).increment();
        registry.counter("wadi.rows", of).increment((double) run.tally().rows());
        run.started()
                .ifPresent(started -> registry.timer("wadi.run.duration", of)
                        .record(Duration.between(started, run.ended().orElse(run.changed()))));
    }

    /** An alert could not be delivered. */
    public void alertFailed(String channel) {
        registry.counter("wadi.alerts.failed", "channel", channel).increment();
    }

    /** Looks into the books. */
    void refresh() {
        try {
            Map<RunState, Integer> standing = store.queue().standing();
            open.register(
                    Stream.of(RunState.values())
                            .filter(state -> !state.hasEnded())
                            .map(state -> row("state", state.word(), standing.getOrDefault(state, 0)))
                            .toList(),
                    true);
            List<MultiGauge.Row<?>> slots = new ArrayList<>();
            store.queue().held().forEach((slot, runs) -> slots.add(row("slot", slot, runs)));
            held.register(slots, true);
            up = 1;
        } catch (StoreDown e) {
            up = 0;
        }
    }

    private static MultiGauge.Row<?> row(String tag, String of, int count) {
        return MultiGauge.Row.of(Tags.of(tag, of), count);
    }
}
