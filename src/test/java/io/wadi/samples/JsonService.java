package io.wadi.samples;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.wadi.testing.Loopback;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** One HTTP service on a port of its own that answers in JSON. */
final class JsonService implements AutoCloseable {
    /** Waits for the first answer: it would take a third of the start. */
    private static final class Json {
        static final JsonFactory FACTORY = new JsonFactory();
    }

    /** Understands a query, before anything is written. */
    @FunctionalInterface
    interface Answer {
        Fields to(Query query) throws Refusal;
    }

    /** Decides who is answered at all. */
    @FunctionalInterface
    interface Guard {
        void check(Headers request) throws Refusal;
    }

    /** Writes the fields of the object that is the answer. */
    @FunctionalInterface
    interface Fields {
        void write(JsonGenerator json) throws IOException;
    }

    private record Route(String method, Answer answer) {}

    private final HttpServer server = Loopback.bind();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Route> routes = new ConcurrentHashMap<>();
    private final Consumer<String> accessLog;
    private volatile Guard guard = request -> {};

    private JsonService(Consumer<String> accessLog) {
        this.accessLog = accessLog;
    }

    static JsonService start(Consumer<String> accessLog) {
        JsonService service = new JsonService(accessLog);
        service.server.createContext("/", service::handle);
        service.server.setExecutor(service.threads);
        service.server.start();
        return service;
    }

    JsonService on(String method, String path, Answer answer) {
        routes.put(path, new Route(method, answer));
        return this;
    }

    JsonService guardedBy(Guard who) {
        guard = who;
        return this;
    }

    URI url() {
        return Loopback.url(server);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] asked = exchange.getRequestBody().readAllBytes(); // left unread it would cost the connection
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            int status = answer(exchange, new String(asked, StandardCharsets.UTF_8), body);
            accessLog.accept(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + status);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, body.size());
            body.writeTo(exchange.getResponseBody());
        }
    }

    private int answer(HttpExchange exchange, String asked, ByteArrayOutputStream body) throws IOException {
        String path = exchange.getRequestURI().getPath();
        Optional<Route> found = Optional.ofNullable(routes.get(path));
        if (found.isEmpty()) {
            return refuse(404, "There is nothing at " + path, body);
        }
        Route route = found.get();
        if (!exchange.getRequestMethod().equals(route.method())) {
            exchange.getResponseHeaders().set("Allow", route.method());
            return refuse(405, path + " answers " + route.method() + " only", body);
        }
        try {
            guard.check(exchange.getRequestHeaders());
            return write(200, route.answer().to(new Query(Loopback.query(exchange.getRequestURI()), asked)), body);
        } catch (Refusal e) {
            e.headers().forEach(exchange.getResponseHeaders()::set);
            return refuse(e.status(), String.valueOf(e.getMessage()), body);
        } catch (RuntimeException e) {
            body.reset();
            return refuse(500, "The service failed: " + e, body);
        }
    }

    private static int refuse(int status, String why, ByteArrayOutputStream body) throws IOException {
        return write(status, json -> json.writeStringField("error", why), body);
    }

    private static int write(int status, Fields fields, ByteArrayOutputStream body) throws IOException {
        try (JsonGenerator json = Json.FACTORY.createGenerator(body)) {
            json.writeStartObject();
            fields.write(json);
            json.writeEndObject();
        }
        return status;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
