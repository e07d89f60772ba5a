package io.wadi.testing;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** HTTP servers on a free port of 127.0.0.1. */
public final class Loopback {
    static {
        // Without it the JDK's server waits for the client's delayed acknowledgement, 40 ms an answer.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private Loopback() {}

    /** A server, bound but not started. */
    public static HttpServer bind() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException("No port of 127.0.0.1 could be bound", e);
        }
    }

    /** Where the server listens, without a slash at the end. */
    public static URI url(HttpServer server) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** The decoded query of a request in the order it was sent; the last of a repeated name wins. */
    public static Map<String, String> query(URI request) {
        Map<String, String> query = new LinkedHashMap<>();
        for (String pair : Optional.ofNullable(request.getRawQuery()).orElse("").split("&", -1)) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                query.put(decode(name), equals < 0 ? "" : decode(pair.substring(equals + 1)));
            }
        }
        return Collections.unmodifiableMap(query);
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
