package io.wadi.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wadi.model.TerminalFailure;
import io.wadi.testing.Reply;
import io.wadi.testing.ScriptedServer;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pages that pass through a route of the integrator's. */
class ThroughTest {
    private final ScriptedServer server = ScriptedServer.start();

    @TempDir
    private Path home;

    @BeforeEach
    void twoPages() {
        server.on(
                "/r",
                Reply.json("{\"items\": [{\"id\": 1, \"x\": 1.10}, {\"id\":\n 2}], \"next\": \"/r?page=2\"}"),
                Reply.json("{\"items\": [{\"id\": 3}]}"));
    }

    @AfterEach
    void close() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // nothing changes, numbers keep their digits
                "- log: {loggingLevel: DEBUG, message: x}                   | {\"id\": 1, \"x\": 1.10} {\"id\": 2} {\"id\": 3}",
                "- transform: {jq: .}                                       | {\"id\":1,\"x\":1.10} {\"id\":2} {\"id\":3}",
                "- transform: {jq: 'map(select(.id != 2))'}                 | {\"id\":1,\"x\":1.10} {\"id\":3}",
                "- transform: {jq: '.[]'}                                   | {\"id\":1,\"x\":1.10} {\"id\":2} {\"id\":3}",
                "- transform: {jq: '{n: length}'}                           | {\"n\":2} {\"n\":1}",
                "- setBody: {simple: '[{\"text\": 1}]'}                     | {\"text\": 1} {\"text\": 1}",
                "- setBody: {simple: '${null}'}                             | ``",
                "- setBody: {constant: ''}                                  | ``",
                "- setBody: {constant: '[]'}                                | ``",
                "- convertBodyTo: {type: java.util.List}                    | {\"id\":1,\"x\":1.10} {\"id\":2} {\"id\":3}",
                "- convertBodyTo: {type: java.io.InputStream}               | {\"id\": 1, \"x\": 1.10} {\"id\": 2} {\"id\": 3}",
                "- convertBodyTo: {type: com.fasterxml.jackson.databind.JsonNode} | {\"id\":1,\"x\":1.10} {\"id\":2} {\"id\":3}",
                "- setBody: {jq: '[{p: 1}]'}                                | {\"p\":1} {\"p\":1}",
            })
    void whatComesBackIsThePage(String step, String records) {
        Project.Loaded loaded = project(step).run(Map.of());

        assertThat(String.join(" ", loaded.records("r")).replaceAll("\\s+", " "))
                .isEqualTo(records.strip());
    }

    @Test
    void theBodyIsAnArrayOfThePagesRecords() {
        Project.Loaded loaded =
                project("- setBody: {simple: '{\"all\": ${body}}'}").run(Map.of());

        assertThat(String.join("", loaded.records("r")).replaceAll("\\s+", ""))
                .isEqualTo("{\"all\":[{\"id\":1,\"x\":1.10},{\"id\":2}]}{\"all\":[{\"id\":3}]}");
    }

    @Test
    void parametersOfTheRunAreThereToo() {
        Project.Loaded loaded =
                project("- setBody: {simple: '[\"${variable.who}\"]'}").run(Map.of("who", "me"));

        assertThat(loaded.records("r")).containsExactly("\"me\"", "\"me\"");
    }

    @Test
    void anExceptionNamesPageAndRouteAndNoData() {
        assertThatThrownBy(
                        () -> project("- transform: {jq: '.[0].id | fromjson'}").run(Map.of()))
                .isInstanceOf(TerminalFailure.class)
                .hasMessageStartingWith(
                        "page 1 of GET " + server.url("/r") + ", records 1 to 2, through direct:clean failed: ");
    }

    @Test
    void aBodyThatIsNoJsonIsRefused() {
        assertThatThrownBy(() -> project("- setBody: {constant: 'nonsense'}").run(Map.of()))
                .isInstanceOf(TerminalFailure.class)
                .hasMessageStartingWith(
                        "page 1 of GET " + server.url("/r") + ", records 1 to 2, through direct:clean is not JSON");
    }

    private Project project(String step) {
        return new Project(home)
                .pipeline()
                .source("""
                        - to:
                            uri: wadi-rest:r
                            parameters: {url: "%s/r", dataSelector: $.items, through: "direct:clean"}
                        """.formatted(server.url()))
                .file("routes/clean.camel.yaml", """
                        - route:
                            id: clean
                            from:
                              uri: direct:clean
                              steps:
                        """ + step.indent(8));
    }
}
