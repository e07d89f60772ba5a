package io.wadi.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Value;
import io.wadi.testing.Reply;
import io.wadi.testing.Request;
import io.wadi.testing.ScriptedServer;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What routes say of requests: methods, bodies and placeholders. */
class RequestRouteTest {
    private final ScriptedServer server = ScriptedServer.start();

    @TempDir
    private Path home;

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void aBodyArrivesAsItWasWritten() {
        server.on("/search", Reply.json("{\"results\": [1]}"));
        Project project = project("""
                url: "%s/search"
                method: POST
                paginator: single_page
                query.z: "{now:yyyy-MM-dd'T'HH:mm:ss'Z'}"
                body: |
                  {
                    "q": "a + b & c = 100%% (x)&(y) # 'é' \\"quoted\\" {{brace}}",
                    "variables": {"from": "${variable.from}", "to": "${variable.to}"},
                    "filters": [{"p": "at", "value": "{cursor.start:epoch-millis}"}],
                    "sorts": [{"a": {"b": {"c": 1}}}], "n": {"o": {{n}}},
                    "query": "{items {id {x}}} }}"
                  }
                """);
        project.settings.put("brace", "resolved");
        project.settings.put("n", "5");
        project.run(Map.of("from", "he said \"x\""), Optional.of(new Value.Text("2026-11-20T10:00:00Z")));

        Request request = server.requests().get(0);
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.query()).containsEntry("z", "2026-11-20T10:00:00Z");
        assertThat(request.body())
                .isEqualTo("{\"q\":\"a + b & c = 100% (x)&(y) # 'é' \\\"quoted\\\" resolved\","
                        + "\"variables\":{\"from\":\"he said \\\"x\\\"\"},"
                        + "\"filters\":[{\"p\":\"at\",\"value\":\"1795168800000\"}],"
                        + "\"sorts\":[{\"a\":{\"b\":{\"c\":1}}}],\"n\":{\"o\":5},\"query\":\"{items {id {x}}} }}\"}");
    }

    @Test
    void aCursorGoesIntoTheBody() {
        server.on(
                "/search",
                Reply.json("{\"results\": [1], \"paging\": {\"next\": {\"after\": \"7\"}}}"),
                Reply.json("{\"results\": [2]}"));
        var loaded = project("""
                url: "%s/search"
                method: post
                paginator: cursor
                cursorPath: $.paging.next.after
                cursorBodyPath: $.after
                dataSelector: $.results
                body: '{"limit": 100}'
                """).run(Map.of());

        assertThat(loaded.records("r")).containsExactly("1", "2");
        assertThat(server.requests().get(1).body()).isEqualTo("{\"limit\":100,\"after\":\"7\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "method: PUT                                     | method is 'PUT'",
                "method: POST, body: '{\"a\": }'                 | body: it is not JSON: Unexpected character ('}' (code 125)): expected a valid value (JSON String, Number, Array, Object or token 'null', 'true' or 'false'), at line 1, column 7",
                "method: POST, body: '7'                         | body: it is neither a JSON object nor a list",
                "body: '{}'                                      | body without method: POST",
                "method: POST, body: '{\"a\": \"{cursor.begin}\"}' | body is '{cursor.begin}'",
                "method: POST, body: '{\"a\": \"{now:epoch-milis}\"}' | body: 'epoch-milis' is no way to write a time: Unknown pattern letter: o",
                "query.since: '{cursor.start:iso}'               | query.since: 'iso' is no way to write a time: Unknown pattern letter: i",
                "method: POST, paginator: cursor, cursorBodyPath: $.a, cursorParam: b | cursorBodyPath and cursorParam are both said",
                "paginator: page_number, pageBodyPath: $.a       | pageBodyPath without method: POST",
                "method: POST, paginator: page_number, pageBodyPath: $ | pageBodyPath: a place in the body has a name, such as $.page",
                "method: POST, paginator: offset, limit: 5, offsetBodyPath: $.a.b, body: '{\"a\": 1}' | offsetBodyPath: the body has nothing that $.a.b could be in",
                "method: POST, paginator: cursor, limitBodyPath: $.a | limitBodyPath means nothing to paginator cursor",
                "method: POST, boddy: x                          | unknown option boddy",
            })
    void whatIsWrongFailsTheStart(String options, String what) {
        String lines = options.replaceAll(", (?=[a-zA-Z.]+: )", "\n");
        ConfigurationFailure failure = catchThrowableOfType(
                ConfigurationFailure.class,
                () -> project("url: \"%s/a\"\n" + lines + "\n").start().close());

        assertThat(failure.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.what()).isEqualTo(what));
    }

    private Project project(String options) {
        return new Project(home)
                .pipeline()
                .source("""
                - to:
                    uri: wadi-rest:r
                    parameters:
                """ + options.formatted(server.url()).indent(6));
    }
}
