package io.wadi.cli;

import io.wadi.camel.Attempting;
import io.wadi.config.TimeSpan;
import io.wadi.flow.Attempts;
import io.wadi.flow.Retries;
import io.wadi.flow.node.Underway;
import io.wadi.model.Cancelled;
import io.wadi.model.Failure;
import io.wadi.model.Pause;
import io.wadi.pipeline.Loading;
import io.wadi.pipeline.PipelineRun;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** One run of a deployment: its attempts, and the time between them. */
final class DeploymentRun implements Attempting {
    private final Retries retries;
    private final Supplier<PipelineRun> make;
    private final Underway underway;
    private final Pause pause;
    private final RandomGenerator chance;
    private final Consumer<String> notes;
    private PipelineRun current;

    /**
     * @param first of its attempts here
     * @param make a further attempt
     * @param notes told what happens between attempts
     */
    DeploymentRun(
            Retries retries,
            PipelineRun first,
            Supplier<PipelineRun> make,
            Underway underway,
            Pause pause,
            RandomGenerator chance,
            Consumer<String> notes) {
        this.retries = retries;
        this.current = first;
        this.make = make;
        this.underway = underway;
        this.pause = pause;
        this.chance = chance;
        this.notes = notes;
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
        int attempt = underway.attempt() - underway.run().since() + 1;
        Attempts.Next next = new Attempts(retries).after(attempt, failure, chance.nextDouble());
        if (!(next instanceof Attempts.Again again) || underway.stopped().isPresent()) {
            return false;
        }
        notes.accept("attempt " + attempt + " of " + retries.attempts() + " failed: "
                + failure.explanation().what() + "; again in " + TimeSpan.text(again.after()));
        underway.awaits(again.after(), Endings.failed(failure, Watched.UNTOUCHED));
        try {
            pause.pause(again.after(), underway.deadline());
        } catch (Cancelled e) {
            // The next attempt finds that at once, and the run ends with it and not with this failure.
        }
        underway.begins();
        current = make.get();
        return true;
    }
}
