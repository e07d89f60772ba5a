package io.wadi.server.clock;

import io.wadi.flow.store.RunQueue;
import io.wadi.flow.store.RunStore;
import java.time.InstantSource;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;

/** A node of a cluster that has a clock and nothing else; tells each instant that it orders; lives as long as its input. */
final class ClockNode {
    private ClockNode() {}

    /** @param args the store's address and user */
    public static void main(String[] args) throws Exception {
        InstantSource time = InstantSource.system();
        try (RunStore store = RunStore.postgres(args[0], Optional.of(args[1]), Optional.empty());
                CamelContext camel = new DefaultCamelContext()) {
            camel.start();
            Ordering queue = Deployments.ordering(store, time);
            Ordering telling = (deployment, trigger, due, by) -> {
                RunQueue.Answer answer = queue.order(deployment, trigger, due, by);
                System.out.println(deployment.name() + " " + due + " " + by);
                return answer;
            };
            try (QuartzClock clock =
                    QuartzClock.start(camel, store, telling, time, QuartzClock.OFTEN, System.err::println)) {
                System.out.println("ready");
                while (System.in.read() >= 0) {
                    // until it is closed
                }
            }
        }
    }
}
