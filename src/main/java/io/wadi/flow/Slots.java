package io.wadi.flow;

import java.util.Set;

/**
 * How many runs of a deployment may go on at once, and what they share with other deployments.
 *
 * @param limit of the deployment itself
 * @param keys names that have limits of their own; a run takes a slot of each
 */
public record Slots(int limit, Set<String> keys) {
    public static final Slots ONE = new Slots(1, Set.of());

    public Slots {
        keys = Set.copyOf(keys);
        if (limit < 1) {
            throw new IllegalArgumentException("concurrency is 1 or more");
        }
    }
}
