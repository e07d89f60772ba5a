package io.wadi.server;

import static java.util.Objects.requireNonNull;

/**
 * Whoever asks.
 *
 * @param name of its token; it stands in the books as the one who wanted a run
 */
public record Caller(String name, Role role) {
    /** Where no token is asked for: this machine's own users. */
    static final Caller ANYBODY = new Caller("api", Role.EDITOR);

    public Caller {
        requireNonNull(name);
        requireNonNull(role);
    }
}
