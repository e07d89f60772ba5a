package io.wadi.server;

import io.wadi.flow.Asks;
import io.wadi.flow.run.Trigger;
import io.wadi.flow.store.RunQueue;
import java.time.Instant;
import java.util.Optional;

/** The process that runs things, as the API sees it. */
public interface Desk {
    /**
     * Has a deployment run.
     *
     * @param due later than now, where it is not to begin at once
     * @param by who wants it
     * @throws io.wadi.model.ConfigurationFailure for unknown names, parameters or resources
     */
    RunQueue.Answer order(
            String deployment, Asks asks, Optional<String> key, Optional<Instant> due, Trigger trigger, String by);

    /** Something has changed in the books that it may act on. */
    void wake();

    /** Why nothing would run here now; empty where all is well. */
    Optional<String> trouble();
}
