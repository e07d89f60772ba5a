package io.wadi.extract.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wadi.extract.json.JsonPath;
import io.wadi.model.TerminalFailure;
import io.wadi.testing.Reply;
import io.wadi.testing.Request;
import io.wadi.testing.ScriptedServer;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that say in a body what they look for. */
class PostTest {
    private static final Reply GOOD = Reply.json("{\"items\": [1]}");
    private static final Stops ENDLESS = new Stops(Optional.empty(), Optional.empty(), OptionalInt.empty(), false);

    private final Api api = new Api();

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void theBodyIsSentAsJson() {
        api.server.on("/s", GOOD);

        assertThat(api.records(post("/s", "{\"q\": \"ä\", \"n\": 1.50}", new Paginator.SinglePage())))
                .containsExactly("1");
        Request request = api.server.requests().get(0);
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.header("Content-Type")).contains("application/json");
        assertThat(request.body()).isEqualTo("{\"q\":\"ä\",\"n\":1.50}");
    }

    @Test
    void aPostMayHaveNoBody() {
        api.server.on("/s", GOOD);
        RestTemplate template =
                new RestTemplate(Method.POST, api.server.url("/s").toString(), Map.of(), Map.of(), Optional.empty());

        assertThat(api.records(api.get(template, new Paginator.SinglePage()))).containsExactly("1");
        assertThat(api.server.requests().get(0).method()).isEqualTo("POST");
        assertThat(api.server.requests().get(0).header("Content-Type")).isEmpty();
    }

    @Test
    void itsTypeMayBeAnother() {
        api.server.on("/s", GOOD);
        RestTemplate template = new RestTemplate(
                Method.POST,
                api.server.url("/s").toString(),
                Map.of(),
                Map.of("content-type", "application/vnd.api+json"),
                Optional.of(JsonBody.parse("{}")));

        api.records(api.get(template, new Paginator.SinglePage()));
        assertThat(api.server.requests().get(0).headers().get("Content-Type"))
                .containsExactly("application/vnd.api+json");
    }

    @Test
    void cursorsGoIntoTheBodyAndTheRestOfItStays() {
        api.server.on(
                "/s",
                Reply.json("{\"items\": [1], \"next\": \"100\"}"),
                Reply.json("{\"items\": [2], \"next\": null}"));

        assertThat(api.records(post("/s", "{\"limit\": 1}", cursor("$.paging.after"))))
                .containsExactly("1", "2");
        assertThat(api.server.requests().stream().map(Request::body))
                .containsExactly("{\"limit\":1}", "{\"limit\":1,\"paging\":{\"after\":\"100\"}}");
    }

    @Test
    void whatStandsAtThePlaceTellsANumberFromAText() {
        api.server.on(
                "/s",
                Reply.json("{\"items\": [1], \"next\": \"100\"}"),
                Reply.json("{\"items\": [2], \"next\": \"x\"}"),
                GOOD);

        api.records(post("/s", "{\"after\": 0}", cursor("$.after")));
        assertThat(api.server.requests().stream().map(Request::body))
                .containsExactly("{\"after\":0}", "{\"after\":100}", "{\"after\":\"x\"}");
    }

    @Test
    void headerCursorsGoIntoTheBody() {
        api.server.on("/s", Reply.json("{\"items\": [1]}").header("X-Next", "b"), GOOD);

        api.records(
                post("/s", "{}", new Paginator.HeaderCursor("X-Next", new Place.InBody(JsonPath.parse("$.after")))));
        assertThat(api.server.requests().get(1).body()).isEqualTo("{\"after\":\"b\"}");
    }

    @Test
    void pageNumbersAreNumbersUnlessTheBodySaysText() {
        api.server.on("/s", GOOD, Reply.json("{\"items\": []}"), GOOD, Reply.json("{\"items\": []}"));
        Paginator pages =
                new Paginator.PageNumber(new Place.InBody(JsonPath.parse("$.p.no")), 0, Stops.AFTER_EMPTY_PAGE);

        api.records(post("/s", "{\"p\": {\"size\": 1}}", pages));
        api.records(post("/s", "{\"p\": {\"no\": \"\"}}", pages));
        assertThat(api.server.requests().stream().map(Request::body))
                .containsExactly(
                        "{\"p\":{\"size\":1,\"no\":0}}",
                        "{\"p\":{\"size\":1,\"no\":1}}",
                        "{\"p\":{\"no\":\"0\"}}",
                        "{\"p\":{\"no\":\"1\"}}");
    }

    @Test
    void offsetsAndLimitsGoIntoTheBody() {
        api.server.on("/s", GOOD, Reply.json("{\"items\": []}"));

        api.records(post(
                "/s",
                "{}",
                new Paginator.Offset(
                        new Place.InBody(JsonPath.parse("$.from")),
                        new Place.InBody(JsonPath.parse("$.size")),
                        0,
                        10,
                        Stops.AFTER_EMPTY_PAGE)));
        assertThat(api.server.requests().stream().map(Request::body))
                .containsExactly("{\"from\":0,\"size\":10}", "{\"from\":10,\"size\":10}");
    }

    @Test
    void aCursorInTheBodyThatRepeatsIsFoundOut() {
        api.server.on(
                "/s",
                r -> Reply.json("{\"items\": [1], \"next\": \"" + (r.body().contains("\"a\"") ? "b" : "a") + "\"}"));

        assertThatThrownBy(() -> api.records(post("/s", "{}", cursor("$.after"))))
                .isInstanceOf(TerminalFailure.class)
                .hasMessage("page 3 of POST " + api.server.url("/s") + " leads back to POST " + api.server.url("/s")
                        + " with the same body, which was read before");
        assertThat(api.server.count("/s")).isEqualTo(3);
    }

    @Test
    void aCursorOfAHeaderThatRepeatsIsFoundOut() {
        api.server.on("/s", Reply.json("{\"items\": [1]}").header("X-Next", "a"));

        assertThatThrownBy(() -> api.records(post(
                        "/s", "{}", new Paginator.HeaderCursor("X-Next", new Place.InBody(JsonPath.parse("$.after"))))))
                .hasMessageContaining("leads back to POST");
        assertThat(api.server.count("/s")).isEqualTo(2);
    }

    @Test
    void linksRepeatTheBody() {
        api.server.on("/s", Reply.json("{\"items\": [1], \"next\": \"/s?page=2\"}"), GOOD);

        api.records(post("/s", "{\"q\": 1}", new Paginator.JsonLink(JsonPath.parse("$.next"))));
        assertThat(api.server.requests()).hasSize(2).allSatisfy(r -> {
            assertThat(r.method()).isEqualTo("POST");
            assertThat(r.body()).isEqualTo("{\"q\":1}");
        });
    }

    @Test
    void aLinkToItselfIsFoundOutThoughTheBodyIsTheSame() {
        api.server.on("/s", Reply.json("{\"items\": [1], \"next\": \"/s\"}"));

        assertThatThrownBy(
                        () -> api.records(post("/s", "{\"q\": 1}", new Paginator.JsonLink(JsonPath.parse("$.next")))))
                .hasMessageContaining("leads back to POST");
    }

    @ParameterizedTest
    @ValueSource(ints = {307, 308})
    void aRedirectOnTheSameHostRepeatsTheBody(int status) {
        api.server.on("/s", Reply.of(status, "").header("Location", "/t")).on("/t", GOOD);

        assertThat(api.records(post("/s", "{\"q\": 1}", new Paginator.SinglePage())))
                .containsExactly("1");
        assertThat(api.server.requests("/t").get(0).method()).isEqualTo("POST");
        assertThat(api.server.requests("/t").get(0).body()).isEqualTo("{\"q\":1}");
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303})
    void otherRedirectsAreReadWithAGet(int status) {
        api.server.on("/s", Reply.of(status, "").header("Location", "/t")).on("/t", GOOD);

        assertThat(api.records(post("/s", "{\"q\": 1}", new Paginator.SinglePage())))
                .containsExactly("1");
        assertThat(api.server.requests("/t").get(0).method()).isEqualTo("GET");
        assertThat(api.server.requests("/t").get(0).body()).isEmpty();
        assertThat(api.server.requests("/t").get(0).header("Content-Type")).isEmpty();
    }

    @Test
    void neitherARedirectNorALinkTakesTheBodyToAnotherHost() {
        try (ScriptedServer other = ScriptedServer.start()) {
            String there = other.url("/t").toString();
            api.server
                    .on("/s", Reply.of(307, "").header("Location", there))
                    .on("/l", Reply.json("{\"items\": [1], \"next\": \"" + there + "\"}"));

            for (RestResource resource : new RestResource[] {
                post("/s", "{\"q\": 1}", new Paginator.SinglePage()),
                post("/l", "{\"q\": 1}", new Paginator.JsonLink(JsonPath.parse("$.next")))
            }) {
                assertThatThrownBy(() -> api.records(resource))
                        .isInstanceOf(TerminalFailure.class)
                        .hasMessage("POST " + there + " was not sent: its body is for 127.0.0.1 only");
            }
            assertThat(other.requests()).isEmpty();
        }
    }

    private static Paginator cursor(String path) {
        return new Paginator.Cursor(JsonPath.parse("$.next"), new Place.InBody(JsonPath.parse(path)), ENDLESS);
    }

    private RestResource post(String path, String body, Paginator paginator) {
        return new RestResource(
                new RestTemplate(
                        Method.POST,
                        api.server.url(path).toString(),
                        Map.of(),
                        Map.of(),
                        Optional.of(JsonBody.parse(body))),
                Optional.of(JsonPath.parse("$.items")),
                paginator,
                Optional.empty(),
                Optional.empty());
    }
}
