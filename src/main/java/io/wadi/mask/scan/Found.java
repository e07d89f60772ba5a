package io.wadi.mask.scan;

import static java.util.Objects.requireNonNull;

import io.wadi.model.Mask;
import java.util.Optional;

/**
 * A field that looks as if it were about people.
 *
 * @param path as masks have it
 * @param values how many there are that are not null
 * @param hits how many of them look like it; 0 where only the name says so
 * @param masked by whom it is masked already
 * @param advice the mask to add, unless there is one or none is possible
 * @param note what else a person should know
 */
public record Found(
        String path,
        Personal what,
        long values,
        long hits,
        Optional<Mask> masked,
        Optional<Mask.Kind> advice,
        Optional<String> note) {
    public Found {
        requireNonNull(path);
        requireNonNull(what);
        requireNonNull(masked);
        requireNonNull(advice);
        requireNonNull(note);
    }

    public double share() {
        return values == 0 ? 0 : (double) hits / values;
    }
}
