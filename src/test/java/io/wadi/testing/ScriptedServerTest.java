package io.wadi.testing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ScriptedServerTest {
    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void answersAsScripted() throws Exception {
        byte[] bytes = {0, (byte) 0xff, '\n'};
        try (ScriptedServer server = ScriptedServer.start()
                .on("/a", request -> Reply.of(418, bytes).header("Link", "<b>").header("Link", "<c>"))) {
            HttpResponse<byte[]> response = http.send(get(server, "/a"), BodyHandlers.ofByteArray());
            assertEquals(418, response.statusCode());
            assertEquals(List.of("<b>", "<c>"), response.headers().allValues("Link"));
            assertArrayEquals(bytes, response.body());
        }
    }

    @Test
    void aScriptSeesTheRequest() throws Exception {
        try (ScriptedServer server = ScriptedServer.start()
                .on("/echo", request -> Reply.json(request.method() + request.query() + request.body()))) {
            HttpRequest request = HttpRequest.newBuilder(server.url("/echo?b=2%263&a=%C3%A9+x&flag&e="))
                    .header("X-Wadi", "yes")
                    .PUT(HttpRequest.BodyPublishers.ofString("h\u00e9"))
                    .build();
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            assertEquals("PUT{b=2&3, a=\u00e9 x, flag=, e=}h\u00e9", response.body());
            assertEquals(Optional.of("application/json"), response.headers().firstValue("content-type"));
            Request seen = server.requests().get(0);
            assertEquals(Optional.of("yes"), seen.header("x-wadi"));
            assertEquals(Optional.empty(), seen.header("x-other"));
            assertEquals("/echo?b=2%263&a=%C3%A9+x&flag&e=", seen.target());
        }
    }

    @Test
    void repliesInTurnEndWithTheLastForEver() throws Exception {
        try (ScriptedServer server =
                ScriptedServer.start().on("/a", Reply.of(503, ""), Reply.of(429, ""), Reply.json("[]"))) {
            for (int expected : new int[] {503, 429, 200, 200}) {
                assertEquals(
                        expected,
                        http.send(get(server, "/a"), BodyHandlers.ofString()).statusCode());
            }
        }
    }

    @Test
    void countsByPathAndKnowsNoOther() throws Exception {
        try (ScriptedServer server = ScriptedServer.start().on("/a", Reply.json("{}"))) {
            http.send(get(server, "/a?page=1"), BodyHandlers.ofString());
            http.send(get(server, "/a?page=2"), BodyHandlers.ofString());
            assertEquals(
                    404, http.send(get(server, "/a/b"), BodyHandlers.ofString()).statusCode());
            assertEquals(2, server.count("/a"));
            assertEquals(1, server.count("/a/b"));
            assertEquals(0, server.count("/b"));
            assertEquals(
                    List.of("/a?page=1", "/a?page=2", "/a/b"),
                    server.requests().stream().map(Request::target).toList());
        }
    }

    @Test
    void aTruncatedReplyPromisesMoreThanItSends() throws Exception {
        try (ScriptedServer server =
                ScriptedServer.start().on("/a", Reply.json("0123456789").truncatedAfter(4))) {
            String raw = raw(server, "/a");
            assertTrue(raw.toLowerCase(Locale.ROOT).contains("content-length: 10\r\n"), raw);
            assertTrue(raw.endsWith("\r\n\r\n0123"), raw);
            assertThrows(IOException.class, () -> http.send(get(server, "/a"), BodyHandlers.ofString()));
        }
    }

    @Test
    void aDroppedConnectionSendsNothing() throws Exception {
        try (ScriptedServer server = ScriptedServer.start().on("/a", Reply.drop())) {
            assertEquals("", raw(server, "/a"));
            assertEquals(1, server.count("/a"));
        }
    }

    @Test
    void aStalledReplyGoesOnWhenReleasedAndBlocksNobody() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        try (ScriptedServer server = ScriptedServer.start()
                .on("/slow", Reply.json("0123456789").stalledAfter(4, release))
                .on("/fast", Reply.json("{}"))) {
            try (InputStream body = http.send(get(server, "/slow"), BodyHandlers.ofInputStream())
                    .body()) {
                assertEquals("0123", text(body.readNBytes(4)));
                assertEquals(
                        "{}",
                        http.send(get(server, "/fast"), BodyHandlers.ofString()).body());
                release.countDown();
                assertEquals("456789", text(body.readAllBytes()));
            }
        }
    }

    @Test
    void closingTheServerEndsAStalledReply() throws Exception {
        ScriptedServer server =
                ScriptedServer.start().on("/slow", Reply.json("0123456789").stalledAfter(4));
        try (InputStream body =
                http.send(get(server, "/slow"), BodyHandlers.ofInputStream()).body()) {
            assertEquals("0123", text(body.readNBytes(4)));
            server.close();
            assertThrows(IOException.class, body::readAllBytes);
        }
        assertThrows(IOException.class, () -> http.send(get(server, "/slow"), BodyHandlers.ofString()));
    }

    @Test
    void closingTheServerInterruptsAScriptThatBlocks() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        ScriptedServer server = ScriptedServer.start().on("/silent", request -> {
            asked.countDown();
            try {
                new CountDownLatch(1).await();
            } finally {
                interrupted.countDown();
            }
            return Reply.drop();
        });
        var answer = http.sendAsync(get(server, "/silent"), BodyHandlers.ofString());
        asked.await();
        assertFalse(answer.isDone());
        server.close();
        interrupted.await();
        assertThrows(ExecutionException.class, answer::get);
    }

    @Test
    void aFailingScriptFailsTheTestInTheEnd() throws Exception {
        ScriptedServer server = ScriptedServer.start().on("/a", request -> {
            throw new IllegalStateException("page " + request.query().get("page"));
        });
        HttpResponse<String> response = http.send(get(server, "/a?page=3"), BodyHandlers.ofString());
        assertEquals(500, response.statusCode());
        AssertionError failure = assertThrows(AssertionError.class, server::close);
        assertEquals("java.lang.IllegalStateException: page 3", String.valueOf(failure.getCause()));
    }

    @Test
    void headHasTheLengthAndNoBody() throws Exception {
        try (ScriptedServer server = ScriptedServer.start().on("/a", Reply.json("0123"))) {
            HttpResponse<String> response = http.send(
                    HttpRequest.newBuilder(server.url("/a"))
                            .method("HEAD", HttpRequest.BodyPublishers.noBody())
                            .build(),
                    BodyHandlers.ofString());
            assertEquals("4", response.headers().firstValue("Content-Length").orElse(""));
            assertEquals("", response.body());
        }
    }

    @Test
    void aReplyThatIsWholeAnywayCannotBeCut() {
        assertThrows(IllegalArgumentException.class, () -> Reply.json("0123").truncatedAfter(4));
        assertThrows(IllegalArgumentException.class, () -> Reply.json("0123").stalledAfter(-1));
    }

    private static HttpRequest get(ScriptedServer server, String target) {
        return HttpRequest.newBuilder(server.url(target)).build();
    }

    /** All bytes of an answer: the JDK's client would ask again where the connection breaks. */
    private static String raw(ScriptedServer server, String target) throws IOException {
        try (Socket socket = new Socket(server.url().getHost(), server.url().getPort())) {
            socket.getOutputStream()
                    .write(("GET " + target + " HTTP/1.1\r\nHost: x\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            return text(socket.getInputStream().readAllBytes());
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
