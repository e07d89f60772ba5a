package io.wadi.cli;

import io.wadi.flow.Asks;
import io.wadi.flow.Deployment;
import io.wadi.flow.node.Executor;
import io.wadi.flow.node.Underway;
import io.wadi.flow.run.Order;
import io.wadi.flow.run.Voice;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Explanation;
import io.wadi.model.Failure;
import io.wadi.pipeline.Station;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** Does the runs of a server, each as {@code ./wadi run} would. */
final class ServerRuns implements Executor {
    private final Surroundings surroundings;
    private final ProjectOptions project;
    private final Function<String, Optional<Deployment>> deployments;
    private final PreparedPool pool;
    private final BiConsumer<String, String> log;

    /**
     * @param deployments those in force, by their names
     * @param log told what runs say on their way: level and text
     */
    ServerRuns(
            Surroundings surroundings,
            ProjectOptions project,
            Function<String, Optional<Deployment>> deployments,
            PreparedPool pool,
            BiConsumer<String, String> log) {
        this.surroundings = surroundings;
        this.project = project;
        this.deployments = deployments;
        this.pool = pool;
        this.log = log;
    }

    @Override
    public void execute(Underway run) {
        Order order = run.run().order();
        try (Voice voice = Voice.of(run.run().id(), order.pipeline())) {
            run(run);
        } catch (Failure failure) {
            // It could not even begin: its settings, routes or secrets are not in order.
            run.begins();
            run.ends(Endings.failed(failure, Watched.UNTOUCHED));
        }
    }

    private void run(Underway run) {
        Order order = run.run().order();
        Optional<Deployment> deployment = order.deployment()
                .map(name -> deployments
                        .apply(name)
                        .orElseThrow(
                                () -> new ConfigurationFailure(Explanation.of("there is no deployment " + name + " now")
                                        .fix("deploy it again, then: ./wadi run retry "
                                                + run.run().id()))));
        Asks asks = order.asks();
        if (order.trigger().isOfPackage()) {
            new Again(surroundings, project.ofRun(order.deployment(), asks.credentials())).run(run);
            return;
        }
        String pipeline = deployment.map(Deployment::pipeline).orElse(order.pipeline());
        Wish wish = new Wish(pipeline, deployment, asks, Station.LOAD, false, Optional.empty(), Wish.key(order));
        ProjectOptions mine = project.ofRun(order.deployment(), asks.credentials());
        pool.with(
                new PreparedPool.Key(pipeline, deployment, asks.credentials()),
                () -> new Pipelines(surroundings, mine).prepare(wish),
                prepared -> prepared.work(wish, run.run().id(), run.deadline(), run.progress())
                        .run(run, log));
    }
}
