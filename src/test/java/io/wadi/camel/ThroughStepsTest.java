package io.wadi.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Explanation;
import io.wadi.model.TerminalFailure;
import io.wadi.model.TransientFailure;
import io.wadi.testing.Reply;
import io.wadi.testing.ScriptedServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Steps of an integrator's own in a route that pages pass, and what goes wrong in one. */
class ThroughStepsTest {
    private final ScriptedServer server = ScriptedServer.start();

    @TempDir
    private Path home;

    @BeforeEach
    void twoPages() {
        server.on(
                "/r",
                Reply.json("{\"items\": [{\"id\": 1}, {\"id\": 2}], \"next\": \"/r?page=2\"}"),
                Reply.json("{\"items\": [{\"id\": 3}]}"));
    }

    @AfterEach
    void close() {
        server.close();
    }

    /** What an integrator writes in Java. */
    public static final class Steps {
        public List<Map<String, Object>> list(List<Map<String, Object>> page) {
            page.forEach(record -> record.put("seen", true));
            return page;
        }

        public JsonNode tree(JsonNode page) {
            page.forEach(record -> ((ObjectNode) record).put("seen", true));
            return page;
        }

        public Object nothing(List<?> page) {
            return null;
        }

        public List<?> noRecords(List<?> page) {
            return List.of();
        }

        public Object thread(List<?> page) {
            return Thread.currentThread();
        }

        public List<?> opaque(List<?> page) {
            return List.of(new Object());
        }

        public void raise(List<?> page) throws IOException {
            throw new IOException("secret 4711");
        }

        public void pass(List<?> page) {
            throw new TransientFailure(Explanation.of("the lookup service is down"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"list", "tree"})
    void aMethodGetsThePageAsListsAndMapsOrAsATree(String method) {
        assertThat(project(bean(method)).run(Map.of()).records("r"))
                .containsExactly("{\"id\":1,\"seen\":true}", "{\"id\":2,\"seen\":true}", "{\"id\":3,\"seen\":true}");
    }

    @Test
    void aPageIsSplitFilteredAndGatheredAgain() {
        assertThat(project("""
                        - split:
                            simple: "${bodyAs(java.util.List)}"
                            aggregationStrategy: "#class:org.apache.camel.processor.aggregate.GroupedBodyAggregationStrategy"
                            steps:
                              - setBody: {simple: "${body[id]}"}
                        """).run(Map.of()).records("r")).containsExactly("1", "2", "3");
    }

    @Test
    void aFilterLeavesThePageAsItWasWhenItDoesNotMatch() {
        assertThat(project("""
                        - filter:
                            jq: 'length > 1'
                            steps: [{transform: {jq: 'map(select(.id > 1))'}}]
                        """).run(Map.of()).records("r").stream().map(r -> r.replace(" ", "")))
                .containsExactly("{\"id\":2}", "{\"id\":3}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nothing", "noRecords"})
    void aRouteMayLeaveNoRecords(String method) {
        assertThat(project(bean(method)).run(Map.of()).records("r")).isEmpty();
        assertThat(server.count("/r")).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "thread | left a body of java.lang.Thread",
                "opaque | left a body of java.util.ImmutableCollections$List12",
                "raise  | failed: IOException",
            })
    void whatIsNoPageNamesPageAndRouteAndNoData(String method, String told) {
        assertThatThrownBy(() -> project(bean(method)).run(Map.of()))
                .isInstanceOf(TerminalFailure.class)
                .hasMessage("page 1 of GET " + server.url("/r") + ", records 1 to 2, through direct:clean " + told);
    }

    @Test
    void aFailureOfARouteKeepsItsKind() {
        assertThatThrownBy(() -> project(bean("pass")).run(Map.of()))
                .isInstanceOf(TransientFailure.class)
                .hasMessage("the lookup service is down");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "split: {simple: '${variable.wadiSource}', steps: [{to: 'wadi-load:p'}]}",
                "multicast: {steps: [{to: 'wadi-load:p'}]}",
            })
    void aSourceIsNotLoadedInParts(String step) {
        Project project = new Project(home)
                .source("- to: {uri: wadi-rest:r, parameters: {url: \"%s/r\"}}".formatted(server.url()))
                .file("routes/p.camel.yaml", """
                        - route:
                            id: pipeline-p
                            from:
                              uri: direct:pipeline-p
                              steps: [{to: wadi-source:s}, {%s}]
                        """.formatted(step));

        assertThatThrownBy(() -> project.run(Map.of())).isInstanceOfSatisfying(ConfigurationFailure.class, failure -> {
            assertThat(failure)
                    .hasMessage("wadi-load:p is called by a part or a copy of the exchange that opened source s:"
                            + " each would load all of it");
            assertThat(failure.explanation().fix().orElse("")).contains("through: direct:NAME");
        });
        assertThat(server.requests()).isEmpty();
    }

    private static String bean(String method) {
        return "- bean: {beanType: 'io.wadi.camel.ThroughStepsTest$Steps', method: " + method + "}\n";
    }

    private Project project(String steps) {
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
                        """ + steps.indent(8));
    }
}
