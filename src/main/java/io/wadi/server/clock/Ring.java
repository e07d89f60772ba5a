package io.wadi.server.clock;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/** A clock is to ring, or rings: once, for a deployment and an instant. */
record Ring(String deployment, Instant at) {
    Ring {
        requireNonNull(deployment);
        requireNonNull(at);
    }
}
