package io.wadi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.cli.Project.Outcome;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A project of a test with pipeline {@code orders}: its source {@code shop} reads files. */
final class Orders {
    final Project project;
    private final Path home;

    Orders(Path home) {
        this.home = home;
        this.project = new Project(home);
        project.file("routes/pipelines/orders.camel.yaml", """
                - route:
                    id: pipeline-orders
                    from:
                      uri: direct:pipeline-orders
                      steps:
                        - to: wadi-source:shop
                        - to: wadi-load:orders?dataset=shop
                """);
    }

    /** The source reads {@code in} with all folders below it. */
    void source(String... options) {
        reads(home + "/in/**/*.csv", options);
    }

    void reads(String path, String... options) {
        String parameters = "path: \"" + path + "\"\n" + String.join("\n", options);
        project.file("routes/sources/shop.camel.yaml", """
                - route:
                    id: source-shop
                    from:
                      uri: wadi-source:shop
                      steps:
                        - to:
                            uri: wadi-files:orders
                            parameters:
                """ + parameters.indent(14));
    }

    void arrives(String name, String rows) {
        project.file("in/" + name, "id,name\n" + rows);
    }

    Outcome run(String... more) {
        String[] command = Stream.concat(
                        Stream.of("run", "orders", "--destination", "duckdb://" + project.database), Stream.of(more))
                .toArray(String[]::new);
        return project.wadi(command);
    }

    Outcome runs(String... more) {
        Outcome outcome = run(more);
        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(outcome.out()).doesNotContain("warnings");
        return outcome;
    }

    List<String> ids() {
        return project.query("SELECT id FROM shop.orders ORDER BY id");
    }
}
