package io.wadi.extract.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wadi.model.TerminalFailure;
import io.wadi.testing.Reply;
import io.wadi.testing.Request;
import io.wadi.testing.ScriptedServer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Access tokens: where they come from, how long they are used, and who gets to see what. */
class TokensTest {
    private static final Reply GOOD = Reply.json("{\"items\": [1]}");
    private static final String SECRET = "c1ient s3cret&";
    private static final String REFRESH = "r3fre+sh/";

    private final ScriptedServer tokens = ScriptedServer.start();
    private final AtomicInteger given = new AtomicInteger();
    private final AtomicReference<Instant> now = new AtomicReference<>(Api.NOW);
    private final Api api = new Api()
            .secrets(Map.of("crm.client-id", "id:1", "crm.client-secret", SECRET, "crm.refresh-token", REFRESH));

    TokensTest() {
        api.clock = now::get;
        tokens.on(
                "/token",
                r -> Reply.json("{\"access_token\": \"T%d\", \"token_type\": \"Bearer\", \"expires_in\": 3600}"
                        .formatted(given.incrementAndGet())));
        // A page is given to the newest token only.
        api.server.on(
                "/a",
                r -> r.header("Authorization")
                                .filter(h -> h.equals("Bearer T" + given.get()))
                                .isPresent()
                        ? GOOD
                        : Reply.of(401, "who are you"));
    }

    @AfterEach
    void close() {
        api.close();
        tokens.close();
    }

    @Test
    void clientCredentialsGoInAHeader() {
        assertThat(api.records(api.with(client(Auth.Client.HEADER), "/a"))).containsExactly("1");

        Request asked = tokens.requests().get(0);
        assertThat(asked.method()).isEqualTo("POST");
        assertThat(asked.header("Authorization")).contains(Auth.basic("id%3A1", "c1ient+s3cret%26"));
        assertThat(asked.header("Content-Type")).contains("application/x-www-form-urlencoded");
        assertThat(asked.body()).isEqualTo("grant_type=client_credentials&scope=read+all&audience=https%3A%2F%2Fapi");
    }

    @Test
    void orInTheBody() {
        api.records(api.with(client(Auth.Client.BODY), "/a"));

        assertThat(tokens.requests().get(0).header("Authorization")).isEmpty();
        assertThat(tokens.requests().get(0).body()).endsWith("&client_id=id%3A1&client_secret=c1ient+s3cret%26");
    }

    @Test
    void aTokenIsSharedByResourcesAndRuns() {
        for (int run = 0; run < 3; run++) {
            api.records(api.with(client(Auth.Client.HEADER), "/a"));
        }
        assertThat(tokens.requests()).hasSize(1);
        assertThat(api.server.count("/a")).isEqualTo(3);
    }

    @Test
    void itIsRenewedBeforeItRunsOut() {
        api.records(api.with(client(Auth.Client.HEADER), "/a"));
        now.set(Api.NOW.plusSeconds(3539));
        api.records(api.with(client(Auth.Client.HEADER), "/a"));
        assertThat(tokens.requests()).hasSize(1);

        now.set(Api.NOW.plusSeconds(3540));
        api.records(api.with(client(Auth.Client.HEADER), "/a"));
        assertThat(tokens.requests()).hasSize(2);
        assertThat(api.server.count("/a")).isEqualTo(3);
    }

    @Test
    void itIsRenewedOnceWhenItIsRefusedInTheMiddleOfARun() {
        AtomicInteger pages = new AtomicInteger();
        api.server.on("/p", r -> {
            boolean second = r.query().containsKey("p");
            boolean old =
                    r.header("Authorization").filter(h -> h.equals("Bearer T1")).isPresent();
            pages.incrementAndGet();
            return second && old
                    ? Reply.of(401, "")
                    : second ? GOOD : Reply.json("{\"items\": [0], \"next\": \"?p=2\"}");
        });

        assertThat(api.records(api.with(client(Auth.Client.HEADER), "/p"))).containsExactly("0", "1");
        assertThat(tokens.requests()).hasSize(2);
        assertThat(pages).hasValue(3);
        assertThat(api.pauses).isEmpty();
    }

    @Test
    void aSecondRefusalEndsTheRun() {
        api.server.on("/a", Reply.of(401, "who are you, T2?"));

        assertThatThrownBy(() -> api.records(api.with(client(Auth.Client.HEADER), "/a")))
                .isInstanceOfSatisfying(TerminalFailure.class, failure -> {
                    assertThat(failure).hasMessage("GET " + api.server.url("/a") + " answered 401");
                    assertThat(failure.explanation().fix())
                            .contains(
                                    "check the credentials crm, looked for as crm.client-id in the map of the test and"
                                            + " crm.client-secret in the map of the test");
                });
        assertThat(api.server.count("/a")).isEqualTo(2);
    }

    @Test
    void aRefreshTokenThatIsRotatedIsKept() {
        tokens.on("/token", r -> {
            int n = given.incrementAndGet();
            return Reply.json(
                    "{\"access_token\": \"T%d\", \"refresh_token\": \"R%d\", \"expires_in\": \"60\"}".formatted(n, n));
        });
        for (int run = 0; run < 3; run++) {
            api.records(api.with(refresh(), "/a"));
            now.set(now.get().plusSeconds(60));
        }
        assertThat(tokens.requests().stream().map(r -> r.body().replaceAll(".*refresh_token=", "")))
                .containsExactly("r3fre%2Bsh%2F", "R1", "R2");
        assertThat(tokens.requests()).allMatch(r -> r.body().startsWith("grant_type=refresh_token&"));
    }

    @Test
    void oneIsAskedForAtATime() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        tokens.on("/token", r -> {
            asked.countDown();
            answer.await();
            return Reply.json("{\"access_token\": \"T%d\"}".formatted(given.incrementAndGet()));
        });
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Future<List<String>>> runs = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            runs.add(threads.submit(() -> api.records(api.with(client(Auth.Client.HEADER), "/a"))));
        }
        asked.await();
        answer.countDown();
        for (Future<List<String>> run : runs) {
            assertThat(run.get()).containsExactly("1");
        }
        threads.shutdown();
        assertThat(tokens.requests()).hasSize(1);
    }

    @Test
    void manyThatAreRefusedAtOnceRenewItOnce() throws Exception {
        api.records(api.with(client(Auth.Client.HEADER), "/a"));
        Set<String> refused = new HashSet<>();
        CountDownLatch all = new CountDownLatch(4);
        api.server.on("/a", r -> {
            if (r.header("Authorization").filter(h -> h.equals("Bearer T1")).isPresent()) {
                all.countDown();
                all.await();
                synchronized (refused) {
                    refused.add("T1");
                }
                return Reply.of(401, "");
            }
            return GOOD;
        });
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<Future<List<String>>> runs = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            runs.add(threads.submit(() -> api.records(api.with(client(Auth.Client.HEADER), "/a"))));
        }
        for (Future<List<String>> run : runs) {
            assertThat(run.get()).containsExactly("1");
        }
        threads.shutdown();
        assertThat(refused).containsExactly("T1");
        assertThat(tokens.requests()).hasSize(2);
    }

    private Auth client(Auth.Client client) {
        return Auth.of(
                Auth.Kind.OAUTH2_CLIENT_CREDENTIALS,
                "crm",
                new Auth.OAuth2(
                        tokens.url("/token").toString(), Optional.of("read all"), Optional.of("https://api"), client));
    }

    private Auth refresh() {
        return Auth.of(
                Auth.Kind.OAUTH2_REFRESH_TOKEN,
                "crm",
                new Auth.OAuth2(
                        tokens.url("/token").toString(), Optional.empty(), Optional.empty(), Auth.Client.HEADER));
    }
}
