package io.wadi.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Deadline;
import io.wadi.model.Extraction;
import io.wadi.model.Mask;
import io.wadi.model.TerminalFailure;
import io.wadi.model.TransientFailure;
import io.wadi.model.WriteDisposition;
import io.wadi.testing.Reply;
import io.wadi.testing.ScriptedServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Resources made of what endpoints leave that know nothing of Wadi. */
class RecordsTest {
    private static final String IN_ROUTE = "wadi-records:r of route source-s ";

    private final ScriptedServer server = ScriptedServer.start();

    @TempDir
    private Path home;

    @AfterEach
    void close() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"text", "bytes", "stream", "reader", "tree", "list", "array", "iterator", "javaStream", "map"})
    void whateverHoldsRecordsIsAResource(String body) {
        String selector = body.equals("map") ? "dataSelector: $.data" : "writeDisposition: append";

        assertThat(run(bean(body), selector).records("r"))
                .containsExactly("{\"id\":1,\"name\":\"n1\"}", "{\"id\":2,\"name\":\"n2\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bean", "oneRecord"})
    void beansAndRecordsAreWrittenByJackson(String body) {
        assertThat(run(bean(body), "").records("r")).containsExactly("{\"id\":1,\"name\":\"n1\"}");
    }

    @Test
    void aMapIsOneRecordUnlessASelectorSaysOtherwise() {
        assertThat(run(bean("map"), "").records("r"))
                .containsExactly("{\"data\":[{\"id\":1,\"name\":\"n1\"},{\"id\":2,\"name\":\"n2\"}]}");
        assertThat(run(bean("map"), "dataSelector: auto").records("r")).hasSize(2);
    }

    @Test
    void numbersKeepTheirDigitsAndTimesAreText() {
        assertThat(run(bean("values"), "").records("r"))
                .containsExactly("{\"price\":1.10,\"day\":\"2026-01-02\",\"at\":\"2026-01-02T03:04:05.123456Z\","
                        + "\"sqlDay\":\"2026-01-02\",\"sqlAt\":\"2026-01-02T03:04:05.500Z\",\"nothing\":null}");
    }

    @Test
    void anAnswerOfHttpIsAResourceAndMayBeTwo() {
        server.on("/w", Reply.json("{\"a\": [{\"id\": 1}], \"b\": [{\"id\": 2}, {\"id\": 3}]}"));
        Project.Loaded loaded = project("""
                        - to: "%s/w?bridgeEndpoint=true"
                        - to: "wadi-records:a?dataSelector=$.a"
                        - to: "wadi-records:b?dataSelector=$.b&writeDisposition=replace"
                        """.formatted(server.url())).run(Map.of());

        assertThat(loaded.records("a")).containsExactly("{\"id\": 1}");
        assertThat(loaded.records("b")).containsExactly("{\"id\": 2}", "{\"id\": 3}");
        assertThat(loaded.resource("b").hints().disposition()).isEqualTo(WriteDisposition.REPLACE);
        assertThat(server.count("/w")).isEqualTo(1);
    }

    @Test
    void aLargeAnswerStreamsWhereTheRouteSaysSo() {
        server.on("/w", Reply.json("[{\"id\": 1}]"));
        Project.Loaded loaded = new Project(home)
                .pipeline()
                .file("routes/sources/s.camel.yaml", """
                        - route:
                            id: source-s
                            streamCache: "false"
                            from:
                              uri: wadi-source:s
                              steps:
                                - to: "%s/w?bridgeEndpoint=true&disableStreamCache=true"
                                - to: wadi-records:r
                                - choice:
                                    when:
                                      - simple: "${body} != null"
                                        steps: [{throwException: {exceptionType: java.lang.IllegalStateException}}]
                        """.formatted(server.url()))
                .run(Map.of());

        assertThat(loaded.records("r")).containsExactly("{\"id\": 1}");
    }

    @Test
    void aFileIsAResource() {
        Project.Loaded loaded = project("""
                        - pollEnrich: {simple: "file:%s?fileName=in.json&noop=true", timeout: "5000"}
                        - to: wadi-records:r
                        """.formatted(home))
                .file("in.json", "[{\"id\": 1}, {\"id\": 2}]")
                .run(Map.of());

        assertThat(loaded.records("r")).containsExactly("{\"id\": 1}", "{\"id\": 2}");
    }

    @Test
    void hintsAreThoseOfEveryResource() {
        Project.Loaded loaded = run(bean("list"), "primaryKey: id\nwriteDisposition: merge\nmask.name: drop");

        assertThat(loaded.resource("r").hints().primaryKey()).containsExactly("id");
        assertThat(loaded.resource("r").hints().disposition()).isEqualTo(WriteDisposition.MERGE);
        assertThat(loaded.resource("r").hints().masks()).containsExactly(new Mask("name", Mask.Kind.DROP));
    }

    @Test
    void pagesPassThroughARoute() {
        Project.Loaded loaded = project(bean("list") + "- to: {uri: wadi-records:r, parameters: {through: direct:c}}")
                .file("routes/c.camel.yaml", """
                        - route:
                            id: c
                            from: {uri: direct:c, steps: [{transform: {jq: 'map({n: .id})'}}]}
                        """)
                .run(Map.of());

        assertThat(loaded.records("r")).containsExactly("{\"n\":1}", "{\"n\":2}");
    }

    @Test
    void anIteratorIsReadPageByPageAndClosed() {
        int asked = Bodies.Endless.ASKED.get();
        int closed = Bodies.Endless.CLOSED.get();
        List<Integer> sizes = new ArrayList<>();
        try (WadiContext context = project(
                        "- bean: {beanType: 'io.wadi.camel.Bodies$Endless', method: make}\n- to: wadi-records:r")
                .start()) {
            context.run(
                    Project.loading((source, options) -> {
                        assertThat(Bodies.Endless.ASKED.get()).isEqualTo(asked);
                        try (var pages = source.resources()
                                .get(0)
                                .opener()
                                .open(new Extraction(Optional.empty(), Project.NOW, Deadline.none()))) {
                            sizes.add(pages.next().orElseThrow().records());
                            sizes.add(Bodies.Endless.ASKED.get() - asked);
                        }
                    }),
                    Map.of());
        }

        assertThat(sizes).containsExactly(4, 4);
        assertThat(Bodies.Endless.CLOSED.get()).isEqualTo(closed + 1);
    }

    @Test
    void whatCanBeReadOnceLeavesTheRoute() {
        assertThatThrownBy(() -> project(bean("iterator") + "- to: wadi-records:r\n- to: wadi-records:again")
                        .run(Map.of()))
                .isInstanceOf(TerminalFailure.class)
                .hasMessage("wadi-records:again of route source-s has no body: null");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nothing", "empty", "broken", "number", "opaque", "opaqueList", "failing"})
    void whatCannotBeReadNamesEndpointRouteAndTypeButNoContent(String body) {
        Map<String, String> told = Map.of(
                "nothing", "has no body: null",
                "empty", "(body: java.lang.String) has an empty body",
                "broken", "(body: java.lang.String) is not JSON: there is a syntax error at byte 16",
                "number", "(body: java.lang.Integer) cannot make records of a java.lang.Integer",
                "opaque", "(body: java.lang.Object) cannot make records of a java.lang.Object",
                "opaqueList", "record 2 is a java.lang.Object that cannot be written as JSON",
                "failing", "broke off after 2 records: IllegalStateException");

        assertThatThrownBy(() -> run(bean(body), ""))
                .isInstanceOf(body.equals("failing") ? TransientFailure.class : TerminalFailure.class)
                .hasMessageStartingWith(IN_ROUTE)
                .hasMessageContaining(told.get(body))
                .hasMessageNotContaining("4711");
    }

    @Test
    void aSelectorOfAListIsRefused() {
        assertThatThrownBy(() -> run(bean("list"), "dataSelector: $.data"))
                .isInstanceOf(TerminalFailure.class)
                .hasMessageContaining("has dataSelector $.data, but a list");
    }

    @Test
    void optionsAreStrict() {
        assertThatThrownBy(() -> run(bean("list"), "dataselector: $"))
                .isInstanceOf(ConfigurationFailure.class)
                .hasMessage("unknown option dataselector");
        assertThatThrownBy(() -> run(bean("list"), "dataSelector: '$['"))
                .isInstanceOf(ConfigurationFailure.class)
                .hasMessageContaining("is not a path like");
    }

    @Test
    void aBodyOutsideOfASourceSaysSo() {
        assertThatThrownBy(
                        () -> new Project(home).file("routes/p.camel.yaml", """
                        - route:
                            id: pipeline-p
                            from:
                              uri: direct:pipeline-p
                              steps: [{setBody: {constant: "[]"}}, {to: "wadi-records:r"}]
                        """).run(Map.of()))
                .isInstanceOf(ConfigurationFailure.class)
                .hasMessage("wadi-records:r has no source: no wadi-source was called before it");
    }

    private static String bean(String method) {
        return "- bean: {beanType: 'io.wadi.camel.Bodies', method: " + method + "}\n";
    }

    private Project.Loaded run(String steps, String options) {
        String parameters = options.isEmpty() ? "" : "    parameters:\n" + options.indent(6);
        return project(steps + "- to:\n    uri: wadi-records:r\n" + parameters).run(Map.of());
    }

    private Project project(String steps) {
        return new Project(home).pipeline().source(steps);
    }
}
