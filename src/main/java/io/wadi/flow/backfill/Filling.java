package io.wadi.flow.backfill;

import static java.util.Objects.requireNonNull;

import io.wadi.flow.Asks;
import io.wadi.flow.Overlap;
import io.wadi.flow.run.Order;
import io.wadi.flow.store.RunStore;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Puts the runs of backfills into the queue. Done again, it adds what lacks and tries again what failed. */
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

    /** Does it: the new runs all at once, so that a process that ends half-way leaves all of them or none. */
    public void fill(Backfill backfill, Fill fill, Instant now) {
        Map<String, Order> added = new LinkedHashMap<>();
        int left = fill.parts().size();
        for (Fill.Part part : fill.parts()) {
            Instant due = now.minusMillis(left--); // the earlier window first
            if (part.what() == Fill.What.ADDED) {
                added.put(ids.get(), backfill.order(orders.of(backfill.asks(part.window()), due), part.window()));
            }
        }
        // Windows are no runs that replace each other, whatever the deployment's policy.
        store.queue().arrive(added, Overlap.ALLOW, now);
        fill.parts().stream()
                .filter(part -> part.what() == Fill.What.AGAIN)
                .flatMap(part -> part.run().stream())
                .forEach(run -> store.runs().retry(run.id(), "the backfill is done again", now));
    }
}
