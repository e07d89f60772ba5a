package io.wadi.extract.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Deadline;
import io.wadi.model.Pages;
import io.wadi.model.TerminalFailure;
import io.wadi.model.TransientFailure;
import io.wadi.testing.Reply;
import io.wadi.testing.ScriptedServer;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tokens that are not given, and what nobody gets to see. */
class TokenFailuresTest {
    private static final Reply GOOD = Reply.json("{\"items\": [1]}");
    private static final String REFRESH = "r3fre+sh/";

    private final ScriptedServer tokens = ScriptedServer.start();
    private final Api api = new Api()
            .secrets(Map.of("crm.client-id", "id", "crm.client-secret", "s3cret", "crm.refresh-token", REFRESH));

    TokenFailuresTest() {
        api.server.on("/a", GOOD);
    }

    @AfterEach
    void close() {
        api.close();
        tokens.close();
    }

    @Test
    void whatTheTokenEndpointAnsweredIsToldWithoutSecrets() {
        tokens.on(
                "/token",
                Reply.of(400, "{\"error\": \"invalid_grant\", \"error_description\": \"no " + REFRESH + "\\nhere\"}"));

        assertThatThrownBy(() -> api.records(api.with(refresh(), "/a")))
                .isInstanceOfSatisfying(TerminalFailure.class, failure -> {
                    assertThat(failure)
                            .hasMessage("token endpoint POST " + tokens.url("/token")
                                    + " answered 400: invalid_grant (no *** here)");
                    assertThat(failure.explanation().fix().orElse(""))
                            .contains("crm.refresh-token in the map of the test");
                });
        assertThat(api.server.requests()).isEmpty();
    }

    @Test
    void aTokenEndpointThatIsDownIsAskedAgain() {
        tokens.on("/token", Reply.of(503, "down"));

        assertThatThrownBy(() -> api.records(api.with(client(Auth.Client.HEADER), "/a")))
                .isInstanceOf(TransientFailure.class)
                .hasMessage("token endpoint POST " + tokens.url("/token") + " answered 503, tried 3 times");
        assertThat(tokens.requests()).hasSize(3);
    }

    @Test
    void anAnswerWithoutATokenIsTold() {
        tokens.on("/token", Reply.of(200, "<html>log in</html>"));

        assertThatThrownBy(() -> api.records(api.with(client(Auth.Client.HEADER), "/a")))
                .isInstanceOf(TerminalFailure.class)
                .hasMessage("token endpoint POST " + tokens.url("/token") + " answered 200 without a bearer token");
    }

    @Test
    void theTokenEndpointSeesNothingOfTheRequestAndIsNotFollowedElsewhere() {
        tokens.on(
                "/token",
                Reply.of(302, "").header("Location", api.server.url("/a").toString()));
        RestTemplate template =
                new RestTemplate(api.server.url("/a").toString(), Map.of(), Map.of("X-Mine", "1", "Cookie", "c=1"));
        RestResource resource = new RestResource(
                template,
                Optional.empty(),
                new Paginator.SinglePage(),
                Optional.empty(),
                Optional.of(client(Auth.Client.BODY)));

        assertThatThrownBy(() -> api.records(resource)).hasMessageContaining("answered 302");
        assertThat(tokens.requests().get(0).headers()).doesNotContainKeys("X-Mine", "Cookie", "Authorization");
        assertThat(api.server.requests()).isEmpty();
    }

    @Test
    void aMissingSecretIsToldBeforeAnythingIsAsked() {
        api.secrets(Map.of("crm.client-id", "id"));

        assertThatThrownBy(() -> api.open(api.with(refresh(), "/a"), Deadline.none(), Optional.empty()))
                .isInstanceOfSatisfying(
                        ConfigurationFailure.class,
                        failure -> assertThat(failure.problems())
                                .extracting(p -> p.what())
                                .containsExactly(
                                        "secret crm.client-secret is not set", "secret crm.refresh-token is not set"));
    }

    @Test
    void whoeverWaitsForATokenCanBeCancelled() {
        Deadline deadline = Deadline.none();
        CountDownLatch never = new CountDownLatch(1);
        tokens.on("/token", r -> {
            deadline.cancel("stopped by a test");
            never.await();
            return GOOD;
        });
        try (Pages pages = api.open(api.with(refresh(), "/a"), deadline, Optional.empty())) {
            assertThatThrownBy(pages::next).hasMessage("stopped by a test");
        }
    }

    @Test
    @Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aRefusalDoesNotWaitForWhoeverAsks() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        tokens.on("/token", r -> {
            asked.countDown();
            answer.await();
            return Reply.json("{\"access_token\": \"T1\"}");
        });
        Tokens shared = new Tokens(api.clock);
        Thread asking = new Thread(() -> shared.get(new TokenEndpoint(refresh(), api.client()), Deadline.none()));
        asking.start();
        asked.await();
        shared.refuse("T0");
        answer.countDown();
        asking.join();
        assertThat(tokens.requests()).hasSize(1);
    }

    @Test
    void tokensAreInNoText() {
        assertThat(Auth.Proof.bearer("T1").toString()).doesNotContain("T1");
        assertThat(new TokenEndpoint.Token("T1", Optional.of(Duration.ofHours(1)), Optional.of("R1")).toString())
                .doesNotContain("T1")
                .doesNotContain("R1");
        assertThat(new Transport.Call(
                                Method.POST,
                                tokens.url("/token?client_secret=s"),
                                Map.of("Authorization", "Bearer T1"),
                                Optional.of("x"))
                        .toString())
                .isEqualTo("POST " + tokens.url("/token?client_secret=***"));
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
