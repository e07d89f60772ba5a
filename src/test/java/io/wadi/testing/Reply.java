package io.wadi.testing;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** What a {@link ScriptedServer} answers, honest or not. Immutable: each method gives a changed copy. */
public final class Reply {
    private enum Ending {
        WHOLE,
        TRUNCATED,
        STALLED,
        DROPPED
    }

    private final int status;
    private final List<Map.Entry<String, String>> headers;
    private final byte[] body;
    private final Ending ending;
    private final int cut;
    private final CountDownLatch release;

    private Reply(
            int status,
            List<Map.Entry<String, String>> headers,
            byte[] body,
            Ending ending,
            int cut,
            CountDownLatch release) {
        this.status = status;
        this.headers = List.copyOf(headers);
        this.body = body;
        this.ending = ending;
        this.cut = cut;
        this.release = release;
    }

    /** An answer with exactly these bytes and no content type. */
    public static Reply of(int status, byte[] body) {
        return new Reply(status, List.of(), body.clone(), Ending.WHOLE, body.length, new CountDownLatch(0));
    }

    public static Reply of(int status, String body) {
        return of(status, body.getBytes(StandardCharsets.UTF_8));
    }

    /** 200 with a JSON body, which is not checked: it may well be broken. */
    public static Reply json(String body) {
        return of(200, body).header("Content-Type", "application/json");
    }

    /** The connection is closed before a single byte of an answer. */
    public static Reply drop() {
        return of(200, "").ending(Ending.DROPPED, 0, new CountDownLatch(0));
    }

    /** Adds a header; the same name may be added twice. */
    public Reply header(String name, String value) {
        List<Map.Entry<String, String>> more = new ArrayList<>(headers);
        more.add(Map.entry(name, value));
        return new Reply(status, more, body, ending, cut, release);
    }

    /** Declares the whole length, sends only the first {@code bytes} of the body and closes the connection. */
    public Reply truncatedAfter(int bytes) {
        return ending(Ending.TRUNCATED, bytes, new CountDownLatch(0));
    }

    /** Sends headers and the first {@code bytes} of the body, then nothing more until the server is closed. */
    public Reply stalledAfter(int bytes) {
        return stalledAfter(bytes, new CountDownLatch(1));
    }

    /** Sends headers and the first {@code bytes} of the body, and the rest once {@code release} is counted down. */
    public Reply stalledAfter(int bytes, CountDownLatch release) {
        return ending(Ending.STALLED, bytes, release);
    }

    private Reply ending(Ending changed, int bytes, CountDownLatch latch) {
        if (changed != Ending.DROPPED && (bytes < 0 || bytes >= body.length)) {
            throw new IllegalArgumentException("A body of " + body.length + " bytes cannot be cut after " + bytes);
        }
        return new Reply(status, headers, body, changed, bytes, latch);
    }

    /** Leaves the exchange to be closed by the caller, which breaks the connection where the body is incomplete. */
    void send(HttpExchange exchange) throws IOException, InterruptedException {
        if (ending == Ending.DROPPED) {
            return;
        }
        headers.forEach(header -> exchange.getResponseHeaders().add(header.getKey(), header.getValue()));
        boolean head = exchange.getRequestMethod().equals("HEAD");
        if (head) {
            exchange.getResponseHeaders().set("Content-Length", Integer.toString(body.length));
        }
        if (head || body.length == 0) {
            exchange.sendResponseHeaders(status, -1);
            return;
        }
        exchange.sendResponseHeaders(status, body.length);
        OutputStream out = exchange.getResponseBody();
        out.write(body, 0, cut);
        out.flush();
        if (ending == Ending.STALLED) {
            release.await();
            out.write(body, cut, body.length - cut);
        }
    }
}
