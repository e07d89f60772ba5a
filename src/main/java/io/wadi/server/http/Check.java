package io.wadi.server.http;

import io.wadi.model.Failure;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** Whether something is ready, and in words why not. */
final class Check extends AbstractHealthCheck {
    private final Supplier<Optional<String>> trouble;

    Check(String id, Supplier<Optional<String>> trouble) {
        super("wadi", id);
        this.trouble = trouble;
    }

    @Override
    public boolean isLiveness() {
        return false; // to start it again cures no store
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        Optional<String> why;
        try {
            why = trouble.get();
        } catch (Failure e) {
            why = Optional.of(e.explanation().what());
        }
        why.ifPresentOrElse(text -> builder.message(text).down(), builder::up);
    }
}
