package io.wadi.extract.rest;

import static java.util.Objects.requireNonNull;

/** What every REST resource uses: how requests travel, where secrets are, how often to try. */
public record RestClient(Transport transport, SecretSource secrets, Retry retry) {
    public RestClient {
        requireNonNull(transport);
        requireNonNull(secrets);
        requireNonNull(retry);
    }
}
