package io.wadi.cli;

import io.wadi.config.Route;
import io.wadi.config.RouteFiles;
import io.wadi.config.Settings;
import io.wadi.flow.Asks;
import io.wadi.flow.Deployment;
import io.wadi.flow.run.Order;
import io.wadi.flow.run.Trigger;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Makes orders of runs: here the slots come in that a run takes up. */
record RunOrders(RouteFiles routes, Settings settings, Map<String, Integer> limits) {
    /** Who or what wants a run, and when. */
    record Wanted(Trigger trigger, String by, Optional<String> key, Instant due, Optional<String> keeper) {}

    RunOrders {
        limits = Map.copyOf(limits);
    }

    /** Of a pipeline by itself: two runs of one pipeline wait for each other, and it counts for nothing else. */
    Order of(String pipeline, Asks asks, Wanted wanted) {
        return order(pipeline, Optional.empty(), asks, wanted, Map.of("pipeline:" + pipeline, 1), 1);
    }

    /** @param asks of this run, over what the deployment asks */
    Order of(Deployment deployment, Asks asks, Wanted wanted) {
        String pipeline = deployment.pipeline();
        Map<String, Integer> slots = new TreeMap<>();
        slots.put("pipeline:" + pipeline, 1);
        slots.put("deployment:" + deployment.name(), deployment.slots().limit());
        limit("global").ifPresent(limit -> slots.put("global", limit));
        limit("source")
                .ifPresent(limit -> routes.targets(Optional.of(pipeline)).stream()
                        .filter(target -> target.uri().startsWith(Route.SOURCE))
                        .forEach(target -> slots.put("source:" + target.path(), limit)));
        limit("destination").ifPresent(limit -> slots.put("destination:" + destination(pipeline, asks), limit));
        deployment
                .slots()
                .keys()
                .forEach(key -> slots.put("key:" + key, limit(key).orElse(1)));
        return order(
                pipeline,
                Optional.of(deployment.name()),
                asks,
                wanted,
                slots,
                deployment.retries().attempts());
    }

    private Optional<Integer> limit(String name) {
        return Optional.ofNullable(limits.get(name));
    }

    private String destination(String pipeline, Asks asks) {
        String wanted = asks.destination()
                .or(() -> routes.targets(Optional.of(pipeline)).stream()
                        .filter(target -> target.scheme().equals("wadi-load"))
                        .flatMap(target -> Optional.ofNullable(target.options().get("destination")).stream())
                        .map(option -> settings.filled(option.value()))
                        .findFirst())
                .or(() -> settings.get("wadi.destination"))
                .orElse(Destinations.DUCKDB);
        return wanted.replaceFirst(":.*", "");
    }

    private static Order order(
            String pipeline,
            Optional<String> deployment,
            Asks asks,
            Wanted wanted,
            Map<String, Integer> slots,
            int attempts) {
        return new Order(
                pipeline,
                deployment,
                asks,
                wanted.trigger(),
                wanted.by(),
                wanted.key(),
                wanted.due(),
                slots,
                attempts,
                wanted.keeper());
    }
}
