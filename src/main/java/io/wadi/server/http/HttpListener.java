package io.wadi.server.http;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Explanation;
import io.wadi.server.ApiSettings.Address;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;

/**
 * Camel's server, which fails to start where it cannot listen - Camel's own notes that in its log and goes on - and takes
 * lists of ids in the address. What its guard lets through goes to Camel's routes.
 */
final class HttpListener extends VertxPlatformHttpServer {
    private static final int LONGEST_ADDRESS = 65_536;
    private static final int LONGEST_HEADERS = 16_384;
    private static final int IDLE_SECONDS = 60;

    private final Address address;
    private final Handler<Router> guard;
    private Optional<HttpServer> listening = Optional.empty();

    HttpListener(Address address, String type, Handler<Router> guard) {
        super(configuration(address, type));
        this.address = address;
        this.guard = guard;
    }

    private static VertxPlatformHttpServerConfiguration configuration(Address address, String type) {
        VertxPlatformHttpServerConfiguration configuration = new VertxPlatformHttpServerConfiguration();
        configuration.setBindHost(address.host());
        configuration.setBindPort(address.port());
        configuration.setServerType(type);
        return configuration;
    }

    @Override
    protected void startServer() {
        Router router = Router.router(getVertx());
        guard.handle(router);
        VertxPlatformHttpRouter camels = VertxPlatformHttpRouter.lookup(
                getCamelContext(), VertxPlatformHttpRouter.getRouterNameFromPort(address.port()));
        router.route("/*").subRouter(camels);
        HttpServerOptions options = new HttpServerOptions()
                .setHost(address.host())
                .setPort(address.port())
                .setMaxInitialLineLength(LONGEST_ADDRESS)
                .setMaxHeaderSize(LONGEST_HEADERS)
                .setHttp2ClearTextEnabled(false) // one way to say whom a request is for: the header Host
                .setIdleTimeout(IDLE_SECONDS);
        try {
            listening = Optional.of(joined(getVertx()
                    .createHttpServer(options)
                    .requestHandler(router)
                    .listen()
                    .toCompletionStage()));
        } catch (CompletionException e) {
            throw new ConfigurationFailure(
                    Explanation.of("the server cannot listen at " + address.host() + ":" + address.port() + ": "
                                    + Optional.ofNullable(e.getCause())
                                            .map(Throwable::getMessage)
                                            .orElse(""))
                            .fix("is another server at this port? give this one another, or 0 for any"));
        }
    }

    private static <T> T joined(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }

    @Override
    public int getPort() {
        return listening.map(HttpServer::actualPort).orElse(address.port());
    }

    @Override
    protected void stopServer() {
        listening.ifPresent(server -> joined(server.close().toCompletionStage()));
        listening = Optional.empty();
    }
}
