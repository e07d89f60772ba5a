package io.wadi.extract.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wadi.extract.json.JsonPath;
import io.wadi.extract.window.Windows;
import io.wadi.model.TerminalFailure;
import io.wadi.model.TransientFailure;
import io.wadi.testing.Reply;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that an API uses in a way of its own. */
class ReactionsTest {
    private final Api api = new Api();

    @AfterEach
    void close() {
        api.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void anIgnoredStatusEndsItsChainWithoutRecords(int parallel) {
        api.reactions = onStatus(404, Reactions.Action.IGNORE);
        api.server.on(
                "/w",
                r -> r.query().get("day").equals("2026-11-19")
                        ? Reply.of(404, "{\"message\": \"no such day\"}")
                        : Reply.json("{\"items\": [\"" + r.query().get("day") + "\"]}"));

        assertThat(api.records(days().withParallel(parallel))).containsExactly("\"2026-11-18\"", "\"2026-11-20\"");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void stopEndsTheWholeResourceWithWhatWasRead(int parallel) {
        api.reactions = onStatus(410, Reactions.Action.STOP);
        api.server.on(
                "/w",
                r -> r.query().get("day").equals("2026-11-19")
                        ? Reply.of(410, "")
                        : Reply.json("{\"items\": [\"" + r.query().get("day") + "\"]}"));

        assertThat(api.records(days().withParallel(parallel))).containsExactly("\"2026-11-18\"");
        if (parallel == 1) {
            assertThat(api.server.requests()).hasSize(2);
        }
    }

    @Test
    void pagesThatCountEndThereToo() {
        api.reactions = onStatus(404, Reactions.Action.IGNORE);
        api.server.on(
                "/p",
                r -> r.query().get("page").equals("2")
                        ? Reply.of(404, "no such page")
                        : Reply.json("{\"items\": [" + r.query().get("page") + "]}"));
        Stops none = new Stops(Optional.empty(), Optional.empty(), java.util.OptionalInt.empty(), false);

        assertThat(api.records(api.get("/p", new Paginator.PageNumber("page", 0, none))))
                .containsExactly("0", "1");
    }

    @Test
    void anIgnoredFirstAnswerDoesNotDecideHowPagesFollow() {
        api.reactions = onStatus(404, Reactions.Action.IGNORE);
        api.server.on(
                "/w",
                Reply.of(404, ""),
                Reply.json("{\"items\": [1], \"next\": \"/w?p=2\"}"),
                Reply.json("{\"items\": [2]}"));

        assertThat(api.records(windowed(new Paginator.Auto()))).containsExactly("1", "2", "2");
    }

    @Test
    void aStatusMayBeAskedAgain() {
        api.reactions = onStatus(404, Reactions.Action.RETRY);
        api.server.on("/a", Reply.of(404, "not yet").header("Retry-After", "7"), Reply.json("{\"items\": [1]}"));

        assertThat(api.records(api.get("/a", new Paginator.SinglePage()))).containsExactly("1");
        assertThat(api.pauses).containsExactly(java.time.Duration.ofSeconds(7));
    }

    @Test
    void aStatusMayBeAnErrorAtOnce() {
        api.reactions = onStatus(503, Reactions.Action.FAIL);
        api.server.on("/a", Reply.of(503, "closed for good"));

        assertThatThrownBy(() -> api.records(api.get("/a", new Paginator.SinglePage())))
                .isInstanceOf(TerminalFailure.class)
                .hasMessage("GET " + api.server.url("/a") + " answered 503: closed for good");
        assertThat(api.pauses).isEmpty();
    }

    @Test
    void anErrorMayComeWithStatus200() {
        api.reactions = onText(Reactions.Action.FAIL, "\"ok\": false");
        api.server.on("/a", Reply.json("{\"ok\": false, \"error\": \"invalid_auth\", \"items\": []}"));

        assertThatThrownBy(() -> api.records(api.get("/a", new Paginator.SinglePage())))
                .isInstanceOf(TerminalFailure.class)
                .hasMessage("GET " + api.server.url("/a")
                        + " answered 200: {\"ok\": false, \"error\": \"invalid_auth\", \"items\": []}");
    }

    @Test
    void textGoesBeforeStatus() {
        api.reactions = new Reactions(
                Map.of(403, Reactions.Action.FAIL), Map.of(Reactions.Action.RETRY, "secondary rate limit"));
        api.server.on("/a", Reply.of(403, "a secondary rate limit"), Reply.json("{\"items\": [1]}"));

        assertThat(api.records(api.get("/a", new Paginator.SinglePage()))).containsExactly("1");
    }

    @Test
    void onlyTheBeginningIsSearchedAndAllOfItIsRead() {
        api.reactions = onText(Reactions.Action.FAIL, "error");
        String padding = "\"" + "x".repeat(Reactions.SEARCHED) + "\"";
        api.server.on("/a", Reply.json("{\"items\": [" + padding + ", \"error\"]}"));

        assertThat(api.records(api.get("/a", new Paginator.SinglePage()))).containsExactly(padding, "\"error\"");
    }

    @Test
    void aTextThatNeverPassesIsToldAsAnswered() {
        api.reactions = onText(Reactions.Action.RETRY, "busy");
        api.server.on("/a", Reply.json("{\"error\": \"busy\"}"));

        assertThatThrownBy(() -> api.records(api.get("/a", new Paginator.SinglePage())))
                .isInstanceOf(TransientFailure.class)
                .hasMessage("GET " + api.server.url("/a") + " answered 200: {\"error\": \"busy\"}, tried 3 times");
    }

    private RestResource days() {
        return windowed(new Paginator.SinglePage());
    }

    private RestResource windowed(Paginator paginator) {
        return new RestResource(
                new RestTemplate(api.server.url("/w").toString(), Map.of("day", "{window.start}"), Map.of()),
                Optional.of(JsonPath.parse("$.items")),
                paginator,
                Optional.of(new Windows("2026-11-18", Optional.empty(), Optional.of("P1D"))),
                Optional.empty());
    }

    private static Reactions onStatus(int status, Reactions.Action action) {
        return new Reactions(Map.of(status, action), Map.of());
    }

    private static Reactions onText(Reactions.Action action, String text) {
        return new Reactions(Map.of(), Map.of(action, text));
    }
}
