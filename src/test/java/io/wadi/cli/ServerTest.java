package io.wadi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wadi.disk.Durable;
import io.wadi.testing.ChildJvm;
import io.wadi.testing.Reply;
import io.wadi.testing.ScriptedServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./wadi server} as a process of its own, asked through its API and killed. */
@Tag("exhaustive")
class ServerTest {
    private static final String PAGE = "{\"pages\": 1, \"data\": [{\"id\": 1}, {\"id\": 2}]}";
    /** How often the test of random moments kills; {@code -Dwadi.kills=50} for a longer look. */
    private static final int KILLS = Integer.getInteger("wadi.kills", 3);

    @TempDir
    Path home;

    private final ScriptedServer source = ScriptedServer.start();
    private final HttpClient client = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();
    private final List<ChildJvm> started = new ArrayList<>();
    private Project project;
    private String cookie = "";

    @BeforeEach
    void project() throws IOException {
        project = new Project(home).events(source.url("/events"), "retries: 0");
        project.flow().file("application-prod.properties", "").file("deployments.yaml", """
                    deployments:
                      - {name: events-now, pipeline: events, destination: "duckdb://%s"}
                      - {name: events-often, pipeline: events, schedule: {every: 1s}, destination: "duckdb://%s",
                         env: {dev: {schedule: []}}}
                    """.formatted(
                        project.database, project.database));
    }

    @AfterEach
    void stop() {
        started.forEach(ChildJvm::kill);
        source.close();
    }

    /** The address of its API. */
    private String server(String profile, String... java) {
        project.file("application-" + profile + ".properties", "");
        List<String> options = new ArrayList<>(List.of("-Dwadi.home=" + home, "-Xmx256m"));
        options.addAll(List.of(java));
        ChildJvm child = ChildJvm.start(
                options,
                Wadi.class,
                "server",
                "--work",
                home.resolve("work").toString(),
                "--profile",
                profile,
                "--port",
                "0",
                "-D",
                "camel.management.port=0");
        started.add(child);
        String line = child.line();
        while (!line.startsWith("✓ ready")) {
            line = child.line();
        }
        return line.replaceFirst(".*: (http://127\\.0\\.0\\.1:\\d+/api/v1), .*", "$1");
    }

    private String send(HttpRequest request) throws IOException, InterruptedException {
        return client.send(request, BodyHandlers.ofString()).body();
    }

    private JsonNode get(String url) throws IOException, InterruptedException {
        return json.readTree(send(HttpRequest.newBuilder(URI.create(url)).build()));
    }

    /** The id of the run. */
    private String ask(String api) throws IOException, InterruptedException {
        return ask(api, "");
    }

    private String ask(String api, String key) throws IOException, InterruptedException {
        String answer = send(HttpRequest.newBuilder(URI.create(api + "/deployments/events-now/runs"))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build());
        return json.readTree(answer).path("id").asText();
    }

    /** Returns when it has ended: its events do. */
    private JsonNode ended(String api, String run) throws IOException, InterruptedException {
        send(HttpRequest.newBuilder(URI.create(api + "/runs/" + run + "/events"))
                .build());
        return get(api + "/runs/" + run);
    }

    private static List<String> states(JsonNode run) {
        List<String> states = new ArrayList<>();
        run.path("steps").forEach(step -> states.add(step.path("state").asText()));
        return states;
    }

    @Test
    void runsWhatItIsAskedForAndNothingByItselfOutsideOfProd() throws Exception {
        source.on("/events", Reply.json(PAGE));
        String api = server("dev");
        assertThat(get(api + "/server").path("schedulesArmed").asBoolean()).isFalse();
        JsonNode run = ended(api, ask(api));
        assertThat(states(run)).containsExactly("Queued", "Pending", "Running", "Completed");
        assertThat(project.wadi("runs").out())
                .contains("✓ Completed", "events-now")
                .doesNotContain("events-often");
        assertThat(project.wadi("deployments").out()).contains("events-now", "events-often");
    }

    @Test
    void aPackageIsLoadedOnceMoreFromTheConsole() throws Exception {
        source.on("/events", Reply.json(PAGE));
        String api = server("dev");
        String link = started.get(0).line().replaceFirst(".*console ", "");
        String run = ask(api);
        ended(api, run);
        Files.delete(project.database);
        String origin = api.replace("/api/v1", "");
        cookie = client.send(HttpRequest.newBuilder(URI.create(link)).build(), BodyHandlers.ofString())
                .headers()
                .firstValue("Set-Cookie")
                .orElseThrow()
                .replaceFirst(";.*", "");
        String overview = page(origin + "/");
        String csrf = overview.replaceFirst("(?s).*name=\"csrf\" value=\"([0-9a-f]+)\".*", "$1");
        String page = origin + "/runs/" + run;
        assertThat(page(page)).contains("data-act=\"replay\"", "no load: it is the first");
        HttpResponse<String> refused = post(page + "/go-on", origin, csrf);
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("is done; nothing is left to do");
        String again = post(page + "/replay", origin, csrf)
                .headers()
                .firstValue("Location")
                .orElseThrow()
                .replace("/runs/", "");
        assertThat(again).isNotEqualTo(run);
        JsonNode replayed = ended(api, again);
        assertThat(replayed.path("state").asText()).as(replayed.toString()).isEqualTo("Completed");
        assertThat(replayed.path("trigger").asText()).isEqualTo("replay");
        assertThat(source.count("/events")).isEqualTo(1);
        assertThat(project.query("SELECT count(*) FROM shop.events")).containsExactly("2");
    }

    private String page(String url) throws IOException, InterruptedException {
        return send(
                HttpRequest.newBuilder(URI.create(url)).header("Cookie", cookie).build());
    }

    private HttpResponse<String> post(String url, String origin, String csrf) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create(url))
                        .header("Cookie", cookie)
                        .header("Origin", origin)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString("csrf=" + csrf))
                        .build(),
                BodyHandlers.ofString());
    }

    @Test
    void firesSchedulesInProd() throws Exception {
        CountDownLatch fires = new CountDownLatch(3);
        source.on("/events", request -> {
            fires.countDown();
            return Reply.json(PAGE);
        });
        server("prod");
        assertThat(fires.await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(project.wadi("runs", "events-often").out()).contains("✓ Completed", "events-oft");
    }

    @Test
    void takesUpWhatAKilledServerHadBegun() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        AtomicInteger requests = new AtomicInteger();
        source.on("/events", request -> {
            asked.countDown();
            return requests.getAndIncrement() == 0 ? Reply.json(PAGE).stalledAfter(5) : Reply.json(PAGE);
        });
        String run = ask(server("dev"));
        assertThat(asked.await(60, TimeUnit.SECONDS)).isTrue();
        started.get(0).kill();

        JsonNode again = ended(server("dev"), run);

        assertThat(states(again))
                .containsExactly(
                        "Queued", "Pending", "Running", "Crashed", "Queued", "Pending", "Running", "Completed");
        assertThat(project.query("SELECT count(*) FROM shop.events")).containsExactly("2");
    }

    @Test
    void whatWasAskedForUnderAKeyIsLoadedOnceThoughItsServerDiedAfterTheCommitAndItsBooksWereLost() throws Exception {
        AtomicInteger newest = new AtomicInteger();
        source.on(
                "/events",
                request -> Reply.json("{\"pages\": 1, \"data\": [{\"id\": " + newest.incrementAndGet() + "}]}"));
        String run = ask(server("dev", "-Dwadi.crash=COMMITTED"), "2026-11-22");
        assertThat(started.get(0).end()).isEqualTo(77);

        String api = server("dev");
        assertThat(ask(api, "2026-11-22")).isEqualTo(run);
        assertThat(ended(api, run).path("state").asText()).isEqualTo("Completed");
        started.get(1).kill();
        Durable.remove(home.resolve("work"));
        String elsewhere = server("dev");
        String again = ask(elsewhere, "2026-11-22");

        assertThat(again).isNotEqualTo(run);
        assertThat(ended(elsewhere, again).path("state").asText()).isEqualTo("Completed");
        assertThat(project.query("SELECT idempotency_key FROM shop._wadi_receipts"))
                .containsExactly("events-now: 2026-11-22");
        assertThat(project.query("SELECT id FROM shop.events")).containsExactly("1");
    }

    @Test
    void killedAtAnyMomentItLosesAndDoublesNothing() throws Exception {
        AtomicInteger newest = new AtomicInteger(2);
        source.on(
                "/events",
                request -> Reply.json(
                        "{\"pages\": 1, \"data\": [{\"id\": 1}, {\"id\": " + newest.incrementAndGet() + "}]}"));
        Random chance = new Random(7);
        List<String> runs = new ArrayList<>();
        for (int i = 0; i < KILLS; i++) {
            runs.add(ask(server("dev")));
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(chance.nextInt(2_500)));
            started.get(i).kill();
        }
        String api = server("dev");
        for (String run : runs) {
            assertThat(ended(api, run).path("state").asText()).isEqualTo("Completed");
        }
        started.get(KILLS).kill();
        assertThat(project.query("SELECT id FROM shop.events GROUP BY id HAVING count(*) > 1"))
                .isEmpty();
        assertThat(project.query("SELECT count(*) FROM shop.events WHERE id = 1"))
                .containsExactly("1");
    }
}
