package io.wadi.server.deploy;

import static java.util.Objects.requireNonNull;

import io.wadi.config.DeploymentJson;
import io.wadi.flow.Deployment;
import io.wadi.flow.deploy.DeployPlan;
import io.wadi.flow.deploy.Wanted;
import io.wadi.flow.store.DeploymentBook;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Explanation;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Puts deployments in force, where the running build can run them. */
public final class Deploying {
    /**
     * What somebody wants to be in force.
     *
     * @param prune whether what is not among it goes
     */
    public record Whole(List<Deployment> deployments, Map<String, Integer> limits, boolean prune) {
        public Whole {
            deployments = List.copyOf(deployments);
            limits = Map.copyOf(limits);
        }
    }

    private final DeploymentBook book;
    private final Predicate<String> pipelines;
    private final InstantSource clock;
    private final Runnable changed;

    /**
     * @param pipelines whether the running build has a pipeline
     * @param changed called when something else is in force
     */
    public Deploying(DeploymentBook book, Predicate<String> pipelines, InstantSource clock, Runnable changed) {
        this.book = requireNonNull(book);
        this.pipelines = requireNonNull(pipelines);
        this.clock = requireNonNull(clock);
        this.changed = requireNonNull(changed);
    }

    /**
     * What it would change.
     *
     * @param origin {@code file} or {@code deploy}
     * @throws ConfigurationFailure when the running build has no such pipeline, or a name is there twice
     */
    public DeployPlan plan(Whole whole, String origin) {
        List<Explanation> problems = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Deployment each : whole.deployments()) {
            if (!names.add(each.name())) {
                problems.add(Explanation.of("deployment " + each.name() + " is there twice")
                        .at(each.place())
                        .fix("give each its own name"));
            }
            if (!pipelines.test(each.pipeline())) {
                problems.add(Explanation.of(
                                "deployment " + each.name() + ": the running build has no pipeline " + each.pipeline())
                        .at(each.place())
                        .fix("deploy the build that has it first, or correct the name"));
            }
            if (pipelines.test(each.name())) {
                problems.add(Explanation.of("deployment " + each.name() + " has the name of a pipeline")
                        .at(each.place())
                        .fix("give it another, such as " + each.name() + "-daily"));
            }
        }
        if (!problems.isEmpty()) {
            throw new ConfigurationFailure(problems);
        }
        List<Wanted> wanted =
                whole.deployments().stream().map(DeploymentJson::wanted).toList();
        return DeployPlan.of(
                wanted,
                whole.limits(),
                whole.prune(),
                origin,
                new DeployPlan.InForce(book.list(), book.limits()),
                DeploymentJson::fields);
    }

    /** @param by whoever deploys */
    public DeployPlan apply(DeployPlan plan, String by) {
        if (!plan.isEmpty()) {
            book.apply(plan.deployed(clock.instant(), by), plan.gone(), plan.limits());
            changed.run();
        }
        return plan;
    }

    boolean isDeployedTo() {
        return book.list().stream().anyMatch(each -> each.origin().equals(DeployApi.ORIGIN));
    }
}
