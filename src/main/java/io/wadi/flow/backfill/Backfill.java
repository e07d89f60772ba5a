package io.wadi.flow.backfill;

import static java.util.Objects.requireNonNull;

import io.wadi.flow.Asks;
import io.wadi.flow.run.Order;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * A stretch of the past, read by runs of a deployment, each with its window as parameters.
 *
 * @param deployment its name
 * @param asks of all of the runs, whatever their window
 * @param start the parameter that a window's start goes into
 * @param end the one of its end
 * @param parallel how many of them run at once, as far as the deployment lets them
 * @param name tells it from another that wants the same
 */
public record Backfill(
        String deployment,
        Asks asks,
        List<Window> windows,
        String start,
        String end,
        int parallel,
        Optional<String> name) {
    private static final String KIND = "backfill:";
    private static final int SHORT = 12;

    public Backfill {
        requireNonNull(deployment);
        requireNonNull(asks);
        requireNonNull(name);
        windows = List.copyOf(windows);
        if (start.isEmpty() || end.isEmpty() || start.equals(end)) {
            throw new IllegalArgumentException("a window's start and end are two parameters");
        }
        if (parallel < 1) {
            throw new IllegalArgumentException("1 run at once, or more");
        }
    }

    /** The same whenever the same is wanted again, however many at once. */
    public String id() {
        String all = deployment + start + "," + end + new TreeMap<>(asks.parameters()) + asks.resources()
                + new TreeMap<>(asks.credentials()) + asks.destination() + windows
                + name.orElse("");
        return UUID.nameUUIDFromBytes(all.getBytes(StandardCharsets.UTF_8))
                .toString()
                .replace("-", "")
                .substring(0, SHORT);
    }

    /** The key of a window's run. */
    public String key(Window window) {
        return KIND + id() + ":" + window;
    }

    /** How the keys of all backfills begin. */
    public static String prefix() {
        return KIND;
    }

    Asks asks(Window window) {
        Map<String, String> parameters = new HashMap<>(asks.parameters());
        parameters.put(start, window.start());
        parameters.put(end, window.end());
        return asks.with(parameters);
    }

    /** The order with the window's key, and a slot that the runs of this backfill share. */
    Order order(Order order, Window window) {
        Map<String, Integer> slots = new HashMap<>(order.slots());
        slots.put(KIND + id(), parallel);
        return new Order(
                order.pipeline(),
                order.deployment(),
                order.asks(),
                order.trigger(),
                order.by(),
                Optional.of(key(window)),
                order.due(),
                slots,
                order.attempts(),
                order.keeper());
    }
}
