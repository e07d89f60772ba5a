package io.wadi.server.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.wadi.server.Answer;
import io.wadi.server.Api;
import io.wadi.server.Feeds;
import io.wadi.server.Problem;
import io.wadi.server.Problem.Kind;
import io.wadi.server.Refusal;
import io.wadi.server.Request;
import io.wadi.server.console.Console;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Requests off the wire and answers onto it. Who may come in is looked at before a body is read; work is done elsewhere. */
final class Wire {
    static final int LARGEST_BODY = 1 << 20;
    private static final String NO_CONTENT = "default-src 'none'; frame-ancestors 'none'";

    private final Api api;
    private final Optional<Console> console;
    private final Feeds feeds;

    Wire(Api api, Optional<Console> console, Feeds feeds) {
        this.api = api;
        this.console = console;
        this.feeds = feeds;
    }

    void mount(Router router) {
        router.route().handler(Wire::headers);
        router.route().handler(this::admit);
        router.route().handler(BodyHandler.create(false).setBodyLimit(LARGEST_BODY));
        router.route().blockingHandler(this::answer, false);
        router.route().failureHandler(Wire::failed);
    }

    static void headers(RoutingContext context) {
        context.response()
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Content-Security-Policy", NO_CONTENT)
                .putHeader("Referrer-Policy", "no-referrer")
                .putHeader("Cross-Origin-Resource-Policy", "same-origin")
                .putHeader("Cache-Control", "no-store");
        context.next();
    }

    /** Whether it is for the console: all that is not below the API's root. */
    private boolean isConsoles(RoutingContext context) {
        String path = Optional.ofNullable(context.request().path()).orElse("/");
        return console.isPresent() && !path.equals("/api") && !path.startsWith("/api/");
    }

    private void admit(RoutingContext context) {
        if (isConsoles(context)) {
            context.next();
            return;
        }
        Optional<Answer.Document> refusal = api.refuse(request(context.request(), ""));
        if (refusal.isEmpty()) {
            context.next();
            return;
        }
        context.response().putHeader("Connection", "close"); // its body is not waited for
        send(context.response(), refusal.get());
    }

    private void answer(RoutingContext context) {
        HttpServerResponse response = context.response();
        try {
            Request request = request(context.request(), text(context.body().buffer()));
            Answer answer =
                    isConsoles(context) ? console.orElseThrow().answer(request, from(context)) : api.answer(request);
            if (answer instanceof Answer.Page page) {
                page.headers().forEach(response::putHeader);
                response.setStatusCode(page.status()).end(Buffer.buffer(page.body()));
            } else if (answer instanceof Answer.Document document) {
                send(response, document);
            } else if (answer instanceof Answer.Events events) {
                feeds.listen(events, () -> new EventStream(response));
            } else {
                response.setStatusCode(204).end();
            }
        } catch (Refusal e) {
            send(response, e.problem().answer());
        }
    }

    private static String from(RoutingContext context) {
        return Optional.ofNullable(context.request().remoteAddress())
                .flatMap(address -> Optional.ofNullable(address.hostAddress()))
                .orElse("");
    }

    private static void failed(RoutingContext context) {
        Kind kind = context.statusCode() == Kind.TOO_LARGE.status()
                ? Kind.TOO_LARGE
                : context.statusCode() >= 400 && context.statusCode() < 500 ? Kind.UNREADABLE : Kind.BROKEN;
        Problem problem = Problem.of(
                kind,
                kind == Kind.TOO_LARGE ? "a body has at most " + LARGEST_BODY + " bytes" : "it was not understood");
        if (!context.response().headWritten()) {
            context.response().putHeader("Connection", "close");
            send(context.response(), problem.answer());
        }
    }

    static void send(HttpServerResponse response, Answer.Document document) {
        document.headers().forEach(response::putHeader);
        response.setStatusCode(document.status())
                .putHeader("Content-Type", document.type())
                .end(Buffer.buffer(document.body().toString()));
    }

    static Request request(HttpServerRequest from, String body) {
        Map<String, String> headers = new HashMap<>();
        from.headers()
                .forEach((name, value) ->
                        headers.merge(name.toLowerCase(Locale.ROOT), value, (before, after) -> before + ", " + after));
        return new Request(
                from.method().name(),
                Optional.ofNullable(from.path()).orElse("/"),
                Optional.ofNullable(from.query()).orElse(""),
                headers,
                body);
    }

    private static String text(@Nullable Buffer body) {
        if (body == null) {
            return "";
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body.getBytes()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new Refusal(Problem.of(Kind.UNREADABLE, "the body is not UTF-8"));
        }
    }
}
