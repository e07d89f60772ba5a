package io.wadi.flow;

import java.time.Duration;
import java.util.List;

/**
 * How long to wait before each further attempt of a run that failed and may succeed. A run has one attempt more than
 * there are delays.
 *
 * @param delays three or more: what fails for a minute at night ought not to wake anybody
 * @param jitter the part by which a delay is longer or shorter by chance, from 0 to 1, so that what failed together
 *     does not try again together
 */
public record Retries(List<Duration> delays, double jitter) {
    public static final int LEAST = 3;

    public static final Retries USUAL =
            new Retries(List.of(Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofSeconds(90)), 0.2);

    public Retries {
        delays = List.copyOf(delays);
        if (delays.size() < LEAST) {
            throw new IllegalArgumentException("retries are three delays or more, as in [10s, 30s, 90s]");
        }
        if (!(jitter >= 0 && jitter <= 1)) {
            throw new IllegalArgumentException("jitter is a part from 0 to 1");
        }
    }

    public int attempts() {
        return delays.size() + 1;
    }

    /**
     * @param failed how many attempts have failed, from 1
     * @param chance from 0 to 1, exclusive
     */
    public Duration delay(int failed, double chance) {
        Duration delay = delays.get(Math.min(failed, delays.size()) - 1);
        return delay.plusNanos((long) (delay.toNanos() * jitter * (2 * chance - 1)));
    }
}
