package io.wadi.server.http;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.wadi.flow.store.RunStore;
import io.wadi.model.Failure;
import io.wadi.server.Api;
import io.wadi.server.ApiSettings;
import io.wadi.server.Auditing;
import io.wadi.server.Desk;
import io.wadi.server.Endpoints;
import io.wadi.server.Feeds;
import io.wadi.server.Gate;
import io.wadi.server.Tokens;
import io.wadi.server.console.Console;
import io.wadi.server.deploy.DeployApi;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.apache.camel.impl.DefaultCamelContext;

/** The API, health and metrics of a server, in a Camel context of their own. */
public final class ApiServer implements AutoCloseable {
    private static final int THREADS = 8;

    private final CamelContext context;
    private final Vertx vertx;
    private final Feeds feeds;
    private final HttpListener listener;
    private final Observed observed;

    private ApiServer(CamelContext context, Vertx vertx, Feeds feeds, HttpListener listener, Observed observed) {
        this.context = context;
        this.vertx = vertx;
        this.feeds = feeds;
        this.listener = listener;
        this.observed = observed;
    }

    /** The API alone. */
    static ApiServer start(RunStore store, Desk desk, DeployApi deploy, ApiSettings settings, InstantSource clock) {
        return start(store, desk, deploy, settings, settings::tokens, clock, api -> Optional.empty());
    }

    /**
     * @param tokens those in force, whenever somebody asks
     * @param console that stands beside the API, where there is to be one
     * @throws io.wadi.model.ConfigurationFailure when it cannot listen there
     */
    public static ApiServer start(
            RunStore store,
            Desk desk,
            DeployApi deploy,
            ApiSettings settings,
            Supplier<Tokens> tokens,
            InstantSource clock,
            Function<Api, Optional<Console>> console) {
        Vertx vertx = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(2)
                .setWorkerPoolSize(THREADS)
                .setInternalBlockingPoolSize(2)
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
        DefaultCamelContext context = new DefaultCamelContext();
        Feeds feeds = new Feeds(store);
        try {
            context.getCamelContextExtension().setName("wadi-api");
            context.disableJMX();
            context.getRegistry().bind("vertx", Vertx.class, vertx);
            context.start();
            Api api = new Api(
                    new Gate(tokens),
                    Endpoints.of(store, desk, deploy, settings, clock),
                    new Auditing(store.audit(), clock, settings.node())::saw);
            // first: Camel's management server takes any other server of its port, be it 0, for its own
            Observed observed = Observed.start(context, store, desk, settings, tokens);
            HttpListener listener = new HttpListener(
                    settings.api(),
                    VertxPlatformHttpRouter.SERVER_TYPE_SERVER,
                    new Wire(api, console.apply(api), feeds)::mount);
            context.addService(listener);
            return new ApiServer(context, vertx, feeds, listener, observed);
        } catch (Exception e) {
            stop(feeds, context, vertx);
            throw cause(e);
        }
    }

    private static RuntimeException cause(Throwable problem) {
        for (Throwable each = problem; each != null; each = each.getCause()) {
            if (each instanceof Failure failure) {
                return failure;
            }
        }
        return RuntimeCamelException.wrapRuntimeCamelException(problem);
    }

    /** Where the API is. */
    public int port() {
        return listener.getPort();
    }

    /** Where health and metrics are. */
    public int observedPort() {
        return observed.port();
    }

    public RunMeters meters() {
        return observed.meters();
    }

    @Override
    public void close() {
        stop(feeds, context, vertx);
    }

    private static void stop(Feeds feeds, CamelContext context, Vertx vertx) {
        feeds.close();
        context.stop();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
