package io.wadi.flow.run;

import static java.util.Objects.requireNonNull;

import io.wadi.flow.Asks;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What is to be run, why, and on which terms; never changes.
 *
 * @param deployment empty for a pipeline that is run by itself
 * @param asks what this run asks of its pipeline, over what its deployment does
 * @param by who or what wanted it: a schedule, a user, a token's name
 * @param key under which the deployment has at most one run; a schedule's is the instant
 * @param due when it is, or was, to begin
 * @param slots what it takes up while it runs, and how many runs may hold each at once
 * @param attempts how many it has, one after another
 * @param keeper the only node that may run it: the process that waits for it
 */
public record Order(
        String pipeline,
        Optional<String> deployment,
        Asks asks,
        Trigger trigger,
        String by,
        Optional<String> key,
        Instant due,
        Map<String, Integer> slots,
        int attempts,
        Optional<String> keeper) {
    public Order {
        requireNonNull(deployment);
        requireNonNull(asks);
        requireNonNull(trigger);
        requireNonNull(by);
        requireNonNull(key);
        requireNonNull(due);
        requireNonNull(keeper);
        slots = Map.copyOf(slots);
        if (pipeline.isEmpty() || attempts < 1) {
            throw new IllegalArgumentException("a run has a pipeline and an attempt");
        }
    }

    /** The same for any node: the process that waited for it is gone. */
    public Order unkept() {
        return new Order(pipeline, deployment, asks, trigger, by, key, due, slots, attempts, Optional.empty());
    }

    /** What a person calls it: its deployment, or else its pipeline. */
    public String name() {
        return deployment.orElse(pipeline);
    }
}
