package io.wadi.flow.run;

import static java.util.Objects.requireNonNull;

import io.wadi.flow.Overlap;
import java.util.List;
import java.util.Optional;

/**
 * What becomes of a run that arrives while others of its deployment have not ended. The policies are about what a clock
 * wants: a run that a person or a program asked for by itself is passed over only where the policy is {@code skip}, and
 * else waits its turn, however many wait.
 */
public sealed interface Arrival {
    /** It waits for its slots, or takes them at once. */
    record Queues() implements Arrival {}

    /** It is not run. */
    record PassedOver(String reason) implements Arrival {
        public PassedOver {
            requireNonNull(reason);
        }
    }

    /** It waits, and these are cancelled for it. */
    record Replaces(List<String> runs) implements Arrival {
        public Replaces {
            runs = List.copyOf(runs);
        }
    }

    /** A run of the same deployment that has not ended. */
    record Other(String id, RunState state) {
        public Other {
            requireNonNull(id);
            requireNonNull(state);
        }
    }

    static Arrival of(Overlap overlap, Trigger trigger, List<Other> others) {
        Optional<Other> waiting =
                others.stream().filter(other -> other.state().waits()).findFirst();
        return switch (overlap) {
            case ALLOW -> new Queues();
            case QUEUE ->
                trigger.isClock() && waiting.isPresent()
                        ? new PassedOver("run " + waiting.get().id() + " already waits")
                        : new Queues();
            case SKIP ->
                others.isEmpty()
                        ? new Queues()
                        : new PassedOver("run " + others.get(0).id() + " has not ended");
            case CANCEL ->
                others.isEmpty()
                        ? new Queues()
                        : new Replaces(others.stream().map(Other::id).toList());
        };
    }
}
