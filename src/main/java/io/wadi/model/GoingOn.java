package io.wadi.model;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.function.Consumer;

/**
 * How a resource may be gone on with that was not read to its end. A position is a text of the resource's own, and holds
 * neither a secret nor what is masked.
 *
 * @param from the position to begin at; empty to begin at the beginning. Where the source refuses it, the failure is a
 *     terminal one, before any page
 * @param reached told by the thread that pulls, before it reads what follows: all that was handed out until then is kept,
 *     and reading may begin there another time
 */
public record GoingOn(Optional<String> from, Consumer<String> reached) {
    /** From the beginning, and nobody wants to know. */
    public static final GoingOn NONE = new GoingOn(Optional.empty(), position -> {});

    public GoingOn {
        requireNonNull(from);
        requireNonNull(reached);
    }
}
