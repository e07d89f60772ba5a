package io.wadi.flow;

import static java.util.Objects.requireNonNull;

import io.wadi.model.Failure;
import io.wadi.model.TransientFailure;
import java.time.Duration;

/** What follows a failed attempt of a run: the type of the failure decides, never its text. */
public record Attempts(Retries retries) {
    /** What is done next. */
    public sealed interface Next permits Again, End {}

    /** @param attempt its number, the first attempt of a run being 1 */
    public record Again(int attempt, Duration after) implements Next {}

    /** The failure is the run's. */
    public record End() implements Next {}

    public Attempts {
        requireNonNull(retries);
    }

    /**
     * @param attempt the one that failed, from 1; counted over all processes that the run was in
     * @param chance from 0 to 1, exclusive
     */
    public Next after(int attempt, Failure failure, double chance) {
        return failure instanceof TransientFailure && attempt < retries.attempts()
                ? new Again(attempt + 1, retries.delay(attempt, chance))
                : new End();
    }
}
