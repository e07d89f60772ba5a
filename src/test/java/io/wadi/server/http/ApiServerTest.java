package io.wadi.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.wadi.flow.run.Run;
import io.wadi.flow.run.RunState;
import io.wadi.model.ConfigurationFailure;
import io.wadi.server.ApiSettings;
import io.wadi.server.ApiSettings.Address;
import io.wadi.server.Feeds;
import io.wadi.server.Served;
import io.wadi.server.Tokens;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The API over a real socket. */
class ApiServerTest extends OverHttp {
    @Test
    void aRunIsMadeAndFoundAgain() throws Exception {
        start(Tokens.NONE);
        HttpResponse<String> made = send(post("/deployments/products/runs", "{\"parameters\": {}}"));
        assertThat(made.statusCode()).isEqualTo(201);
        assertThat(made.headers().firstValue("location")).contains("/api/v1/runs/run-1");
        HttpResponse<String> found = send(api("/runs?ids=run-1"));
        JsonNode run = Served.json(found.body()).get(0);
        assertThat(run.get("state").asText()).isEqualTo("Queued");
        assertThat(run.has("startedAt") && run.has("endedAt")).isTrue();
        assertThat(found.headers().map())
                .containsKeys("content-security-policy", "x-content-type-options", "referrer-policy", "cache-control");
    }

    @Test
    void fiveHundredRunsAreAskedForAtOnce() throws Exception {
        start(Tokens.NONE);
        String ids = IntStream.range(0, 500)
                .mapToObj(i -> String.format("018f0000-0000-7000-8000-%012d", i))
                .collect(Collectors.joining(","));
        assertThat(send(api("/runs?ids=" + ids)).body()).isEqualTo("[]");
    }

    @Test
    void aBodyHasABound() throws Exception {
        start(Tokens.NONE);
        String fits = "{\"destination\": \"" + "x".repeat(Wire.LARGEST_BODY - 30) + "\"}";
        assertThat(send(post("/deployments/products/runs", fits)).statusCode()).isEqualTo(201);
        HttpResponse<String> refused = send(post("/deployments/products/runs", fits + " ".repeat(100)));
        assertThat(refused.statusCode()).isEqualTo(413);
        assertThat(refused.headers().firstValue("content-type")).contains("application/problem+json");
    }

    @Test
    void aBodyThatIsNotUtf8IsRefused() throws Exception {
        start(Tokens.NONE);
        HttpRequest.Builder request = api("/deployments/products/runs")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[] {'"', (byte) 0xff, '"'}));
        assertThat(send(request).statusCode()).isEqualTo(400);
    }

    @Test
    void withTokensNobodyComesInWithoutOne() throws Exception {
        start(Served.TOKENS);
        for (String path :
                new String[] {"/runs", "/openapi.json", "/server", "/runs/ready", "/deployments/health", "/x"}) {
            HttpResponse<String> refused = send(api(path));
            assertThat(refused.statusCode()).as(path).isEqualTo(401);
            assertThat(refused.headers().firstValue("www-authenticate")).isPresent();
        }
        assertThat(send(api("/server").header("Authorization", "Bearer " + Served.VIEWER))
                        .statusCode())
                .isEqualTo(200);
        assertThat(send(post("/deployments/products/runs", "").header("Authorization", "Bearer " + Served.VIEWER))
                        .statusCode())
                .isEqualTo(403);
        assertThat(send(post("/deployments/products/runs", "").header("Authorization", "Bearer " + Served.OPERATOR))
                        .statusCode())
                .isEqualTo(201);
    }

    @Test
    void whoeverHasNoTokenIsRefusedBeforeTheBodyArrives() throws Exception {
        int port = start(Served.TOKENS).port();
        assertThat(raw(
                        port,
                        "POST /api/v1/deployments/products/runs HTTP/1.1\r\nHost: x\r\n"
                                + "Content-Type: application/json\r\nContent-Length: 1000000\r\n\r\n{"))
                .isEqualTo("HTTP/1.1 401 Unauthorized");
    }

    @Test
    void withoutTokensAnotherNameForThisMachineIsRefused() throws Exception {
        ApiServer started = start(Tokens.NONE);
        String request = " HTTP/1.1\r\nHost: evil.example\r\n\r\n";
        assertThat(raw(started.port(), "GET /api/v1/runs" + request)).contains("403");
        assertThat(raw(started.observedPort(), "GET /observe/metrics" + request))
                .contains("403");
        assertThat(raw(started.observedPort(), "GET /observe/health" + request)).contains("403");
    }

    @Test
    void aPageOfAnotherOriginChangesNothing() throws Exception {
        start(Tokens.NONE);
        HttpRequest.Builder foreign = post("/deployments/products/runs", "").header("Origin", "http://evil.example");
        assertThat(send(foreign).statusCode()).isEqualTo(403);
        HttpRequest.Builder form = api("/deployments/products/runs")
                .header("Content-Type", "text/plain")
                .POST(HttpRequest.BodyPublishers.ofString("{}"));
        assertThat(send(form).statusCode()).isEqualTo(415);
        assertThat(served.store.runs().find("run-1")).isEmpty();
    }

    @Test
    void theEventsOfARunComeAsTheyHappenAndEndWithIt() throws Exception {
        start(Tokens.NONE);
        Run run = served.run();
        HttpResponse<InputStream> stream =
                client.send(api("/runs/" + run.id() + "/events").build(), BodyHandlers.ofInputStream());
        assertThat(stream.headers().firstValue("content-type")).contains("text/event-stream");
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
            assertThat(upTo(lines, "event: progress")).contains("id: 1-0", "event: state");
            served.to(RunState.CANCELLED, run);
            served.log(run.id(), 1, 1);
            String rest = lines.lines().collect(Collectors.joining("\n"));
            assertThat(rest).contains("id: 2-0\nevent: state", "\"state\":\"Cancelled\"", "id: 2-1\nevent: log");
        }
        HttpResponse<String> again = send(api("/runs/" + run.id() + "/events").header("Last-Event-ID", "2-0"));
        assertThat(again.body()).contains("id: 2-1").doesNotContain("event: state");
        assertThat(send(api("/runs/" + run.id() + "/events").header("Last-Event-ID", "2-1"))
                        .statusCode())
                .isEqualTo(204);
        assertThat(send(api("/runs/" + run.id() + "/events").header("Last-Event-ID", "x"))
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void thereAreNoMoreListenersThanCanBeServed() throws Exception {
        int port = start(Tokens.NONE).port();
        Run run = served.run();
        String listen = "GET /api/v1/runs/" + run.id() + "/events HTTP/1.1\r\nHost: localhost\r\n\r\n";
        List<Socket> listening = new ArrayList<>();
        try {
            for (int i = 0; i < Feeds.MOST; i++) {
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
                listening.add(socket);
                socket.getOutputStream().write(listen.getBytes(StandardCharsets.UTF_8));
                assertThat(socket.getInputStream().read()).as("it is served").isEqualTo('H');
            }
            HttpResponse<String> refused =
                    send(api("/runs/" + run.id() + "/events").timeout(Duration.ofSeconds(10)));
            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(refused.headers().firstValue("retry-after")).contains("10");
        } finally {
            for (Socket socket : listening) {
                socket.close();
            }
        }
    }

    private static String upTo(BufferedReader lines, String last) throws IOException {
        StringBuilder text = new StringBuilder();
        String line = lines.readLine();
        while (line != null && !line.equals(last)) {
            text.append(line).append('\n');
            line = lines.readLine();
        }
        return text.toString();
    }

    @Test
    void aPortThatIsTakenIsSaid() throws Exception {
        ApiServer first = start(Tokens.NONE);
        Address taken = new Address("127.0.0.1", first.port());
        Address free = new Address("127.0.0.1", 0);
        for (boolean api : new boolean[] {true, false}) {
            ApiSettings settings = new ApiSettings(
                    api ? taken : free, api ? free : taken, Tokens.NONE, "1", Optional.empty(), "n", false);
            assertThatThrownBy(() -> ApiServer.start(served.store, served, served.deploy(), settings, served.clock())
                            .close())
                    .isInstanceOf(ConfigurationFailure.class)
                    .hasMessageContaining("cannot listen at 127.0.0.1:" + first.port());
        }
    }

    @Test
    void itLetsGoOfListenersWhenItStops() throws Exception {
        ApiServer started = start(Tokens.NONE);
        Run run = served.run();
        HttpResponse<InputStream> stream =
                client.send(api("/runs/" + run.id() + "/events").build(), BodyHandlers.ofInputStream());
        BufferedReader lines = new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8));
        upTo(lines, "event: progress");
        server = Optional.empty();
        started.close();
        assertThat(lines.lines().toList()).isNotNull();
    }
}
