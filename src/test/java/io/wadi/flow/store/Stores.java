package io.wadi.flow.store;

import io.wadi.flow.Asks;
import io.wadi.flow.run.Order;
import io.wadi.flow.run.Trigger;
import io.wadi.testing.Postgres;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Run stores for tests, of both kinds, and orders to put into them. */
public enum Stores {
    SQLITE {
        @Override
        public RunStore open(Path folder) {
            return RunStore.file(folder.resolve("runs.sqlite"));
        }
    },
    POSTGRES {
        @Override
        public RunStore open(Path folder) {
            String name = "store_" + NUMBER.incrementAndGet();
            Postgres server = Postgres.shared().database(name);
            return RunStore.postgres(server.url(name), Optional.of(Postgres.USER), Optional.empty());
        }
    };

    private static final AtomicInteger NUMBER = new AtomicInteger();
    public static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    /** A new store. */
    public abstract RunStore open(Path folder);

    /** A node that the store counts on: whoever claims is one. */
    public static void join(RunStore store, String node) {
        if (store.nodes().find(node).isEmpty()) {
            store.nodes().join(new Nodes.Node(node, "host", 1, 1, "run", NOON, 0, 0));
        }
    }

    /** Of deployment {@code name} and a pipeline of that name, of which one may run at a time. */
    public static Order order(String name, Trigger trigger) {
        return order(name, trigger, Map.of());
    }

    public static Order order(String name, Trigger trigger, Map<String, Integer> slots) {
        Map<String, Integer> all = new HashMap<>(slots);
        all.put("deployment:" + name, 1);
        return new Order(
                name,
                Optional.of(name),
                Asks.NOTHING,
                trigger,
                "test",
                Optional.empty(),
                NOON,
                all,
                4,
                Optional.empty());
    }

    public static Order keyed(Order order, String key) {
        return new Order(
                order.pipeline(),
                order.deployment(),
                order.asks(),
                order.trigger(),
                order.by(),
                Optional.of(key),
                order.due(),
                order.slots(),
                order.attempts(),
                order.keeper());
    }
}
