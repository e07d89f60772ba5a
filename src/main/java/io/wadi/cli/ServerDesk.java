package io.wadi.cli;

import static java.util.Objects.requireNonNull;

import io.wadi.camel.RunCheck;
import io.wadi.config.RouteFiles;
import io.wadi.config.Secrets;
import io.wadi.config.Settings;
import io.wadi.extract.rest.Retry;
import io.wadi.flow.Asks;
import io.wadi.flow.Deployment;
import io.wadi.flow.run.Order;
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
        Deployment deployment = deployments
                .apply(name)
                .orElseThrow(() -> new ConfigurationFailure(
                        Explanation.of("there is no deployment " + name).fix("see them: ./wadi deployments")));
        Instant now = clock.instant();
        RunOrders.Wanted wanted = new RunOrders.Wanted(trigger, by, key, due.orElse(now), Optional.empty());
        if (!asks.parameters().isEmpty()) {
            check(deployment, asks);
        }
        return arrive(deployment, deployment.asks().under(asks), wanted, now);
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
        return arrive(
                deployment,
                deployment.asks(),
                new RunOrders.Wanted(trigger, by, Optional.of(due.toString()), due, Optional.empty()),
                clock.instant());
    }

    private RunQueue.Answer arrive(Deployment deployment, Asks asks, RunOrders.Wanted wanted, Instant now) {
        Parts made = parts.get();
        Order order = new RunOrders(
                        made.routes(), made.settings(), store.deployments().limits())
                .of(deployment, asks, wanted);
        String id = Runs.next(Optional.empty()).id();
        RunQueue.Answer answer = store.queue().arrive(id, order, deployment.overlap(), now);
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
