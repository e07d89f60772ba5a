package io.wadi.server.clock;

import io.wadi.config.DeploymentJson;
import io.wadi.flow.Asks;
import io.wadi.flow.Deployment;
import io.wadi.flow.Misfire;
import io.wadi.flow.Overlap;
import io.wadi.flow.Retries;
import io.wadi.flow.Slots;
import io.wadi.flow.alert.Watch;
import io.wadi.flow.deploy.Wanted;
import io.wadi.flow.run.Order;
import io.wadi.flow.run.Trigger;
import io.wadi.flow.schedule.CronSchedule;
import io.wadi.flow.schedule.Schedule;
import io.wadi.flow.store.DeploymentBook.Deployed;
import io.wadi.flow.store.RunStore;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Deployments with schedules, deployed, and what orders their runs. */
final class Deployments {
    private Deployments() {}

    static Deployment of(String name, String cron) {
        return of(name, CronSchedule.of(cron, ZoneOffset.UTC), Misfire.USUAL);
    }

    static Deployment with(Deployment deployment, Misfire misfire) {
        return of(deployment.name(), deployment.schedules().get(0), misfire);
    }

    static Deployment of(String name, Schedule schedule, Misfire misfire) {
        return new Deployment(
                name,
                "products",
                Optional.empty(),
                List.of(schedule),
                ZoneOffset.UTC,
                Asks.NOTHING,
                Retries.USUAL,
                Deployment.USUAL_TIMEOUT,
                Overlap.ALLOW,
                misfire,
                Slots.ONE,
                Set.of(),
                Watch.NOBODY,
                "deployment " + name);
    }

    static Deployed deployed(Deployment deployment, Instant seenTo) {
        Wanted wanted = DeploymentJson.wanted(deployment);
        return new Deployed(
                wanted.name(),
                wanted.pipeline(),
                wanted.definition(),
                wanted.fingerprint(),
                "file",
                seenTo,
                "test",
                Optional.empty(),
                seenTo);
    }

    /** Puts what is due into the queue of the store. */
    static Ordering ordering(RunStore store, InstantSource clock) {
        return (deployment, trigger, due, by) -> store.queue()
                .arrive(
                        UUID.randomUUID().toString(),
                        order(deployment, trigger, due, by),
                        deployment.overlap(),
                        clock.instant());
    }

    private static Order order(Deployment deployment, Trigger trigger, Instant due, String by) {
        return new Order(
                deployment.pipeline(),
                Optional.of(deployment.name()),
                deployment.asks(),
                trigger,
                by,
                Optional.of(due.toString()),
                due,
                Map.of(),
                1,
                Optional.empty());
    }
}
