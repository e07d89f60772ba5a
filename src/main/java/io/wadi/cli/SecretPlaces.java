package io.wadi.cli;

import io.wadi.config.Secrets;

/** Where a secret was found, in words. */
final class SecretPlaces {
    private SecretPlaces() {}

    static String text(Secrets.Found found) {
        return switch (found.kind()) {
            case ENVIRONMENT -> "environment variable " + found.place();
            case SAMPLES, FILE, VAULT -> found.place();
        };
    }
}
