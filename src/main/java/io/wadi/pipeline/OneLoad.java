package io.wadi.pipeline;

import io.wadi.load.Loaded;
import io.wadi.load.PastLoad;
import io.wadi.model.Explanation;
import io.wadi.model.TerminalFailure;
import io.wadi.pack.Identity;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * At most one load of a pipeline has a key: the caller's, or else the run's own, which all attempts of a run share.
 *
 * @param number of the load within its run, from 1: a route may load more than once
 */
record OneLoad(RunSettings settings, Target target, String pipeline, String dataset, int number) {
    /** What a new package is loaded under. */
    String key() {
        String run = settings.name().id();
        String first = !settings.key().isEmpty() || run.isEmpty() ? settings.key() : "run " + run;
        return first.isEmpty() || number == 1 ? first : first + ", load " + number;
    }

    /** Whether finishing this package is what the caller wants, and not only what must be done first. */
    boolean isMeant(Identity left) {
        return left.input().equals(settings.input()) && (settings.key().isEmpty() || key().equals(left.key()));
    }

    /**
     * The load that the caller's key stands for.
     *
     * @throws TerminalFailure where that load had read something else
     */
    Optional<PastLoad> given() {
        return settings.key().isEmpty() ? Optional.empty() : committed();
    }

    /** The load under the key of this run's packages. */
    Optional<PastLoad> committed() {
        Optional<PastLoad> load = key().isEmpty()
                ? Optional.empty()
                : target.destination().keyed(pipeline, dataset, key(), settings.deadline());
        load.filter(past -> past.input()
                        .filter(hash -> !hash.isEmpty() && !hash.equals(Identity.digest(settings.input())))
                        .isPresent())
                .ifPresent(this::refuse);
        return load;
    }

    /** Of a run that had nothing left to do. */
    RunReport report(PastLoad past, Duration took) {
        return new RunReport(
                settings.name(),
                pipeline,
                target.destination().describe(),
                dataset,
                Optional.of(past.loadId()),
                Station.LOAD,
                Map.of(),
                Optional.of(new Loaded(Map.of(), List.of(), Map.of(), true)),
                List.of(),
                false,
                took);
    }

    private void refuse(PastLoad past) {
        throw new TerminalFailure(Explanation.of("the key '" + key() + "' is that of load " + past.loadId() + " of "
                        + past.at() + ", which read something else, or otherwise; nothing was loaded now")
                .at("pipeline " + pipeline + ", dataset " + dataset)
                .fix("give another input or other options a key of their own: --key"));
    }
}
