package io.wadi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.cli.Project.Outcome;
import io.wadi.flow.run.Voice;
import io.wadi.flow.store.Logs;
import io.wadi.flow.store.RunStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** What routes and code log in a run: it is in that run's log, and what routes say is shown. */
class RunLogTest {
    private static final String SECRET = "s3cret-of-the-shop";

    private Project project;

    @BeforeEach
    void start(@TempDir Path home) {
        project = new Project(home)
                .file("routes/pipelines/things.camel.yaml", """
                        - route:
                            id: pipeline-things
                            from:
                              uri: direct:pipeline-things
                              steps:
                                - log: "hello ${variable.who}"
                                - log: {message: "behind ${variable.who}", loggingLevel: DEBUG}
                                - log: {message: "beware", loggingLevel: WARN, logName: org.apache.camel.mine}
                                - log: "the key is %s"
                                - to: wadi-source:things
                                - to: "log:parts?showBodyType=false&showBody=false&showExchangePattern=true"
                                - to: wadi-load:things?dataset=things
                        """.formatted(SECRET))
                .file("routes/sources/things.camel.yaml", """
                        - route:
                            id: source-things
                            from:
                              uri: wadi-source:things
                              steps:
                                - setBody: {constant: '[{"id": 1}, {"id": 2}]'}
                                - to: {uri: "wadi-records:things", parameters: {through: "direct:each", "mask.id": hash}}
                        - route:
                            id: each
                            from:
                              uri: direct:each
                              steps:
                                - log: "a page"
                        """)
                .file("secrets.properties", "wadi.mask.key=" + SECRET + "\n");
    }

    private Outcome run(String... more) {
        List<String> args = new ArrayList<>(
                List.of("run", "things", "-p", "who=world", "--destination", "duckdb://" + project.database));
        args.addAll(List.of(more));
        return project.wadi(args.toArray(String[]::new));
    }

    private List<String> stored() {
        try (RunStore store = RunStore.file(project.home.resolve("work").resolve("runs.sqlite"))) {
            String run = project.wadi("runs", "--json").out().replaceAll("(?s).*\"id\":\"([^\"]+)\".*", "$1");
            return store.logs().after(run, 0, 100).stream()
                    .map((Logs.Line line) -> line.level() + " " + line.text())
                    .toList();
        }
    }

    @Test
    void whatRoutesLogIsInTheRunsLogAndShown() {
        Outcome outcome = run();

        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(stored())
                .containsSubsequence(
                        "INFO hello world",
                        "WARN beware",
                        "INFO parts: Exchange[ExchangePattern: InOnly]",
                        "INFO a page")
                .anyMatch(line -> line.startsWith("INFO ✓ things done in"))
                .noneMatch(line -> line.contains("behind"));
        assertThat(outcome.err())
                .containsPattern("  [0-9a-f]{8} things  hello world\n")
                .contains("  WARN beware");
        assertThat(run("--quiet").err()).isEmpty();
    }

    /** Threads of Camel's pools, which wait for the next exchange of any run. */
    @Test
    void stepsBesideTheRoadSpeakForTheRunToo() {
        project.file("routes/pipelines/things.camel.yaml", """
                - route:
                    id: pipeline-things
                    from:
                      uri: direct:pipeline-things
                      steps:
                        - split:
                            constant: "a,b,c"
                            parallelProcessing: true
                            steps:
                              - log: "part ${body} of ${variable.who}"
                        - multicast:
                            parallelProcessing: true
                            steps:
                              - to: "log:beside?showBodyType=false&showBody=false&showExchangePattern=true"
                        - to: wadi-source:things
                        - to: wadi-load:things?dataset=things
                """);

        assertThat(run().code()).isZero();
        assertThat(stored())
                .contains("INFO part a of world", "INFO part b of world", "INFO part c of world")
                .contains("INFO beside: Exchange[ExchangePattern: InOnly]");
    }

    /** The thread that takes from a queue began before any run did. */
    @Test
    void whatPassesAQueueSpeaksForTheRunToo() {
        project.file("routes/pipelines/things.camel.yaml", """
                - route:
                    id: pipeline-things
                    from:
                      uri: direct:pipeline-things
                      steps:
                        - to: "seda:aside?waitForTaskToComplete=Always"
                        - to: wadi-source:things
                        - to: wadi-load:things?dataset=things
                - route:
                    id: aside
                    from:
                      uri: seda:aside
                      steps:
                        - log: "aside, for ${variable.who}"
                        - to: "log:aside?showBodyType=false&showBody=false&showExchangePattern=true"
                """);

        assertThat(run().code()).isZero();
        assertThat(stored())
                .contains("INFO aside, for world")
                .anyMatch(line -> line.startsWith("INFO aside: Exchange["));
    }

    @Test
    void aWarningStandsInItOnce() {
        project.file("routes/sources/things.camel.yaml", """
                - route:
                    id: source-things
                    from:
                      uri: wadi-source:things
                      steps:
                        - setBody: {constant: '[{"id": 1, "userId": 7, "user_id": 8}]'}
                        - to: wadi-records:things
                """);

        assertThat(run().out()).contains("  ! ");
        assertThat(stored())
                .anyMatch(line -> line.startsWith("INFO ✓ things done with warnings"))
                .filteredOn(line -> line.contains("userId"))
                .singleElement()
                .asString()
                .startsWith("WARN ");
    }

    @Test
    void theirLevelIsThatOfAJsonLine() {
        assertThat(run("--log-format", "json").err().lines())
                .anyMatch(line -> line.contains("\"level\":\"WARN\"") && line.contains("\"text\":\"beware\""));
        System.clearProperty(LogFormat.PROPERTY);
    }

    @Test
    void aSecretIsLeftOut() {
        assertThat(run().err()).contains("the key is ***").doesNotContain(SECRET);
        assertThat(stored()).contains("INFO the key is ***");
    }

    @Test
    void whatCodeWarnsOfIsHeardWithoutWhatItThrew() {
        List<Voice.Line> heard = new ArrayList<>();
        try (Voice voice = Voice.of("r1", "things")) {
            voice.heardBy(heard::add);
            LoggerFactory.getLogger("org.example.Client")
                    .warn("slow", new IllegalStateException("a value of somebody's"));
        }
        LoggerFactory.getLogger("org.example.Client").warn("of no run");

        assertThat(heard)
                .containsExactly(
                        new Voice.Line("WARN", "org.example.Client: slow (java.lang.IllegalStateException)", false));
    }
}
