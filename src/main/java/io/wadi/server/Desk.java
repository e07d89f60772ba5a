package io.wadi.server;

import static java.util.Objects.requireNonNull;

import io.wadi.flow.Asks;
import io.wadi.flow.backfill.Backfill;
import io.wadi.flow.backfill.Fill;
import io.wadi.flow.backfill.Stretch;
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

    /**
     * Has a deployment read a stretch of the past, in runs that are in the books from then on, whatever becomes of this
     * process. The same wish again adds what lacks, and tries again what failed.
     *
     * @param dryRun only says what would be done
     * @param by who wants it
     * @throws io.wadi.model.ConfigurationFailure for unknown names and parameters, and for what is no stretch
     */
    Filled backfill(String deployment, Stretch stretch, boolean dryRun, String by);

    /** What was, or would be, done for each of its windows. */
    record Filled(Backfill backfill, Fill fill) {
        public Filled {
            requireNonNull(backfill);
            requireNonNull(fill);
        }
    }

    /** Something has changed in the books that it may act on. */
    void wake();

    /** Why nothing would run here now; empty where all is well. */
    Optional<String> trouble();
}
