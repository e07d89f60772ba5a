package io.wadi.cli;

import static java.util.Objects.requireNonNull;

import io.wadi.camel.RunCheck;
import io.wadi.extract.rest.Retry;
import io.wadi.flow.Deployment;
import io.wadi.flow.backfill.Backfill;
import io.wadi.flow.backfill.Fill;
import io.wadi.flow.backfill.Filling;
import io.wadi.flow.backfill.Stretch;
import io.wadi.flow.run.Trigger;
import io.wadi.flow.store.RunStore;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Explanation;
import io.wadi.server.Desk;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Stretches of the past, wanted on a command line or of a server: what is wrong with them is said before any run is. */
record Backfilling(RunStore store, ServerDesk.Parts parts, InstantSource clock) {
    Backfilling {
        requireNonNull(store);
        requireNonNull(parts);
        requireNonNull(clock);
    }

    /** @param limits of slots that runs share */
    Desk.Filled fill(Deployment deployment, Stretch stretch, Map<String, Integer> limits, boolean dryRun, String by) {
        Backfill backfill = backfill(deployment, stretch);
        check(deployment, backfill);
        RunOrders orders = new RunOrders(parts.routes(), parts.settings(), limits);
        Filling filling = new Filling(
                store,
                (asks, due) -> orders.of(
                        deployment,
                        asks,
                        new RunOrders.Wanted(Trigger.BACKFILL, by, Optional.empty(), due, Optional.empty())),
                () -> Runs.next(Optional.of(deployment.name())).id());
        Fill fill = filling.plan(backfill, stretch.onlyMissing());
        if (!dryRun) {
            filling.fill(backfill, fill, clock.instant());
        }
        return new Desk.Filled(backfill, fill);
    }

    private static Backfill backfill(Deployment deployment, Stretch stretch) {
        try {
            return stretch.of(deployment);
        } catch (IllegalArgumentException e) {
            throw new ConfigurationFailure(
                    Explanation.of(String.valueOf(e.getMessage())).fix("as in from 2026-01-01 to 2026-01-31 every 1d"));
        }
    }

    private void check(Deployment deployment, Backfill backfill) {
        Set<String> given = new HashSet<>(backfill.asks().parameters().keySet());
        given.add(backfill.start());
        given.add(backfill.end());
        Retry never = new Retry(1, (time, deadline) -> {}, clock, RandomGenerator.getDefault());
        RunCheck.pass(parts.routes(), deployment.pipeline(), given, parts.settings(), parts.secrets(), never);
    }
}
