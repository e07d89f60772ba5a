package io.wadi.config.vault;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.spi.PropertiesFunction;
import org.apache.camel.support.service.ServiceSupport;

/** Stands where Camel's function for Google is found, and answers as it does: it has no client, so this is no proof of that. */
public final class StandInFunction extends ServiceSupport implements PropertiesFunction, CamelContextAware {
    static final Map<String, String> SECRETS = new ConcurrentHashMap<>();

    /** As Google's client calls it. */
    static final class NotFoundException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** As Google's client calls it. */
    static final class PermissionDeniedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        PermissionDeniedException(String message) {
            super(message);
        }
    }

    /** As Google's client calls it. */
    static final class UnavailableException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private Optional<CamelContext> camel = Optional.empty();
    private boolean started;

    @Override
    public String getName() {
        return "gcp";
    }

    @Override
    public String apply(String name) {
        if (!started) {
            throw new IllegalStateException("nobody started it");
        }
        String project = getCamelContext().getVaultConfiguration().gcp().getProjectId();
        boolean login = getCamelContext().getVaultConfiguration().gcp().isUseDefaultInstance();
        String text = Optional.ofNullable(SECRETS.get(project + "/" + login + "/" + name))
                .orElseThrow(NotFoundException::new);
        if (text.startsWith("denied")) {
            throw new IllegalStateException("x", new PermissionDeniedException("no " + text));
        } else if (text.equals("unavailable")) {
            throw new IllegalStateException(new UnavailableException());
        }
        return text;
    }

    @Override
    protected void doStart() {
        started = true;
    }

    @Override
    public void setCamelContext(CamelContext camelContext) {
        camel = Optional.of(camelContext);
    }

    @Override
    public CamelContext getCamelContext() {
        return camel.orElseThrow();
    }
}
