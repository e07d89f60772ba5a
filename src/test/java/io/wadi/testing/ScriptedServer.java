package io.wadi.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A real HTTP server on a free port of 127.0.0.1 whose answers a test writes, bad ones above all. It remembers what it
 * was asked. A path without a script is answered with 404; a script that throws, with 500, and {@link #close} fails.
 */
public final class ScriptedServer implements AutoCloseable {
    /**
     * Decides the answer to one request; may be called by several threads at once. To keep a client waiting for the
     * first byte it may block: closing the server interrupts it.
     */
    @FunctionalInterface
    public interface Script {
        Reply answer(Request request) throws Exception;
    }

    private final HttpServer server = Loopback.bind();
    private final ExecutorService threads = Executors.newCachedThreadPool(); // one a stalled answer must not block
    private final Map<String, Script> scripts = new ConcurrentHashMap<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final List<Throwable> failures = new CopyOnWriteArrayList<>();

    private ScriptedServer() {}

    public static ScriptedServer start() {
        ScriptedServer scripted = new ScriptedServer();
        scripted.server.createContext("/", scripted::handle);
        scripted.server.setExecutor(scripted.threads);
        scripted.server.start();
        return scripted;
    }

    /** Scripts the answers of exactly this path, in place of an earlier script. */
    public ScriptedServer on(String path, Script script) {
        scripts.put(path, script);
        return this;
    }

    /** Answers a path with one reply after the other; the last one is repeated. */
    public ScriptedServer on(String path, Reply first, Reply... then) {
        AtomicInteger asked = new AtomicInteger();
        return on(path, request -> {
            int turn = Math.min(asked.getAndIncrement(), then.length);
            return turn == 0 ? first : then[turn - 1];
        });
    }

    /** Where the server listens, without a slash at the end. */
    public URI url() {
        return Loopback.url(server);
    }

    /** The address of a path, which may carry a query. */
    public URI url(String path) {
        return URI.create(url() + path);
    }

    /** Every request so far, in order of arrival. */
    public List<Request> requests() {
        return List.copyOf(requests);
    }

    /** The requests to one path so far, in order of arrival. */
    public List<Request> requests(String path) {
        return requests.stream().filter(request -> request.path().equals(path)).toList();
    }

    public int count(String path) {
        return requests(path).size();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Request request = Request.read(exchange);
            requests.add(request);
            answer(request).send(exchange);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private Reply answer(Request request) throws InterruptedException {
        Script script = scripts.getOrDefault(request.path(), nobody -> Reply.of(404, "No script for " + nobody.path()));
        try {
            return script.answer(request);
        } catch (InterruptedException closing) {
            throw closing;
        } catch (Exception | AssertionError e) {
            failures.add(e);
            return Reply.of(500, "The script of " + request.path() + " failed: " + e);
        }
    }

    /** Breaks every connection, ends stalled answers, and fails when a script did. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        if (!failures.isEmpty()) {
            throw new AssertionError("A script failed, see the cause", failures.get(0));
        }
    }
}
