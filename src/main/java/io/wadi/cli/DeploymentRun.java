package io.wadi.cli;

import io.wadi.camel.Attempting;
import io.wadi.config.TimeSpan;
import io.wadi.flow.Attempts;
import io.wadi.flow.Deployment;
import io.wadi.model.Cancelled;
import io.wadi.model.Deadline;
import io.wadi.model.Failure;
import io.wadi.model.Pause;
import io.wadi.pipeline.Loading;
import io.wadi.pipeline.PipelineRun;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** One run of a deployment: its attempts, and the time between them. */
final class DeploymentRun implements Attempting {
    private final Deployment deployment;
    private final Function<Boolean, PipelineRun> make;
    private final Deadline deadline;
    private final Pause pause;
    private final RandomGenerator chance;
    private final Console console;
    private PipelineRun current;
    private int attempt = 1;

    /** @param make an attempt; given whether it is the first one */
    DeploymentRun(
            Deployment deployment,
            Function<Boolean, PipelineRun> make,
            Deadline deadline,
            Pause pause,
            RandomGenerator chance,
            Console console) {
        this.deployment = deployment;
        this.make = make;
        this.deadline = deadline;
        this.pause = pause;
        this.chance = chance;
        this.console = console;
        current = make.apply(true);
    }

    PipelineRun current() {
        return current;
    }

    @Override
    public Loading loading() {
        return current;
    }

    @Override
    public boolean again(Failure failure) {
        Attempts.Next next = new Attempts(deployment.retries()).after(attempt, failure, chance.nextDouble());
        if (!(next instanceof Attempts.Again again)) {
            return false;
        }
        console.note("attempt " + attempt + " of " + deployment.retries().attempts() + " failed: "
                + failure.explanation().what() + "; again in " + TimeSpan.text(again.after()));
        try {
            pause.pause(again.after(), deadline);
        } catch (Cancelled e) {
            // The next attempt finds that at once, and the run ends with it and not with this failure.
        }
        attempt = again.attempt();
        current = make.apply(false);
        return true;
    }
}
