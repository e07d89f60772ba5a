package io.wadi.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Explanation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RouteFilesTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void aPipelineInYamlAndOneInXml() throws IOException {
        file("pipelines/a.camel.yaml", """
                - route:
                    id: pipeline-a
                    description: The first
                    from:
                      uri: direct:pipeline-a
                      steps:
                        - to: wadi-source:a
                        - choice:
                            when:
                              - simple: ${body} != null
                                steps:
                                  - to:
                                      uri: direct://clean?timeout=1
                        - to: wadi-load:a
                """);
        file("sources/a.camel.yaml", """
                - from:
                    uri: wadi-source:a
                    steps:
                      - to:
                          uri: wadi-rest:r
                          parameters:
                            url: http://localhost
                            through: direct:rows
                """);
        file("steps.camel.yaml", route("clean", "direct:clean", "log:x") + route("rows", "direct:rows", "log:x"));
        file("xml/b.camel.xml", """
                <routes xmlns="http://camel.apache.org/schema/xml-io">
                  <route id="pipeline-b">
                    <description>The second</description>
                    <from uri="direct:pipeline-b"/>
                    <to uri="wadi-source:b"/>
                    <filter><simple>true</simple><to uri="direct:clean"/></filter>
                  </route>
                  <route id="source-b"><from uri="wadi-source:b"/><to uri="wadi-rest:x?through=direct:rows&amp;url=u"/></route>
                </routes>
                """);
        file("beans.camel.yaml", "- beans:\n    - {name: b, type: java.lang.Object}\n");
        file("notes.txt", "no routes");
    }

    @Test
    void listsPipelines() {
        assertThat(read().pipelines())
                .containsExactly(
                        new RouteFiles.Pipeline(
                                "a", Optional.of("The first"), new Place("routes/pipelines/a.camel.yaml", 2)),
                        new RouteFiles.Pipeline(
                                "b", Optional.of("The second"), new Place("routes/xml/b.camel.xml", 2)));
    }

    @Test
    void reachesWhatAPipelineCallsAndNothingElse() throws IOException {
        file("sources/unrelated.camel.yaml", route("source-z", "wadi-source:z", "wadi-rest:z?url={{not.set}}"));

        assertThat(names(read().reach("a")))
                .containsExactlyInAnyOrder(
                        "beans.camel.yaml", "pipelines/a.camel.yaml", "steps.camel.yaml", "sources/a.camel.yaml");
        assertThat(names(read().reach("b")))
                .containsExactlyInAnyOrder("beans.camel.yaml", "xml/b.camel.xml", "steps.camel.yaml");
    }

    @Test
    void reachesThroughTemplates() throws IOException {
        file("templates/t.camel.yaml", """
                - routeTemplate:
                    id: load
                    parameters: [{name: name}]
                    route:
                      from:
                        uri: direct:pipeline-{{name}}
                        steps:
                          - to: wadi-source:{{name}}
                """);
        file("pipelines/c.camel.yaml", """
                - templatedRoute:
                    routeTemplateRef: load
                    routeId: pipeline-c
                    parameters: [{name: name, value: c}]
                """);
        file("sources/c.camel.yaml", route("source-c", "wadi-source:c", "log:x"));

        assertThat(read().pipelines()).extracting(RouteFiles.Pipeline::name).contains("c");
        assertThat(names(read().reach("c")))
                .contains("templates/t.camel.yaml", "pipelines/c.camel.yaml", "sources/c.camel.yaml")
                .doesNotContain("sources/a.camel.yaml");
    }

    @Test
    void anUnknownPipelineIsAnsweredWithTheNearest() throws IOException {
        file("pipelines/p.camel.yaml", route("pipeline-products", "direct:pipeline-products", "wadi-source:a"));

        assertThatThrownBy(() -> read().reach("prodcuts"))
                .isInstanceOf(ConfigurationFailure.class)
                .hasMessage("there is no pipeline prodcuts")
                .satisfies(
                        e -> assertThat(((ConfigurationFailure) e).explanation().fix())
                                .contains("did you mean products?"));
        assertThatThrownBy(() -> read().reach("weather"))
                .satisfies(
                        e -> assertThat(((ConfigurationFailure) e).explanation().fix())
                                .contains("there are a, b, products"));
    }

    @Test
    void routesOfOneIdOrOneEndpointAreNamedWithBothPlaces() throws IOException {
        file("z.camel.yaml", route("pipeline-a", "direct:other", "log:x") + route("c2", "direct:clean", "log:x"));

        assertProblems(
                "id pipeline-a is there twice, first at routes/pipelines/a.camel.yaml:2 | routes/z.camel.yaml:2",
                "route from direct:clean is there twice, first at routes/steps.camel.yaml:2 | routes/z.camel.yaml:8");
        assertThatThrownBy(() -> read().reach("a")).isInstanceOf(ConfigurationFailure.class);
    }

    @Test
    void errorHandlersBelongToFlows() throws IOException {
        file("z.camel.yaml", """
                - route:
                    id: z
                    errorHandler:
                      defaultErrorHandler: {}
                    from: {uri: "direct:z", steps: [{to: "log:x"}]}
                - route:
                    id: flow-z
                    errorHandler: {defaultErrorHandler: {}}
                    from: {uri: "direct:flow-z", steps: [{to: "direct:pipeline-a"}]}
                - onException:
                    exception: [java.lang.Exception]
                """);
        file(
                "z.camel.xml",
                "<routes>\n<route id='zx' errorHandlerRef='e'><from uri='direct:zx'/>\n"
                        + "<onException><exception>x</exception></onException><to uri='log:x'/></route>\n</routes>");

        assertProblems(
                "onException for all routes would try the innermost step again and not the run | routes/z.camel.yaml:10",
                "an error handler in a route that others call would try a step again and not the run | routes/z.camel.xml:2",
                "an error handler in a route that others call would try a step again and not the run | routes/z.camel.xml:3",
                "an error handler in a route that others call would try a step again and not the run | routes/z.camel.yaml:3");
    }

    @Test
    void aPipelineHasOneSource() throws IOException {
        file("z.camel.yaml", route("pipeline-z", "direct:pipeline-z", "wadi-source:a", "wadi-source:b"));

        assertProblems("pipeline z has a second source: wadi-source:b after wadi-source:a | routes/z.camel.yaml:7");
    }

    @Test
    void targetsExist() throws IOException {
        file("z.camel.yaml", route("z", "direct:z", "wadi-source:aa", "direct:nowhere", "direct:${variable.x}"));

        assertThat(read().problems())
                .extracting(p ->
                        p.what() + " | " + p.at().orElse("") + " | " + p.fix().orElse(""))
                .containsExactly(
                        "there is no route from wadi-source:aa | routes/z.camel.yaml:6 | did you mean wadi-source:a?",
                        "there is no route from direct:nowhere | routes/z.camel.yaml:7 | add one, or call one of those there are");
    }

    @Test
    void layersDoNotCallUpwards() throws IOException {
        file("z.camel.yaml", route("source-z", "wadi-source:z", "wadi-load:z", "direct:pipeline-a"));

        assertProblems(
                "a source calls wadi-load:z, which is a layer above it | routes/z.camel.yaml:6",
                "a source calls direct:pipeline-a, which is a layer above it | routes/z.camel.yaml:7");
    }

    @Test
    void optionsGivenTwiceAreTold() throws IOException {
        file(
                "z.camel.yaml",
                "- from:\n    uri: direct:z\n    steps:\n      - to:\n          uri: wadi-rest:z\n"
                        + "          parameters:\n            url: a\n            url: b\n");

        assertProblems("option url is there twice | routes/z.camel.yaml:8");
    }

    @Test
    void whatIsNeitherYamlNorXmlIsNamedByItsLineAndDoesNotStopOtherPipelines() throws IOException {
        file("z.camel.yaml", "- route:\n    id: [\n");
        file("z.camel.xml", "<routes>\n<route>\n</routes>");

        assertThat(read().problems())
                .extracting(Explanation::at)
                .containsExactly(Optional.of("routes/z.camel.xml:3"), Optional.of("routes/z.camel.yaml:3"));
        assertThat(read().reach("a")).isNotEmpty();
    }

    @Test
    void aFolderThatIsMissingIsNamed() {
        assertThatThrownBy(() -> RouteFiles.read(folder.resolve("none")))
                .isInstanceOf(ConfigurationFailure.class)
                .hasMessage("there is no folder of routes");
    }

    private void assertProblems(String... problems) {
        assertThat(read().problems())
                .extracting(p -> p.what() + " | " + p.at().orElse(""))
                .containsExactlyInAnyOrder(problems);
    }

    private RouteFiles read() {
        return RouteFiles.read(folder);
    }

    private List<String> names(List<Path> paths) {
        return paths.stream().map(path -> folder.relativize(path).toString()).toList();
    }

    private void file(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static String route(String id, String from, String... targets) {
        StringBuilder text =
                new StringBuilder("- route:\n    id: " + id + "\n    from:\n      uri: " + from + "\n      steps:\n");
        for (String target : targets) {
            text.append("        - to: ").append(target).append('\n');
        }
        return text.toString();
    }
}
