package io.wadi.server.console;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** Who has failed too often to try again now: an address, or a name. */
final class Throttle {
    static final int TRIES = 10;
    static final Duration WITHIN = Duration.ofMinutes(5);
    private static final int MOST = 10_000;

    private final Map<String, Deque<Instant>> failures = new HashMap<>();

    synchronized boolean isBlocked(String who, Instant now) {
        return recent(who, now).size() >= TRIES;
    }

    synchronized void failed(String who, Instant now) {
        if (failures.size() >= MOST) {
            failures.keySet().removeIf(each -> recent(each, now).isEmpty());
        }
        if (failures.size() < MOST) {
            failures.computeIfAbsent(who, unknown -> new ArrayDeque<>()).addLast(now);
        }
    }

    synchronized void passed(String who) {
        failures.remove(who);
    }

    private Deque<Instant> recent(String who, Instant now) {
        Deque<Instant> times = failures.getOrDefault(who, new ArrayDeque<>());
        times.removeIf(at -> at.isBefore(now.minus(WITHIN)));
        return times;
    }
}
