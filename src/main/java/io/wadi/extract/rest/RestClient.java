package io.wadi.extract.rest;

import static java.util.Objects.requireNonNull;

/**
 * What a REST resource uses: how requests travel, where secrets are, how often to try, what it has in common with others
 * of its source, and what answers mean.
 *
 * @param discreet repeats nothing that an answer said, for records are masked
 */
public record RestClient(
        Transport transport,
        SecretSource secrets,
        Retry retry,
        Commons commons,
        Reactions reactions,
        boolean discreet) {
    public RestClient(Transport transport, SecretSource secrets, Retry retry, Commons commons, Reactions reactions) {
        this(transport, secrets, retry, commons, reactions, false);
    }

    public RestClient {
        requireNonNull(transport);
        requireNonNull(secrets);
        requireNonNull(retry);
        requireNonNull(commons);
        requireNonNull(reactions);
    }

    RestClient discreetly(boolean masked) {
        return new RestClient(transport, secrets, retry, commons, reactions, masked);
    }
}
