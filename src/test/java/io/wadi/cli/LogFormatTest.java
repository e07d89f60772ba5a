package io.wadi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import io.wadi.cli.Project.Outcome;
import io.wadi.flow.run.Voice;
import io.wadi.testing.Reply;
import io.wadi.testing.ScriptedServer;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --log-format}, and for which run a line speaks. */
class LogFormatTest {

    @TempDir
    Path home;

    @AfterEach
    void asBefore() {
        System.clearProperty(LogFormat.PROPERTY);
    }

    private static LoggingEvent event() {
        LoggingEvent event = new LoggingEvent();
        event.setLoggerContext(new LoggerContext());
        event.setLoggerName("org.example.Client");
        event.setLevel(Level.WARN);
        event.setMessage("slow \"answer\"");
        event.setTimeStamp(0);
        return event;
    }

    @Test
    void aLineSaysItsRunAndItsPipeline() {
        try (Voice voice = Voice.of("20261122T120000Z-0a1b2c3d", "products")) {
            assertThat(voice.brief()).isEqualTo("0a1b2c3d products");
            assertThat(new LogLine(LogFormat.TEXT).doLayout(event()).strip())
                    .isEqualTo("1970-01-01T00:00:00.000Z WARN  0a1b2c3d products org.example.Client - slow \"answer\"");
            assertThat(new LogLine(LogFormat.JSON).doLayout(event()).strip())
                    .isEqualTo("{\"at\":\"1970-01-01T00:00:00.000Z\",\"level\":\"WARN\","
                            + "\"run\":\"20261122T120000Z-0a1b2c3d\",\"pipeline\":\"products\","
                            + "\"text\":\"slow \\\"answer\\\"\",\"logger\":\"org.example.Client\"}");
        }
        assertThat(new LogLine(LogFormat.TEXT).doLayout(event())).contains("WARN  org.example.Client");
    }

    @Test
    void workersSpeakForTheRunThatStartedThemUntilItHasEnded() throws Exception {
        ExecutorService workers = Executors.newSingleThreadExecutor();
        try {
            try (Voice voice = Voice.of("r1", "products")) {
                assertThat(workers.submit(Voice::current).get()).map(Voice::run).contains(voice.run());
                try (Voice inner = Voice.of("r2", "other")) {
                    assertThat(Voice.current()).contains(inner);
                }
                assertThat(Voice.current()).contains(voice);
            }
            assertThat(workers.submit(Voice::current).get())
                    .as("the thread lives on, and the run does not")
                    .isEqualTo(Optional.empty());
        } finally {
            workers.shutdown();
        }
    }

    @Test
    void whatHappensOnTheWayIsAnObjectALine() throws Exception {
        try (ScriptedServer server = ScriptedServer.start()) {
            server.on("/events", Reply.of(503, "down"), Reply.json("{\"pages\": 1, \"data\": [{\"id\": 1}]}"));
            Project project = new Project(home)
                    .events(server.url("/events"), "retries: 0")
                    .flow()
                    .file("deployments.yaml", "deployments:\n  - {name: daily, pipeline: events}\n");

            Outcome json = project.wadi(
                    "run", "daily", "--log-format", "json", "--destination", "duckdb://" + project.database);

            assertThat(json.code()).isZero();
            assertThat(json.err().lines())
                    .anyMatch(line -> line.matches("\\{\"at\":\"[^\"]+\",\"level\":\"INFO\",\"run\":\"[^\"]{25}\","
                            + "\"pipeline\":\"events\",\"text\":\"attempt 1 of 4 failed: .*\"}"))
                    .allMatch(line -> line.startsWith("{\"at\":"));
            assertThat(json.out().lines()).singleElement().asString().startsWith("{\"outcome\":\"done\"");
        }
    }

    @Test
    void aFailureNamesItsRun() {
        Project project = new Project(home).events("http://127.0.0.1:1/", "retries: 0");

        assertThat(project.run().err()).containsPattern("  run    \\d{8}T\\d{6}Z-[0-9a-f]{8} of events");
        assertThat(project.run("--log-format=json").out())
                .contains("\"outcome\":\"failed\"", "\"pipeline\":\"events\"");
        assertThat(project.wadi("run", "nobody", "--log-format", "json").out()).contains("\"outcome\":\"failed\"");
        assertThat(project.wadi("run", "events", "--log-format", "xml").code()).isEqualTo(2);
    }
}
