package io.wadi.flow.alert;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/**
 * A trouble that has not passed.
 *
 * @param trouble as which it began
 * @param run the last one that it was seen in
 * @param count how often
 */
public record Incident(long id, Trouble trouble, Instant opened, Optional<String> run, int count) {
    public Incident {
        requireNonNull(trouble);
        requireNonNull(opened);
        requireNonNull(run);
    }
}
