package io.wadi.extract.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wadi.model.TransientFailure;
import io.wadi.testing.Reply;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Servers that answer too slowly, or never. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TimeoutsTest {
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Duration SHORT = Duration.ofMillis(200);

    private final Api api = new Api();

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void aServerThatDoesNotAnswerIsLeft() {
        CountDownLatch never = new CountDownLatch(1);
        api.timeouts = new Timeouts(LONG, SHORT, LONG);
        api.server.on("/a", r -> {
            never.await();
            return Reply.json("[]");
        });

        assertThatThrownBy(() -> api.records(api.get("/a", new Paginator.SinglePage())))
                .isInstanceOf(TransientFailure.class)
                .hasMessage(
                        "GET " + api.server.url("/a") + ": nothing came within 200 ms (readTimeout), tried 3 times");
    }

    @Test
    void aBodyThatStallsIsLeft() {
        api.timeouts = new Timeouts(LONG, SHORT, LONG);
        api.server.on("/a", Reply.json("{\"items\": [1, 2]}").stalledAfter(12), Reply.json("{\"items\": [3]}"));

        assertThat(api.records(api.get("/a", new Paginator.SinglePage()))).containsExactly("3");
        assertThat(api.pauses).hasSize(1);
    }

    /** Each byte comes in time, and the answer never. */
    @ParameterizedTest
    @CsvSource({
        "head, no whole answer within 200 ms (totalTimeout)",
        "body, no whole answer within 200 ms (totalTimeout)"
    })
    void aServerThatDripsIsLeft(String where, String message) throws Exception {
        api.timeouts = new Timeouts(LONG, LONG, SHORT);
        api.tries = 2;
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            Thread dripping = new Thread(() -> drip(server, where.equals("head")));
            dripping.setDaemon(true);
            dripping.start();
            String url = "http://127.0.0.1:" + server.getLocalPort() + "/a";

            assertThatThrownBy(() ->
                            api.records(api.get(new RestTemplate(url, Map.of(), Map.of()), new Paginator.SinglePage())))
                    .isInstanceOf(TransientFailure.class)
                    .hasMessageContaining(url)
                    .hasMessageContaining(message)
                    .hasMessageEndingWith(", tried 2 times");
        }
    }

    @Test
    void aConnectionIsNotWaitedForForEver() throws Exception {
        api.timeouts = new Timeouts(SHORT, LONG, LONG);
        api.tries = 1;
        InetAddress here = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        List<Socket> waiting = new ArrayList<>();
        try (ServerSocket server = new ServerSocket(0, 1, here)) {
            // Nobody is let in, and the queue is full.
            for (boolean queued = true; queued; ) {
                Socket socket = new Socket();
                waiting.add(socket);
                try {
                    socket.connect(server.getLocalSocketAddress(), 100);
                } catch (IOException full) {
                    queued = false;
                }
            }
            String url = "http://127.0.0.1:" + server.getLocalPort() + "/a";

            assertThatThrownBy(() ->
                            api.records(api.get(new RestTemplate(url, Map.of(), Map.of()), new Paginator.SinglePage())))
                    .isInstanceOf(TransientFailure.class)
                    .hasMessage("GET " + url + ": no connection within 200 ms (connectTimeout), tried once");
        } finally {
            for (Socket socket : waiting) {
                socket.close();
            }
        }
    }

    private static void drip(ServerSocket server, boolean head) {
        String answer = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n" + (head ? "X-Drip: " : "\r\n[1");
        while (!server.isClosed()) {
            try (Socket socket = server.accept();
                    OutputStream out = socket.getOutputStream()) {
                out.write(answer.getBytes(StandardCharsets.US_ASCII));
                while (!server.isClosed()) {
                    out.write(head ? 'x' : ' ');
                    out.flush();
                    TimeUnit.MILLISECONDS.sleep(10);
                }
            } catch (IOException gone) {
                // the next one
            } catch (InterruptedException e) {
                return;
            }
        }
    }
}
