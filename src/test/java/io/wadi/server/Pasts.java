package io.wadi.server;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.wadi.config.DeploymentJson;
import io.wadi.flow.Deployment;
import io.wadi.flow.backfill.Backfill;
import io.wadi.flow.backfill.Fill;
import io.wadi.flow.backfill.Filling;
import io.wadi.flow.backfill.Stretch;
import io.wadi.flow.run.Order;
import io.wadi.flow.run.Trigger;
import io.wadi.flow.store.RunStore;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Explanation;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Backfills as a desk takes them that looks at no routes. */
public record Pasts(RunStore store, Supplier<String> ids) {
    public Desk.Filled fill(String name, Stretch stretch, boolean dryRun, String by, Instant now) {
        String pipeline = name.replaceFirst("-.*", "");
        Deployment deployment = DeploymentJson.read(
                JsonNodeFactory.instance.objectNode().put("name", name).put("pipeline", pipeline), Set.of());
        Filling filling = new Filling(
                store,
                (asks, due) -> new Order(
                        pipeline,
                        Optional.of(name),
                        asks,
                        Trigger.BACKFILL,
                        by,
                        Optional.empty(),
                        due,
                        Map.of(),
                        4,
                        Optional.empty()),
                ids);
        try {
            Backfill backfill = stretch.of(deployment);
            Fill fill = filling.plan(backfill, stretch.onlyMissing());
            if (!dryRun) {
                filling.fill(backfill, fill, now);
            }
            return new Desk.Filled(backfill, fill);
        } catch (IllegalArgumentException e) {
            throw new ConfigurationFailure(Explanation.of(String.valueOf(e.getMessage())));
        }
    }
}
