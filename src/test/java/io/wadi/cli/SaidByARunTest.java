package io.wadi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.testing.Reply;
import io.wadi.testing.ScriptedServer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code run --set resource.NAME.OPTION=VALUE}, and what a run before it left. */
class SaidByARunTest {
    private ScriptedServer server;
    private Project project;

    @BeforeEach
    void start(@TempDir Path home) throws Exception {
        server = ScriptedServer.start();
        server.on("/events", Reply.json("{\"pages\":1,\"data\":[{\"id\":7,\"l\":[1]}]}"));
        project = new Project(home).events(server.url("/events"));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aRunReplacesWhatOthersAppend() {
        assertThat(project.run().code()).isZero();
        server.on("/events", Reply.json("{\"pages\":1,\"data\":[{\"id\":9}]}"));
        assertThat(project.run("--set", "resource.events.writeDisposition=replace")
                        .code())
                .isZero();

        assertThat(project.query("SELECT id FROM shop.events")).containsExactly("9");
        assertThat(project.query("SELECT count(*) FROM shop.events__l")).containsExactly("0");
    }

    @Test
    void whatIsSaidOfAllResourcesHolds() {
        assertThat(project.run("--set", "maxNesting=0").code()).isZero();

        assertThat(project.query("SELECT l FROM shop.events")).containsExactly("[1]");
    }

    @Test
    void anUnknownResourceIsRefusedWithTheNearest() {
        Project.Outcome outcome = project.run("--set", "resource.event.writeDisposition=replace");

        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err())
                .contains("resource.event.writeDisposition is of no resource of the source")
                .contains("at     --set")
                .contains("did you mean resource.events.writeDisposition?");
        assertThat(project.database).doesNotExist();
    }

    /** Were it taken for a property that nobody reads, a mask would be missing. */
    @ParameterizedTest
    @ValueSource(strings = {"mask.email=redact", "cursor.end=9", "window.start=2024-01-01", "through=direct:a"})
    void whatIsAboutReadingIsRefusedHere(String option) {
        Project.Outcome outcome = project.run("--set", option);

        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err())
                .contains(
                        "✗ " + option.replaceFirst("=.*", "") + " cannot be said here", "say it in the source's route");
        assertThat(project.database).doesNotExist();
    }

    /** A property that a route reads stays one, though it resembles an option. */
    @Test
    void aPropertyIsStillAProperty() {
        project.events(server.url("/") + "{{contrct}}");

        assertThat(project.run("--set", "contrct=events").code()).isZero();
        assertThat(project.run("--set", "contrct=events", "--set", "contact=freeze")
                        .err())
                .contains("did you mean contract?");
    }

    @Test
    void whatARunLeftThatWroteOtherwiseIsNotThisRun() {
        assertThat(project.wadi("extract", "events", "--destination", "duckdb://" + project.database)
                        .code())
                .isZero();
        server.on("/events", Reply.json("{\"pages\":1,\"data\":[{\"id\":9}]}"));

        assertThat(project.run("--set", "writeDisposition=replace").code()).isZero();
        assertThat(project.query("SELECT id FROM shop.events")).containsExactly("9");
    }
}
