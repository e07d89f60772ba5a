package io.wadi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.cli.Project.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./wadi prove} on a pipeline of the project's: its source is read, and nothing else of it is touched. */
class ProveCommandTest {
    @TempDir
    Path home;

    private Project project() {
        Orders orders = new Orders(home);
        orders.reads(home + "/in/*.jsonl", "afterLoad: delete");
        return orders.project.file("in/a.jsonl", "{\"id\":1,\"lines\":[{\"n\":1}]}\n{\"id\":2,\"lines\":[]}\n");
    }

    @Test
    void aRouteThatDoesMoreThanReadAndLoadIsRefused() throws IOException {
        Project project = project();
        Files.writeString(
                home.resolve("routes/pipelines/orders.camel.yaml"),
                "        - setBody: {constant: grant}\n        - to: jdbc:snowflake\n",
                StandardOpenOption.APPEND);

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
