package io.wadi.server.http;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.ext.web.Router;
import io.wadi.flow.store.RunStore;
import io.wadi.server.ApiSettings;
import io.wadi.server.Desk;
import io.wadi.server.Gate;
import io.wadi.server.Problem;
import io.wadi.server.Problem.Kind;
import io.wadi.server.Refusal;
import io.wadi.server.Request;
import io.wadi.server.Tokens;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.component.micrometer.MicrometerConstants;
import org.apache.camel.component.micrometer.prometheus.MicrometerPrometheus;
import org.apache.camel.component.platform.http.main.ManagementHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.apache.camel.health.HealthCheckRegistry;

/**
 * Health, readiness and metrics, on Camel's management server. Where others than this machine's programs get there, health
 * is for everybody - whoever asks whether it lives has no token - and metrics are for those with one.
 */
final class Observed {
    static final String HEALTH = "/observe/health";
    static final Set<String> HEALTHS = Set.of(HEALTH, HEALTH + "/live", HEALTH + "/ready");
    static final String METRICS = "/observe/metrics";

    private final HttpListener listener;
    private final RunMeters meters;

    private Observed(HttpListener listener, RunMeters meters) {
        this.listener = listener;
        this.meters = meters;
    }

    static Observed start(
            CamelContext context, RunStore store, Desk desk, ApiSettings settings, Supplier<Tokens> tokens)
            throws Exception {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        context.getRegistry().bind(MicrometerConstants.METRICS_REGISTRY_NAME, registry);
        RunMeters meters = new RunMeters(registry, store);

        List<Check> checks = List.of(
                new Check("store", () -> {
                    store.queue().standing();
                    return Optional.empty();
                }),
                new Check("scheduler", desk::trouble));
        checks.forEach(HealthCheckRegistry.get(context)::register);

        HttpListener listener = new HttpListener(
                settings.observed(),
                VertxPlatformHttpRouter.SERVER_TYPE_MANAGEMENT,
                router -> guard(router, settings, tokens, checks, meters));
        context.addService(listener);
        ManagementHttpServer server = new ManagementHttpServer();
        server.setHost(settings.observed().host());
        server.setPort(settings.observed().port());
        server.setHealthCheckEnabled(true);
        server.setHealthPath(HEALTH);
        server.setMetricsEnabled(true);
        context.addService(server);

        MicrometerPrometheus prometheus = new MicrometerPrometheus();
        prometheus.setCamelContext(context);
        prometheus.setEnableRoutePolicy(false);
        prometheus.setEnableExchangeEventNotifier(false);
        prometheus.setEnableRouteEventNotifier(false);
        prometheus.setPath(METRICS);
        context.addService(prometheus);
        return new Observed(listener, meters);
    }

    /** Camel's checks take wishes in the query, among them stack traces: nobody has any. */
    private static void guard(
            Router router, ApiSettings settings, Supplier<Tokens> tokens, List<Check> checks, RunMeters meters) {
        Gate metrics = new Gate(tokens);
        Gate local = new Gate(Tokens.NONE);
        router.route().handler(Wire::headers);
        router.route().handler(context -> {
            // as it is routed: what is sent may have dots and percent signs
            boolean health = HEALTHS.contains(context.normalizedPath());
            Request request = Wire.request(context.request(), "");
            try {
                if (!health) {
                    metrics.admit(request);
                } else if (settings.observed().isLocal()) {
                    local.admit(request);
                }
                if (!request.query().isEmpty()) {
                    throw new Refusal(Problem.of(Kind.UNREADABLE, "this knows no parameters"));
                }
                context.next();
            } catch (Refusal e) {
                Wire.send(context.response(), e.problem().answer());
            }
        });
        for (String path : List.of(HEALTH, HEALTH + "/ready")) {
            router.get(path)
                    .blockingHandler(
                            context -> {
                                checks.forEach(Check::look);
                                context.next();
                            },
                            false);
        }
        router.get(METRICS)
                .blockingHandler(
                        context -> {
                            meters.refresh();
                            context.next();
                        },
                        false);
    }

    RunMeters meters() {
        return meters;
    }

    int port() {
        return listener.getPort();
    }
}
