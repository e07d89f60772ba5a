package io.wadi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.cli.Project.Outcome;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A project of a test with pipeline {@code lab}: its source is whatever steps of Camel the test writes. */
final class Steps {
    final Project project;

    Steps(Path home) {
        this.project = new Project(home);
        project.file("routes/pipelines/lab.camel.yaml", """
                - route:
                    id: pipeline-lab
                    from:
                      uri: direct:pipeline-lab
                      steps:
                        - to: wadi-source:lab
                        - to: wadi-load:lab
                """);
    }

    /** @param more further routes, each from its beginning */
    Steps source(String steps, String... more) {
        project.file("routes/sources/lab.camel.yaml", """
                - route:
                    id: source-lab
                    streamCache: "false"
                    from:
                      uri: wadi-source:lab
                      steps:
                """ + steps.indent(8) + String.join("", more));
        return this;
    }

    /** A route of the source's file. */
    static String route(String name, String steps) {
        return """
                - route:
                    id: %1$s
                    from:
                      uri: direct:%1$s
                      steps:
                """.formatted(name) + steps.indent(8);
    }

    /** A step that calls a bean's method. */
    static String bean(Class<?> type, String method) {
        return "- bean: {beanType: '" + type.getName() + "', method: " + method + "}\n";
    }

    /** A step that makes resource {@code r} of the body. */
    static String records(String... options) {
        String said = String.join("\n", options).indent(6);
        return "- to:\n    uri: wadi-records:r\n" + (options.length == 0 ? "" : "    parameters:\n" + said);
    }

    Outcome run(String... more) {
        return project.wadi(
                Stream.concat(Stream.of("run", "lab", "--destination", "duckdb://" + project.database), Stream.of(more))
                        .toArray(String[]::new));
    }

    Outcome runs(String... more) {
        Outcome outcome = run(more);
        assertThat(outcome.code()).as(outcome.err()).isZero();
        return outcome;
    }

    /** Its rows as text, in order. */
    List<String> rows(String columns) {
        return project.query("SELECT concat_ws(' ', " + columns + ") FROM lab.r ORDER BY 1");
    }
}
