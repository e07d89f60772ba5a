package io.wadi.cli;

import static java.util.Objects.requireNonNull;

import io.wadi.config.Secrets;
import io.wadi.extract.rest.Redaction;
import java.util.Set;

/** Takes the secrets of a run out of texts: those that were asked for so far. What forms they have is worked out once. */
final class Hiding {
    private record Known(Set<String> given, Redaction redaction) {}

    private final Secrets secrets;
    private volatile Known known = new Known(Set.of(), Redaction.NONE);

    Hiding(Secrets secrets) {
        this.secrets = requireNonNull(secrets);
    }

    String of(String text) {
        Set<String> given = secrets.given();
        Known now = known;
        if (!now.given().equals(given)) {
            now = new Known(given, new Redaction(given));
            known = now;
        }
        return now.redaction().of(text);
    }
}
