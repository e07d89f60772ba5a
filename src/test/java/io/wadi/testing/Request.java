package io.wadi.testing;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A request as a {@link ScriptedServer} got it.
 *
 * @param target path and query as sent, still encoded
 * @param path decoded
 * @param query decoded, in the order sent; the last of a repeated name wins (see {@code target} for all of them)
 * @param headers found whatever the case of their names
 * @param body read as UTF-8
 */
public record Request(
        String method,
        String target,
        String path,
        Map<String, String> query,
        Map<String, List<String>> headers,
        String body) {

    public Request {
        Map<String, List<String>> anyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.forEach((name, values) -> anyCase.put(name, List.copyOf(values)));
        headers = Collections.unmodifiableMap(anyCase);
    }

    /** The first value of a header. */
    public Optional<String> header(String name) {
        return headers.getOrDefault(name, List.of()).stream().findFirst();
    }

    static Request read(HttpExchange exchange) throws IOException {
        return new Request(
                exchange.getRequestMethod(),
                exchange.getRequestURI().toString(),
                exchange.getRequestURI().getPath(),
                Loopback.query(exchange.getRequestURI()),
                exchange.getRequestHeaders(),
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    }
}
