package io.wadi.extract.rest;

import static java.util.Objects.requireNonNull;

import java.time.InstantSource;

/** What the resources of one source have in common: its tokens in this process, and the retries of a run. */
public record Commons(String source, Shared shared, Budget budget) {
    public Commons {
        requireNonNull(source);
        requireNonNull(shared);
        requireNonNull(budget);
    }

    Tokens tokens(Auth auth, InstantSource clock) {
        return shared.tokens(source, auth, clock);
    }
}
