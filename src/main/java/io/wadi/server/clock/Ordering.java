package io.wadi.server.clock;

import io.wadi.flow.Deployment;
import io.wadi.flow.run.Trigger;
import io.wadi.flow.store.RunQueue;
import java.time.Instant;

/** Whoever makes an order of an instant that is due, and puts it into the queue. */
@FunctionalInterface
public interface Ordering {
    /**
     * Has the deployment run for this instant. The key of the run is the instant's text, so that of all who notice the
     * same instant one orders and the others are told of that run.
     *
     * @param trigger {@link Trigger#SCHEDULE} or {@link Trigger#MISFIRE}
     * @param by for people: what wants it, and how late
     */
    RunQueue.Answer order(Deployment deployment, Trigger trigger, Instant due, String by);
}
