package io.wadi.flow.alert;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/** What a run that failed said of it: what happened, where, what to do, and what is safe. */
public record Why(String what, Optional<String> at, Optional<String> fix, Optional<String> safe) {
    public Why {
        requireNonNull(what);
        requireNonNull(at);
        requireNonNull(fix);
        requireNonNull(safe);
    }

    public static Why of(String what) {
        return new Why(what, Optional.empty(), Optional.empty(), Optional.empty());
    }
}
