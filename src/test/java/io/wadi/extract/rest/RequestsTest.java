package io.wadi.extract.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Deadline;
import io.wadi.model.Page;
import io.wadi.model.Pages;
import io.wadi.model.TerminalFailure;
import io.wadi.model.TransientFailure;
import io.wadi.testing.Reply;
import io.wadi.testing.ScriptedServer;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestsTest {
    private static final Reply GOOD = Reply.json("{\"items\": [1]}");
    private static final String SECRET = "s3cr+t/p=q&";

    private final Api api = new Api()
            .secrets(Map.of(
                    "shop.token", SECRET, "shop.username", "ada", "shop.password", "pä:ss", "shop.api-key", SECRET));

    @AfterEach
    void close() {
        api.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 502, 503, 504})
    void triesAgainWhatMayPass(int status) {
        api.server.on("/a", Reply.of(status, "busy"), Reply.of(status, "busy"), GOOD);

        assertThat(api.records(single("/a"))).containsExactly("1");
        assertThat(api.pauses).hasSize(2);
        assertThat(api.pauses.get(0)).isBetween(Duration.ofSeconds(1), Duration.ofMillis(1500));
        assertThat(api.pauses.get(1)).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(3));
    }

    @Test
    void givesUpAfterThreeTries() {
        api.server.on("/a", Reply.of(503, "busy"));

        assertThatThrownBy(() -> api.records(single("/a")))
                .isInstanceOf(TransientFailure.class)
                .hasMessage("GET " + api.server.url("/a") + " answered 503, tried 3 times");
        assertThat(api.server.count("/a")).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({"7, 7", "'Fri, 20 Nov 2026 10:00:30 GMT', 30"})
    void waitsAsLongAsTheServerAsks(String header, int seconds) {
        api.server.on("/a", Reply.of(429, "").header("Retry-After", header), GOOD);

        assertThat(api.records(single("/a"))).containsExactly("1");
        assertThat(api.pauses).containsExactly(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "Fri, 20 Nov 2026 09:00:00 GMT", "soon"})
    void pausesAllTheSameWhenTheServerAsksForNoTimeAtAll(String header) {
        api.server.on("/a", Reply.of(429, "").header("Retry-After", header), GOOD);

        assertThat(api.records(single("/a"))).containsExactly("1");
        assertThat(api.pauses.get(0)).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void isNotHeldByALongRefusal() {
        api.server.on("/a", Reply.of(500, "x".repeat(3 << 20)).stalledAfter(2 << 20), GOOD);

        assertThat(api.records(single("/a"))).containsExactly("1");
    }

    @Test
    void leavesALongWaitToTheFlow() {
        api.server.on("/a", Reply.of(429, "").header("Retry-After", "3600"));

        assertThatThrownBy(() -> api.records(single("/a")))
                .isInstanceOf(TransientFailure.class)
                .hasMessage("GET " + api.server.url("/a") + " answered 429, tried once, to be asked again in 3600 s");
        assertThat(api.pauses).isEmpty();
    }

    @Test
    void triesAgainWhenTheConnectionBreaksBeforeAPageWasHandedOver() {
        api.server.on("/a", Reply.drop(), Reply.json("{\"items\": [1, 2, 3]}").truncatedAfter(14), GOOD);

        assertThat(api.records(single("/a"))).containsExactly("1");
        assertThat(api.server.count("/a")).isEqualTo(3);
    }

    @Test
    void doesNotAskAgainForAPageThatWasHandedOverInPart() {
        String record = "{\"text\": \"" + "x".repeat(100_000) + "\"}";
        String body = "{\"items\": [" + (record + ",").repeat(99) + record + "]}";
        api.server.on("/a", Reply.json(body).truncatedAfter(9_000_000));
        try (Pages pages = api.open(single("/a"), Deadline.none(), Optional.empty())) {
            assertThat(pages.next().map(Page::records))
                    .hasValueSatisfying(n -> assertThat(n).isPositive());
            assertThatThrownBy(() -> Api.records(pages)).isInstanceOf(TransientFailure.class);
        }
        assertThat(api.server.count("/a")).isEqualTo(1);
    }

    @Test
    void doesNotTryAgainWhatStays() {
        api.server.on("/a", Reply.of(422, "{\"message\":\n \"limit is 100\"}"));

        assertThatThrownBy(() -> api.records(single("/a")))
                .isInstanceOf(TerminalFailure.class)
                .hasMessage("GET " + api.server.url("/a") + " answered 422: {\"message\": \"limit is 100\"}");
        assertThat(api.server.count("/a")).isEqualTo(1);
    }

    @Test
    void anUnreachableHostMayComeBack() {
        String gone;
        try (ScriptedServer server = ScriptedServer.start()) {
            gone = server.url("/a").toString();
        }
        assertThatThrownBy(() ->
                        api.records(api.get(new RestTemplate(gone, Map.of(), Map.of()), new Paginator.SinglePage())))
                .isInstanceOf(TransientFailure.class)
                .hasMessage("GET " + gone + ": the host cannot be reached, tried 3 times");
    }

    @Test
    void noContentIsNoRecords() {
        api.server.on("/a", Reply.of(204, ""));

        assertThat(api.records(single("/a"))).isEmpty();
    }

    @Test
    void sendsABearerTokenAsItIs() {
        api.server.on("/a", GOOD);
        api.records(with(Auth.of(Auth.Kind.BEARER, "shop"), "/a"));

        assertThat(api.server.requests().get(0).header("Authorization")).contains("Bearer " + SECRET);
    }

    @Test
    void sendsNameAndPassword() {
        api.server.on("/a", GOOD);
        api.records(with(Auth.of(Auth.Kind.BASIC, "shop"), "/a"));

        assertThat(api.server.requests().get(0).header("Authorization")).contains("Basic YWRhOnDDpDpzcw==");
    }

    @Test
    void sendsAnApiKeyInAHeaderOrAParameter() {
        api.server.on("/a", GOOD);
        api.records(with(new Auth(Auth.Kind.API_KEY, "shop", "X-Key", Auth.Location.HEADER), "/a"));
        api.records(with(new Auth(Auth.Kind.API_KEY, "shop", "k", Auth.Location.QUERY), "/a"));

        assertThat(api.server.requests().get(0).header("X-Key")).contains(SECRET);
        assertThat(api.server.requests().get(1).query()).containsEntry("k", SECRET);
    }

    @Test
    void namesAMissingSecretAndWhereItWasLookedFor() {
        assertThatThrownBy(() -> api.records(with(Auth.of(Auth.Kind.BASIC, "other"), "/a")))
                .isInstanceOfSatisfying(ConfigurationFailure.class, failure -> {
                    assertThat(failure.problems())
                            .extracting(p -> p.what())
                            .containsExactly("secret other.username is not set", "secret other.password is not set");
                    assertThat(failure.problems().get(0).fix()).contains("looked for it in the map of the test");
                });
        assertThat(api.server.requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void refusedCredentialsAreNamedByTheirSectionAndNotByTheirValue(int status) {
        api.server.on("/a", Reply.of(status, "you are not " + SECRET));

        assertThatThrownBy(() -> api.records(with(new Auth(Auth.Kind.API_KEY, "shop", "k", Auth.Location.QUERY), "/a")))
                .isInstanceOfSatisfying(TerminalFailure.class, failure -> {
                    assertThat(failure).hasMessage("GET " + api.server.url("/a") + " answered " + status);
                    assertThat(failure.explanation().fix())
                            .contains("check the credentials shop, looked for as shop.api-key in the map of the test");
                });
    }

    @Test
    void secretsAreInNoMessage() {
        api.server.on("/a", Reply.of(400, "bad token " + SECRET));

        assertThatThrownBy(() -> api.records(with(Auth.of(Auth.Kind.BEARER, "shop"), "/a?access_token=abc&page=1")))
                .hasMessage("GET " + api.server.url("/a") + "?access_token=***&page=1 answered 400: bad token ***");
    }

    @Test
    void redirectsAreFollowedWithCredentialsOnTheSameHostOnly() {
        try (ScriptedServer other = ScriptedServer.start()) {
            other.on("/b", GOOD);
            api.server
                    .on("/a", Reply.of(302, "").header("Location", "/here"))
                    .on(
                            "/here",
                            Reply.of(307, "").header("Location", other.url("/b").toString()));
            RestTemplate template = new RestTemplate(api.server.url("/a").toString(), Map.of(), Map.of("X-Mine", "1"));
            RestResource resource = new RestResource(
                    template,
                    Optional.empty(),
                    new Paginator.SinglePage(),
                    Optional.empty(),
                    Optional.of(Auth.of(Auth.Kind.BEARER, "shop")));

            assertThat(api.records(resource)).containsExactly("1");
            assertThat(api.server.requests())
                    .hasSize(2)
                    .allMatch(r -> r.header("Authorization").isPresent());
            assertThat(other.requests())
                    .hasSize(1)
                    .allMatch(r -> r.header("Authorization").isEmpty());
            assertThat(other.requests().get(0).header("X-Mine")).isEmpty();
        }
    }

    @Test
    void linksToAnotherHostGetNoCredentials() {
        try (ScriptedServer other = ScriptedServer.start()) {
            other.on("/b", Reply.of(401, ""));
            api.server.on("/a", Reply.json("{\"items\": [1], \"next\": \"" + other.url("/b") + "\"}"));
            RestResource resource = new RestResource(
                    api.get("/a", new Paginator.SinglePage()).request(),
                    Optional.empty(),
                    new Paginator.JsonLink(io.wadi.extract.json.JsonPath.parse("$.next")),
                    Optional.empty(),
                    Optional.of(Auth.of(Auth.Kind.BEARER, "shop")));

            assertThatThrownBy(() -> api.records(resource))
                    .isInstanceOfSatisfying(
                            TerminalFailure.class,
                            failure -> assertThat(failure.explanation().fix())
                                    .contains(
                                            "credentials are sent to 127.0.0.1 only: use an url that is not redirected"));
            assertThat(other.requests().get(0).header("Authorization")).isEmpty();
        }
    }

    @Test
    void redirectsInACircleEnd() {
        api.server.on("/a", Reply.of(302, "").header("Location", "/a"));

        assertThatThrownBy(() -> api.records(single("/a")))
                .isInstanceOf(TerminalFailure.class)
                .hasMessageContaining("redirected more than 5 times");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://host/a", "file:///etc/passwd", "no address", "http://"})
    void onlyAddressesOfTheWebAreAsked(String url) {
        assertThatThrownBy(() ->
                        api.records(api.get(new RestTemplate(url, Map.of(), Map.of()), new Paginator.SinglePage())))
                .isInstanceOf(TerminalFailure.class);
    }

    @Test
    void aLongBodyStreamsPageByPage() {
        String record = "{\"text\": \"" + "x".repeat(1000) + "\"}";
        api.server.on("/a", Reply.json("{\"items\": [" + (record + ",").repeat(19_999) + record + "]}"));
        int pages = 0;
        int records = 0;
        try (Pages reading = api.open(single("/a"), Deadline.none(), Optional.empty())) {
            for (Optional<Page> page = reading.next(); page.isPresent(); page = reading.next()) {
                pages++;
                records += page.get().records();
                assertThat(page.get().origin().what()).isEqualTo("page 1 of GET " + api.server.url("/a"));
            }
        }
        assertThat(pages).isBetween(4, 6);
        assertThat(records).isEqualTo(20_000);
    }

    private RestResource single(String path) {
        return api.get(path, new Paginator.SinglePage());
    }

    private RestResource with(Auth auth, String path) {
        return new RestResource(
                single(path).request(),
                Optional.empty(),
                new Paginator.SinglePage(),
                Optional.empty(),
                Optional.of(auth));
    }
}
