package io.wadi.extract.rest;

import static java.util.Objects.requireNonNull;

/** What a REST resource uses: how requests travel, where secrets are, how often to try, what it has in common with others
 * of its source, and what answers mean. */
public record RestClient(Transport transport, SecretSource secrets, Retry retry, Commons commons, Reactions reactions) {
    public RestClient {
        requireNonNull(transport);
        requireNonNull(secrets);
        requireNonNull(retry);
        requireNonNull(commons);
        requireNonNull(reactions);
    }
}
