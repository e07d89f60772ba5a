package io.wadi.samples;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;

/** How many requests the CRM takes in any stretch of time, searches fewer than others. */
final class CrmLimits {
    private final InstantSource clock;
    private final int searches;
    private final Deque<Instant> all = new ArrayDeque<>();
    private final Deque<Instant> searched = new ArrayDeque<>();

    /** @param searches in any second; HubSpot allows five */
    CrmLimits(InstantSource clock, int searches) {
        this.clock = clock;
        this.searches = searches;
    }

    synchronized void any() throws Refusal {
        take(all, Duration.ofSeconds(10), Math.max(100, 10 * searches), "TEN_SECONDLY_ROLLING");
    }

    synchronized void search() throws Refusal {
        take(searched, Duration.ofSeconds(1), searches, "SECONDLY");
    }

    private void take(Deque<Instant> taken, Duration stretch, int most, String policy) throws Refusal {
        Instant now = clock.instant();
        while (!taken.isEmpty() && !taken.peek().isAfter(now.minus(stretch))) {
            taken.remove();
        }
        if (taken.size() >= most) {
            throw new Refusal(429, Map.of(), "You have reached your limit: " + policy); // HubSpot sends no Retry-After
        }
        taken.add(now);
    }
}
