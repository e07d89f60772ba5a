package io.wadi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.cli.Project.Outcome;
import io.wadi.testing.Reply;
import io.wadi.testing.ScriptedServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./wadi run DEPLOYMENT}, through the flow's own route. */
class DeploymentRunTest {
    private static final Reply GOOD = Reply.json("{\"pages\": 1, \"data\": [{\"id\": 1}, {\"id\": 2}]}");
    private static final Reply DOWN = Reply.of(503, "down");

    @TempDir
    Path home;

    private final ScriptedServer server = ScriptedServer.start();
    private Project project;

    @BeforeEach
    void project() throws IOException {
        project = new Project(home)
                .events(server.url("/events"), "retries: 0")
                .flow()
                .file("deployments.yaml", """
                        deployments:
                          - name: events-hourly
                            pipeline: events
                            schedule: "0 * * * *"
                            retries: {delays: [10s, 30s, 90s], jitter: 0}
                        """);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void isTriedAgainUntilItSucceeds() {
        server.on("/events", DOWN, DOWN, GOOD);

        Outcome outcome = run();

        assertThat(outcome.code()).isZero();
        assertThat(outcome.err())
                .contains("attempt 1 of 4 failed: ", "; again in 10s", "attempt 2 of 4 failed: ", "; again in 30s");
        assertThat(project.waits).containsSequence(Duration.ofSeconds(10), Duration.ofSeconds(30));
        assertThat(project.query("SELECT count(*) FROM shop.events")).containsExactly("2");
    }

    @Test
    void endsWithTheLastFailureAndNothingLoaded() {
        server.on("/events", DOWN);

        Outcome outcome = run();

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(server.count("/events")).isEqualTo(4);
        assertThat(outcome.err()).contains("attempt 3 of 4 failed").doesNotContain("attempt 4 of 4");
        assertThat(outcome.err()).contains("✗ ", "503", "nothing was loaded");
        assertThat(project.contents()).isEmpty();
    }

    @Test
    void aSecondAttemptGoesOnWithThePackageOfTheFirst() {
        server.on("/events", GOOD);
        project.file("routes/sources/shop.camel.yaml", """
                - route:
                    id: source-shop
                    from:
                      uri: wadi-source:shop
                      steps:
                        - to:
                            uri: wadi-rest:events
                            parameters: {url: "%s", dataSelector: $.data, paginator: single_page}
                        - to:
                            uri: wadi-rest:people
                            parameters: {url: "%s", dataSelector: $.data, paginator: single_page, retries: 0}
                """.formatted(server.url("/events"), server.url("/people")));
        server.on("/people", DOWN, GOOD);

        assertThat(run().code()).isZero();

        assertThat(server.count("/people")).isEqualTo(2);
        assertThat(project.query("SELECT count(*) FROM shop.people")).containsExactly("2");
        assertThat(project.query("SELECT count(*) FROM shop.events")).containsExactly("2");
    }

    @Test
    void whatADeploymentSaysHoldsAndTheCommandLineGoesBefore() {
        server.on("/events", GOOD);
        project.file("deployments.yaml", """
                deployments:
                  - name: events-hourly
                    pipeline: events
                    destination: duckdb://%s
                    resources: [evnts]
                    env: {test: {timeout: 1s}}
                """.formatted(project.database));

        Outcome wrong = project.wadi("run", "events-hourly");
        Outcome right = project.wadi("run", "events-hourly", "--resources", "events");

        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.err()).contains("source shop has no resource evnts");
        assertThat(right.code()).isZero();
        assertThat(project.query("SELECT count(*) FROM shop.events")).containsExactly("2");
    }

    @Test
    void aRunThatTakesTooLongIsEndedAndSaysSo() {
        server.on("/events", GOOD.stalledAfter(5));
        project.file("deployments.yaml", """
                deployments:
                  - {name: events-hourly, pipeline: events, timeout: 300ms}
                """);

        Outcome outcome = run();

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.err()).contains("timed out after 300ms").doesNotContain("attempt");
        assertThat(project.contents()).isEmpty();
    }

    @Test
    void aNameThatNobodyHasIsToldWithTheNamesThereAre() {
        assertThat(project.wadi("run", "events-daily").err()).contains("events-hourly", "events");
        assertThat(project.wadi("run", "events-daily").code()).isEqualTo(2);
    }

    @Test
    void mistakesInTheFileStopItsRunsAndNoOthers() {
        server.on("/events", GOOD);
        project.file("deployments.yaml", """
                deployments:
                  - {name: events-hourly, pipeline: events, timeuot: 1h}
                """);

        assertThat(run().err()).contains("unknown key timeuot", "deployments.yaml:2:45", "did you mean timeout?");
        assertThat(project.run().code()).isZero();
        assertThat(project.wadi("validate").err()).contains("unknown key timeuot");
    }

    private Outcome run() {
        return project.wadi("run", "events-hourly", "--destination", "duckdb://" + project.database);
    }

    @Test
    void theNextTimesAreShownInTheirZoneAndInUtc() {
        project.file("deployments.yaml", """
                deployments:
                  - {name: events-daily, pipeline: events, schedule: 30 2 * * *, timezone: Europe/Warsaw}
                  - {name: by-hand, pipeline: events}
                """);

        Outcome outcome =
                project.wadi("schedule", "preview", "events-daily", "-n", "3", "--from", "2027-03-27T00:00:00Z");

        assertThat(outcome.out().lines().map(String::strip))
                .containsExactly(
                        "2027-03-27 02:30 +01:00  2027-03-27T01:30:00Z",
                        "2027-03-28 03:00 +02:00  2027-03-28T01:00:00Z  the clocks are changed that day",
                        "2027-03-29 02:30 +02:00  2027-03-29T00:30:00Z");
        assertThat(project.wadi("schedule", "preview", "by-hand").out()).contains("no schedule: it is run by hand");
        assertThat(List.of(project.wadi("schedule", "preview", "x").code())).containsExactly(2);
    }
}
