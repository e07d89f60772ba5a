package io.wadi.extract.rest;

import io.wadi.model.Deadline;
import io.wadi.model.Explanation;
import io.wadi.model.TransientFailure;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Tries something again as long as that can help: a number of times, and within what the run has left. */
final class Attempts {
    private final Retry retry;
    private final Budget budget;
    private final Deadline deadline;

    Attempts(RestClient client, Deadline deadline) {
        this.retry = client.retry();
        this.budget = client.commons().budget();
        this.deadline = deadline;
    }

    <T> T until(Supplier<T> once) {
        for (int tried = 1; ; tried++) {
            try {
                T done = once.get();
                budget.answered();
                return done;
            } catch (TransientFailure failure) {
                deadline.check(); // a connection that breaks when the run is cancelled is not the server's fault
                Optional<Duration> asked = failure instanceof Refused refused ? refused.after() : Optional.empty();
                Duration delay = retry.delay(tried, asked);
                Optional<Explanation> end = end(failure.explanation().what(), tried, delay);
                if (end.isPresent()) {
                    throw new TransientFailure(end.get(), failure);
                }
                retry.pause().pause(delay, deadline);
            }
        }
    }

    private Optional<Explanation> end(String what, int tried, Duration delay) {
        String told = what + ", tried " + (tried == 1 ? "once" : tried + " times");
        if (delay.compareTo(Retry.LONGEST) > 0) {
            return Optional.of(Explanation.of(told + ", to be asked again in " + delay.toSeconds() + " s"));
        } else if (tried >= retry.tries()) {
            return Optional.of(Explanation.of(told));
        } else if (!budget.spend()) {
            return Optional.of(Explanation.of(told + ", and the run's " + budget.size() + " retries are used up")
                    .fix("look at what the source answers; retryBudget of wadi-source allows more"));
        }
        return Optional.empty();
    }
}
