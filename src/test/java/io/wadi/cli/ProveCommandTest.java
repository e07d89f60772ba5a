package io.wadi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.cli.Project.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./wadi prove} on a pipeline of the project's: its source is read, and nothing else of it is touched. */
class ProveCommandTest {
    private static final String PIPELINE = """
            - route:
                id: pipeline-orders
                from:
                  uri: direct:pipeline-orders
                  steps:
                    - to: wadi-source:shop
                    - to: wadi-load:orders?dataset=shop
            """;

    @TempDir
    Path home;

    private Project project() {
        return new Project(home)
                .file("in/a.jsonl", "{\"id\":1,\"lines\":[{\"n\":1}]}\n{\"id\":2,\"lines\":[]}\n")
                .file("routes/pipelines/orders.camel.yaml", PIPELINE)
                .file("routes/sources/shop.camel.yaml", """
                        - route:
                            id: source-shop
                            from:
                              uri: wadi-source:shop
                              steps:
                                - to:
                                    uri: wadi-files:orders
                                    parameters:
                                      path: "%s/in/*.jsonl"
                                      afterLoad: delete
                        """.formatted(home));
    }

    @Test
    void aRouteThatDoesMoreThanReadAndLoadIsRefused() {
        Project project = project()
                .file(
                        "routes/pipelines/orders.camel.yaml",
                        PIPELINE + "        - setBody: {constant: \"grant\"}\n        - to: jdbc:snowflake\n");

        Outcome outcome = project.wadi("prove", "orders");

        assertThat(outcome.code()).isEqualTo(Console.INVALID);
        assertThat(outcome.err()).contains("does more than read and load: jdbc:snowflake", "--with-steps");
        assertThat(home.resolve("in/a.jsonl")).exists();
    }

    @Test
    void aPipelineThatIsNotThereIsTold() {
        assertThat(project().wadi("prove", "order").err()).contains("order", "did you mean orders?");
    }

    @Test
    @Tag("chaos")
    void filesThatAPipelineDeletesStay() throws Exception {
        Project project = project();

        Outcome outcome = project.wadi("prove", "orders", "--json");

        assertThat(outcome.code()).as(outcome.out() + outcome.err()).isZero();
        assertThat(outcome.out()).contains("\"clean\":true", "\"lost\":0", "\"doubled\":0", "COMMITTED");
        assertThat(home.resolve("in/a.jsonl")).exists();
        assertThat(Files.exists(project.database)).isFalse();
    }
}
