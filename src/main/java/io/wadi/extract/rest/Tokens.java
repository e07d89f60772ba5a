package io.wadi.extract.rest;

import io.wadi.model.Cancelled;
import io.wadi.model.Deadline;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;

/** The access token of one source, for all its resources and runs in this process; one of them asks for it at a time. */
final class Tokens {
    private static final Duration LONGEST_MARGIN = Duration.ofMinutes(1);

    private final ReentrantLock asking = new ReentrantLock();
    private final InstantSource clock;
    /** A refusal does not wait for whoever asks. */
    private final AtomicReference<Optional<Held>> held = new AtomicReference<>(Optional.empty());

    /** The refresh token that the last answer brought, and the one of the secrets that it goes back to. */
    private Optional<Rotated> rotated = Optional.empty();

    private record Held(String access, Optional<Instant> until) {}

    private record Rotated(String from, String to) {}

    Tokens(InstantSource clock) {
        this.clock = clock;
    }

    /** One that has not run out; a request on its way is given a minute, or a tenth of the token's life. */
    String get(TokenEndpoint endpoint, Deadline deadline) {
        lock(deadline);
        try {
            Instant now = clock.instant();
            Optional<Held> good = Objects.requireNonNull(held.get())
                    .filter(token ->
                            token.until().filter(end -> !now.isBefore(end)).isEmpty());
            if (good.isPresent()) {
                return good.get().access();
            }
            // What the secrets say now goes before what grew out of what they said.
            String secret = endpoint.refreshToken();
            String refresh = rotated.filter(r -> r.from().equals(secret))
                    .map(Rotated::to)
                    .orElse(secret);
            TokenEndpoint.Token token = endpoint.fetch(refresh, deadline);
            token.refresh().ifPresent(next -> rotated = Optional.of(new Rotated(secret, next)));
            held.set(Optional.of(new Held(
                    token.access(), token.life().map(life -> now.plus(life.minus(margin(life)))))));
            return token.access();
        } finally {
            asking.unlock();
        }
    }

    /** A token that a server did not take is not shown to it again. */
    void refuse(String token) {
        held.updateAndGet(now -> now.filter(h -> !h.access().equals(token)));
    }

    private static Duration margin(Duration life) {
        Duration tenth = life.dividedBy(10);
        return tenth.compareTo(LONGEST_MARGIN) < 0 ? tenth : LONGEST_MARGIN;
    }

    /** Whoever waits for another's token can be cancelled. */
    private void lock(Deadline deadline) {
        try {
            while (!asking.tryLock(100, TimeUnit.MILLISECONDS)) {
                deadline.check();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Cancelled("interrupted while waiting for a token");
        }
    }
}
