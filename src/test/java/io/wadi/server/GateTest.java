package io.wadi.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wadi.model.ConfigurationFailure;
import io.wadi.server.ApiSettings.Address;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets in, and who does not. */
class GateTest {
    private static final Gate OPEN = new Gate(Tokens.NONE);
    private static final Gate GUARDED = new Gate(Served.TOKENS);

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1:7080", "localhost", "LOCALHOST:1", "[::1]:7080"})
    void withoutTokensThisMachineIsServed(String host) {
        assertThat(OPEN.admit(asks("GET", "host", host)).role()).isEqualTo(Role.EDITOR);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "127.0.0.1.evil.example",
                "localhost.",
                "127.0.0.1@evil.example",
                "0.0.0.0",
                "127.0.0.1, x",
                ""
            })
    void anotherNameOfThisMachineIsARebindingOfIts(String host) {
        assertRefused(OPEN, asks("GET", "host", host), 403);
    }

    @Test
    void aRequestWithoutAHostIsRefused() {
        assertRefused(OPEN, new Request("GET", "/api/v1/runs", "", Map.of(), ""), 403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://evil.example", "null", "http://127.0.0.1:8080", "http://evil.example/127.0.0.1:7080"})
    void aPageOfAnotherOriginChangesNothing(String origin) {
        assertRefused(
                OPEN,
                asks("POST", "host", "127.0.0.1:7080", "origin", origin, "content-type", "application/json"),
                403);
    }

    @Test
    void aPageOfThisOriginMay() {
        OPEN.admit(asks(
                "POST",
                "host",
                "127.0.0.1:7080",
                "origin",
                "http://127.0.0.1:7080",
                "content-type",
                "application/json; charset=utf-8"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "application/jsonp"})
    void aFormChangesNothing(String type) {
        assertRefused(OPEN, asks("POST", "host", "localhost", "content-type", type), 415);
        assertRefused(OPEN, asks("DELETE", "host", "localhost"), 415);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Bearer wadi_viewer2", "Bearer ", "Basic wadi_viewer", "wadi_viewer", "Bearer wadi_viewer, x"})
    void whatIsNoTokenIsRefused(String header) {
        assertRefused(GUARDED, asks("GET", "host", "127.0.0.1", "authorization", header), 401);
    }

    @Test
    void withTokensEveryPathNeedsOne() {
        for (String path : new String[] {
            "/api/v1/runs", "/api/v1/openapi.json", "/api/v1/health", "/api/v1/runs/ready", "/", "/observe/health"
        }) {
            assertRefused(GUARDED, new Request("GET", path, "", Map.of("host", "127.0.0.1"), ""), 401);
        }
    }

    @Test
    void aTokenSaysWhoAsks() {
        Caller caller =
                GUARDED.admit(asks("GET", "host", "wadi.example", "authorization", "bearer " + Served.OPERATOR));
        assertThat(caller).isEqualTo(new Caller("ci", Role.OPERATOR));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "192.0.2.1", "::", "wadi.example"})
    void elsewhereItStartsOnlyWithTokens(String host) {
        Address there = new Address(host, 7080);
        Address here = new Address("127.0.0.1", 9876);
        assertThatThrownBy(() -> settings(there, here, Tokens.NONE))
                .isInstanceOf(ConfigurationFailure.class)
                .hasMessageContaining("wadi.server.host=" + host);
        assertThatThrownBy(() -> settings(new Address("127.0.0.1", 7080), new Address(host, 9876), Tokens.NONE))
                .hasMessageContaining("camel.management.host=" + host);
        assertThat(settings(there, here, Served.TOKENS).api().isLocal()).isFalse();
    }

    @Test
    void theApiAndHealthDoNotShareAPort() {
        Address same = new Address("127.0.0.1", 7080);
        assertThatThrownBy(() -> settings(same, same, Tokens.NONE)).hasMessageContaining("same port: 7080");
    }

    @ParameterizedTest
    @CsvSource({"ci:operator:HASH, true", "ci:admin:HASH, false", "ci:operator:12, false", "c i:viewer:HASH, false"})
    void anEntryThatIsNoneIsRefusedAndNotShown(String entry, boolean good) {
        String text = entry.replace("HASH", Token.digest("secret"));
        if (good) {
            assertThat(Tokens.read(text, "secrets").find("secret")).contains(new Caller("ci", Role.OPERATOR));
        } else {
            assertThatThrownBy(() -> Tokens.read(text, "secrets"))
                    .hasMessageStartingWith("token 1 is not")
                    .hasMessageNotContaining(text);
        }
    }

    @Test
    void entriesStandWithCommasOrLinesBetweenAndEachNameOnce() {
        String one = Token.of(new Caller("a", Role.VIEWER), "1").entry();
        String two = Token.of(new Caller("b", Role.EDITOR), "2").entry();
        assertThat(Tokens.read(one + ",\n " + two + "\n", "secrets").all()).hasSize(2);
        assertThatThrownBy(() -> Tokens.read(one + "," + one, "secrets"))
                .hasMessageContaining("two tokens are called a");
    }

    private static ApiSettings settings(Address api, Address observed, Tokens tokens) {
        return new ApiSettings(api, observed, tokens, "1", Optional.empty(), "n", false);
    }

    private static Request asks(String method, String... headers) {
        Map<String, String> all = new HashMap<>();
        for (int i = 0; i < headers.length; i += 2) {
            all.put(headers[i], headers[i + 1]);
        }
        return new Request(method, "/api/v1/runs", "", all, "");
    }

    private static void assertRefused(Gate gate, Request request, int status) {
        assertThatThrownBy(() -> gate.admit(request))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        e -> assertThat(e.problem().kind().status()).isEqualTo(status));
    }
}
