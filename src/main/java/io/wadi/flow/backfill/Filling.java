package io.wadi.flow.backfill;

import static java.util.Objects.requireNonNull;

import io.wadi.flow.Asks;
import io.wadi.flow.Overlap;
import io.wadi.flow.run.Order;
import io.wadi.flow.store.RunStore;
import java.time.Instant;
import java.util.function.Supplier;

/** Puts the runs of backfills into the queue. Interrupted half-way it is done again, and adds what lacks. */
public final class Filling {
    /** Makes the order of a run of the deployment. */
    @FunctionalInterface
    public interface Orders {
        Order of(Asks asks, Instant due);
    }

    private final RunStore store;
    private final Orders orders;
    private final Supplier<String> ids;

    /** @param ids of new runs */
    public Filling(RunStore store, Orders orders, Supplier<String> ids) {
        this.store = requireNonNull(store);
        this.orders = requireNonNull(orders);
        this.ids = requireNonNull(ids);
    }

    /** What would be done now. */
    public Fill plan(Backfill backfill, boolean onlyMissing) {
        return Fill.of(backfill, store.runs().keyed(backfill.deployment(), Backfill.prefix()), onlyMissing);
    }

    /** Does it. */
    public void fill(Backfill backfill, Fill fill, Instant now) {
        int left = fill.parts().size();
        for (Fill.Part part : fill.parts()) {
            Instant due = now.minusMillis(left--); // the earlier window first
            if (part.what() == Fill.What.ADDED) {
                Order order = backfill.order(orders.of(backfill.asks(part.window()), due), part.window());
                // Windows are no runs that replace each other, whatever the deployment's policy.
                store.queue().arrive(ids.get(), order, Overlap.ALLOW, now);
            } else if (part.what() == Fill.What.AGAIN) {
                part.run()
                        .ifPresent(run -> store.runs()
                                .change(run.id(), before -> before.retried("the backfill is done again", now)));
            }
        }
    }
}
