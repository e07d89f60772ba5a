package io.wadi.cli;

import static java.util.Objects.requireNonNull;

import io.wadi.camel.RunCheck;
import io.wadi.config.RouteFiles;
import io.wadi.config.Secrets;
import io.wadi.config.Settings;
import io.wadi.extract.rest.Retry;
import io.wadi.flow.Asks;
import io.wadi.flow.Deployment;
import io.wadi.flow.Misfire;
import io.wadi.flow.Overlap;
import io.wadi.flow.backfill.Stretch;
import io.wadi.flow.run.Order;
import io.wadi.flow.run.Run;
import io.wadi.flow.run.Trigger;
import io.wadi.flow.store.RunQueue;
import io.wadi.flow.store.RunStore;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Explanation;
import io.wadi.server.Desk;
import io.wadi.server.clock.Ordering;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Where runs of a server are ordered, by its clock, its API or its console. */
final class ServerDesk implements Desk, Ordering {
    /** What runs are made from. */
    record Parts(RouteFiles routes, Settings settings, Secrets secrets) {}

    private final RunStore store;
    private final Supplier<Parts> parts;
    private final Function<String, Optional<Deployment>> deployments;
    private final InstantSource clock;
    private final Runnable wake;
    private final Supplier<Optional<String>> trouble;

    ServerDesk(
            RunStore store,
            Supplier<Parts> parts,
            Function<String, Optional<Deployment>> deployments,
            InstantSource clock,
            Runnable wake,
            Supplier<Optional<String>> trouble) {
        this.store = requireNonNull(store);
        this.parts = requireNonNull(parts);
        this.deployments = requireNonNull(deployments);
        this.clock = requireNonNull(clock);
        this.wake = requireNonNull(wake);
        this.trouble = requireNonNull(trouble);
    }

    @Override
    public RunQueue.Answer order(
            String name, Asks asks, Optional<String> key, Optional<Instant> due, Trigger trigger, String by) {
        Deployment deployment = deployment(name);
        Instant now = clock.instant();
        RunOrders.Wanted wanted = new RunOrders.Wanted(trigger, by, key, due.orElse(now), Optional.empty());
        if (!asks.parameters().isEmpty()) {
            check(deployment, asks);
        }
        return arrive(deployment, deployment.asks().under(asks), wanted, now);
    }

    private Deployment deployment(String name) {
        return deployments
                .apply(name)
                .orElseThrow(() -> new ConfigurationFailure(
                        Explanation.of("there is no deployment " + name).fix("see them: ./wadi deployments")));
    }

    @Override
    public Filled backfill(String name, Stretch stretch, boolean dryRun, String by) {
        Filled filled = new Backfilling(store, parts.get(), clock)
                .fill(deployment(name), stretch, store.deployments().limits(), dryRun, by);
        wake.run();
        return filled;
    }

    /** A parameter that no route reads is a mistake, and is better told now than found in what was loaded. */
    private void check(Deployment deployment, Asks asks) {
        Parts now = parts.get();
        Retry never = new Retry(1, (time, deadline) -> {}, clock, RandomGenerator.getDefault());
        RunCheck.pass(
                now.routes(), deployment.pipeline(), asks.parameters().keySet(), now.settings(), now.secrets(), never);
    }

    @Override
    public RunQueue.Answer order(Deployment deployment, Trigger trigger, Instant due, String by) {
        RunOrders.Wanted wanted = new RunOrders.Wanted(trigger, by, Optional.of(due.toString()), due, Optional.empty());
        boolean passes = trigger == Trigger.MISFIRE && deployment.misfire().policy() == Misfire.Policy.SKIP;
        return passes
                ? store.queue().passOver(next(), order(deployment, deployment.asks(), wanted), by, clock.instant())
                : arrive(deployment, deployment.asks(), wanted, clock.instant());
    }

    private static String next() {
        return Runs.next(Optional.empty()).id();
    }

    private Order order(Deployment deployment, Asks asks, RunOrders.Wanted wanted) {
        Parts made = parts.get();
        return new RunOrders(made.routes(), made.settings(), store.deployments().limits()).of(deployment, asks, wanted);
    }

    /** A run about the package of another: on the terms of its deployment, of which it takes the slots. */
    Run again(Run run, Trigger trigger, String loadId, String by) {
        Instant now = clock.instant();
        RunOrders.Wanted wanted = new RunOrders.Wanted(
                trigger, by, Optional.of(Again.key(loadId, now.toString())), now, Optional.empty());
        Parts made = parts.get();
        RunOrders orders = new RunOrders(
                made.routes(), made.settings(), store.deployments().limits());
        Asks asks = run.order().asks();
        Order order = run.order()
                .deployment()
                .flatMap(deployments)
                .map(deployment -> orders.of(deployment, asks, wanted))
                .orElseGet(() -> orders.of(run.order().pipeline(), asks, wanted));
        RunQueue.Answer answer = store.queue().arrive(next(), order, Overlap.ALLOW, now);
        wake.run();
        return ((RunQueue.Taken) answer).run();
    }

    private RunQueue.Answer arrive(Deployment deployment, Asks asks, RunOrders.Wanted wanted, Instant now) {
        Order order = order(deployment, asks, wanted);
        boolean each =
                wanted.trigger() == Trigger.MISFIRE && deployment.misfire().policy() == Misfire.Policy.ALL;
        // Who wants each of those that were missed does not want one for all of them: they wait for each other.
        Overlap overlap = each ? Overlap.ALLOW : deployment.overlap();
        RunQueue.Answer answer = store.queue().arrive(next(), order, overlap, now);
        wake.run();
        return answer;
    }

    @Override
    public void wake() {
        wake.run();
    }

    @Override
    public Optional<String> trouble() {
        return trouble.get();
    }
}
