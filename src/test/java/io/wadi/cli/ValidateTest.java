package io.wadi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValidateTest {
    private static final String PIPELINE = """
            - route:
                id: pipeline-shop
                from:
                  uri: direct:pipeline-shop
                  steps:
                    - to: wadi-source:shop
                    - to: wadi-load:shop?dataset=shop
            """;
    private static final String SOURCE = """
            - route:
                id: source-shop
                from:
                  uri: wadi-source:shop
                  steps:
                    - to:
                        uri: wadi-rest:orders
                        parameters:
                          url: "{{shop.url}}/orders"
                          writeDisposition: append
                          primaryKey: id
                          mask.id: hash
            """;

    private Project project;

    @BeforeEach
    void aPipelineWithNothingWrong(@TempDir Path home) {
        project = new Project(home)
                .file("application.properties", "shop.url=https://shop.example.com\nwadi.destination={{env:X}}\n")
                .file("routes/pipelines/shop.camel.yaml", PIPELINE)
                .file("routes/sources/shop.camel.yaml", SOURCE);
    }

    @Test
    void whatIsRightIsCounted() throws IOException {
        assertThat(project.wadi("validate")).isEqualTo(new Project.Outcome(0, "✓ 1 pipeline, 1 source\n", ""));
        assertThat(json("validate", "shop", "--json").toString())
                .isEqualTo("{\"outcome\":\"valid\",\"pipelines\":1,\"sources\":1}");
    }

    @Test
    void everyMistakeIsFoundInOneGoByFileAndLine() throws IOException {
        project.file("application.properties", """
                shop.url=https://shop.example.com
                # what follows does not belong here
                shop.api-token=hunter2-hunter2
                crm.url=https://me:hunter2@crm.example.com
                """);
        project.file("routes/sources/shop.camel.yaml", """
                - route:
                    id: source-shop
                    descripton: Orders
                    from:
                      uri: wadi-source:shop
                      steps:
                        - to:
                            uri: wadi-rest:orders
                            parameters:
                              url: "{{shop.adress}}/orders"
                              dataSelektor: $.data
                              writeDisposition: apend
                              through: direct:clean-orders
                              mask.id: redact
                              primaryKey: id
                        - to:
                            uri: wadi-rest:events
                            parameters:
                              url: https://me:hunter2@shop.example.com/events
                              header:
                                X-Api-Key: hunter2
                              query.limit: 100
                              cursor.path: at
                              mask.at: hash
                        - to: direct:pipeline-shop
                        - to: wadi-rset:returns?url=x
                """);
        project.file("routes/pipelines/xml.camel.xml", """
                <routes>
                  <route id="source-shop">
                    <from uri="direct:pipeline-xml"/>
                    <onException><exception>java.lang.Exception</exception></onException>
                    <to uri="wadi-source:shop"/>
                    <to uri="wadi-source:xml"/>
                    <to uri="wadi-load:xml?datset=x"/>
                    <to uri="wadi-source:shpo"/>
                  </route>
                  <route id="source-xml">
                    <from uri="wadi-source:xml"/>
                    <to uri="wadi-rest:x?url={{shop.url}}&amp;paginator=cursr&amp;
                             query.access_token=hunter2&amp;
                             through=direct:through-xml"/>
                  </route>
                  <route id="through-xml">
                    <from uri="direct:through-xml"/>
                    <to uri="log:x?showAl=true"/>
                  </route>
                </routes>
                """);
        project.file("routes/flows/nightly.camel.yaml", """
                - route:
                    id: flow-nightly
                    from:
                      uri: direct:flow-nightly
                      steps:
                        - to: wadi-source:shop
                """);

        List<String> found = new ArrayList<>();
        json("validate", "--json")
                .path("problems")
                .forEach(p -> found.add(p.path("at").asText().replaceFirst(" \\(.*", "") + " "
                        + p.path("what").asText()));

        assertThat(found)
                .containsExactly(
                        "application.properties:3 shop.api-token is a secret in plain text",
                        "application.properties:4 crm.url is an address with a secret in plain text",
                        "routes/flows/nightly.camel.yaml:6 a flow calls wadi-source:shop, which belongs to a pipeline",
                        "routes/pipelines/xml.camel.xml:4 an error handler in a route that others call would try a step again and not the run",
                        "routes/pipelines/xml.camel.xml:6 pipeline xml has a second source: wadi-source:xml after wadi-source:shop",
                        "routes/pipelines/xml.camel.xml:7 unknown option datset",
                        "routes/pipelines/xml.camel.xml:8 there is no route from wadi-source:shpo",
                        "routes/pipelines/xml.camel.xml:12 paginator is 'cursr'",
                        "routes/pipelines/xml.camel.xml:13 query.access_token is a secret in plain text",
                        "routes/pipelines/xml.camel.xml:18 unknown option showAl",
                        "routes/sources/shop.camel.yaml:2 id source-shop is there twice, first at routes/pipelines/xml.camel.xml:2",
                        "routes/sources/shop.camel.yaml:3 unknown key descripton",
                        "routes/sources/shop.camel.yaml:10 {{shop.adress}} is not set, which pipeline shop, xml needs",
                        "routes/sources/shop.camel.yaml:11 unknown option dataSelektor",
                        "routes/sources/shop.camel.yaml:12 writeDisposition is 'apend'",
                        "routes/sources/shop.camel.yaml:13 there is no route from direct:clean-orders",
                        "routes/sources/shop.camel.yaml:14 mask.id is redact, and id is a key",
                        "routes/sources/shop.camel.yaml:19 url is an address with a secret in plain text",
                        "routes/sources/shop.camel.yaml:21 X-Api-Key is a secret in plain text",
                        "routes/sources/shop.camel.yaml:24 mask.at is hash, and the same field is the cursor.path",
                        "routes/sources/shop.camel.yaml:25 a source calls direct:pipeline-shop, which is a layer above it",
                        "routes/sources/shop.camel.yaml:26 there is no component wadi-rset");
    }

    @Test
    void fixesNameTheNearest() {
        project.file("routes/sources/shop.camel.yaml", SOURCE.replace("primaryKey", "primarykee"));

        Project.Outcome outcome = project.wadi("validate");

        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).isEqualTo("""
                ✗ unknown option primarykee
                  at     routes/sources/shop.camel.yaml:11 (wadi-rest:orders)
                  fix    did you mean primaryKey?
                """);
    }

    @Test
    void whatOnlyCamelKnowsIsToldToo() {
        project.file("routes/sources/shop.camel.yaml", SOURCE + """
                        - setBody:
                            simple: "${nothing.of.that.kind"
                """.indent(0));

        Project.Outcome outcome = project.wadi("validate");

        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).contains("the routes cannot be used", "at     routes/sources/shop.camel.yaml:2\n");
    }

    @Test
    void aSecretIsNeverRepeated() {
        project.file("application.properties", "shop.url=https://shop.example.com\nshop.password=hunter2\n")
                .file(
                        "routes/sources/shop.camel.yaml",
                        SOURCE + "              header.Authorization: Bearer hunter2hunter2\n");

        Project.Outcome outcome = project.wadi("validate", "--verbose");

        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err())
                .contains("shop.password")
                .contains("header.Authorization")
                .doesNotContain("hunter2");
    }

    @Test
    void onePipelineIsCheckedWithoutTheMistakesOfOthers() {
        project.file(
                "routes/pipelines/other.camel.yaml",
                PIPELINE.replace("-shop", "-other").replace("dataset", "datset"));

        assertThat(project.wadi("validate", "shop").code()).isEqualTo(0);
        assertThat(project.wadi("validate", "other").code()).isEqualTo(2);
        assertThat(project.wadi("validate", "shpo").err()).contains("did you mean shop?");
    }

    @Test
    void aKeyThatIsNotSetIsOneMistakeWithAllItsPlaces() {
        project.file("application.properties", "");
        project.file(
                "routes/sources/shop.camel.yaml",
                SOURCE
                        + SOURCE.replace("source-shop", "source-other")
                                .replace("wadi-source:shop", "wadi-source:other"));

        String told = project.wadi("validate").err();

        assertThat(told.split("\\{\\{shop.url}} is not set", -1)).hasSize(2);
        assertThat(told)
                .containsPattern("at     routes/sources/shop.camel.yaml:\\d+, routes/sources/shop.camel.yaml:\\d+\n");
    }

    @Test
    void aListInPlaceOfARouteIsAMistake() {
        project.file("routes/sources/other.camel.yaml", "- - route:\n      id: source-other\n");

        assertThat(project.wadi("validate").err())
                .contains("a list stands where fields are wanted", "routes/sources/other.camel.yaml:1:3");

        project.file("routes/sources/other.camel.yaml", "- route:\n    - id: source-other\n");

        assertThat(project.wadi("validate").err())
                .contains("a list stands where fields are wanted", "routes/sources/other.camel.yaml:2:5");
    }

    @Test
    void aRunTellsAllMistakesOfItsFilesToo() {
        project.file(
                "routes/sources/shop.camel.yaml",
                SOURCE.replace("append", "apend").replace("shop.url", "shop.adress") + "    descripton: x\n");

        Project.Outcome outcome = project.wadi("run", "shop");

        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).contains("'apend'", "{{shop.adress}} is not set", "unknown key descripton");
    }

    private JsonNode json(String... command) throws IOException {
        return new ObjectMapper().readTree(project.wadi(command).out());
    }
}
