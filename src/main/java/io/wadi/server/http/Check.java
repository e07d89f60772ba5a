package io.wadi.server.http;

import io.wadi.model.Failure;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/**
 * Whether something is ready, and in words why not. Camel asks on the one thread that answers every probe, so this says what
 * was seen before, by a thread that may wait: whether the server lives is to be known while its store is not there.
 */
final class Check extends AbstractHealthCheck {
    private final Supplier<Optional<String>> trouble;
    private volatile Optional<String> seen = Optional.empty();

    Check(String id, Supplier<Optional<String>> trouble) {
        super("wadi", id);
        this.trouble = trouble;
    }

    @Override
    public boolean isLiveness() {
        return false; // to start it again cures no store
    }

    /** Looks now, which may take as long as the store's patience. */
    void look() {
        try {
            seen = trouble.get();
        } catch (Failure e) {
            seen = Optional.of(e.explanation().what());
        }
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        seen.ifPresentOrElse(text -> builder.message(text).down(), builder::up);
    }
}
