package io.wadi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.cli.Project.Outcome;
import io.wadi.testing.Reply;
import io.wadi.testing.ScriptedServer;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers without records are told from answers that have nothing where records should be. */
class NothingThereTest {
    @TempDir
    private Path home;

    private Outcome run(int status, String answer) throws Exception {
        try (ScriptedServer server = ScriptedServer.start()) {
            server.on("/events", Reply.of(status, answer));
            Project project = new Project(home).file("routes/events.camel.yaml", """
                    - route:
                        id: source-events
                        from:
                          uri: wadi-source:events
                          steps:
                            - to: "wadi-rest:events?url=%s&dataSelector=$.data"
                    - route:
                        id: pipeline-events
                        from:
                          uri: direct:pipeline-events
                          steps:
                            - to: wadi-source:events
                            - to: wadi-load:events
                    """.formatted(server.url("/events")));
            return project.wadi("run", "events", "--destination", "duckdb://" + project.database);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"error\":\"quota exceeded\"}", "{}", "null"})
    void theRunWarnsWhereNoAnswerHasThePlace(String answer) throws Exception {
        Outcome outcome = run(200, answer);

        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(outcome.out())
                .contains("done with warnings", "no rows came from the source")
                .containsOnlyOnce("answered with nothing at $.data, not even an empty list")
                .contains("! GET http", "/events answered");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"200 | {\"data\":[]}", "200 | {\"data\":null}", "204 | ''"})
    void andIsContentWithNone(int status, String answer) throws Exception {
        Outcome outcome = run(status, answer);

        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(outcome.out()).contains("✓ events done in", "no rows came from the source");
    }
}
