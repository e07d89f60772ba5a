package io.wadi.cli;

import static io.wadi.cli.RunBooks.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.cli.Project.Outcome;
import io.wadi.flow.store.DeploymentBook.Deployed;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./wadi deployments}: those of the file, or those that were deployed. */
class DeploymentsCommandTest {
    private static final String DEFINITION = """
            {"name": "events-daily", "pipeline": "events", "schedule": ["30 6 * * MON-FRI"],
             "timezone": "Europe/Warsaw", "timeout": "1h", "concurrency": {"limit": 1, "keys": ["warehouse"]}}""";

    @TempDir
    Path home;

    private Project project() {
        return new Project(home).events("http://127.0.0.1:1/").file("deployments.yaml", """
                deployments:
                  - {name: events-often, pipeline: events, schedule: {every: 20m}}
                  - {name: by-hand, pipeline: events}
                """);
    }

    private static void deploy(RunBooks books, String definition) {
        Deployed deployed =
                new Deployed("events-daily", "events", definition, "f", "deploy", NOON, "ann", Optional.empty(), NOON);
        books.store().deployments().apply(List.of(deployed), List.of(), Map.of("warehouse", 2));
    }

    @Test
    void thoseOfTheFileAreListedWithTheirLastRuns() {
        Project project = project();
        try (RunBooks books = RunBooks.of(project)) {
            books.failed("r1", "events-often");
        }

        Outcome outcome = project.wadi("deployments");

        assertThat(outcome.out())
                .contains("events-often (pipeline events)", "every 20m", "next  ", " UTC, in ")
                .contains("last  ✗ Failed", "r1", "by hand", "no server runs here");
        assertThat(project.wadi("deployments", "--json").out())
                .contains("\"name\":\"events-often\"", "\"schedule\":[\"every 20m\"]", "\"state\":\"Failed\"");
    }

    @Test
    void whatWasDeployedIsInForceAndCanBeHeld() {
        Project project = project();
        project.environment.put("USER", "ann");
        try (RunBooks books = RunBooks.of(project)) {
            deploy(books, DEFINITION);
            books.server();
        }

        Outcome all = project.wadi("deployments");
        assertThat(all.out())
                .contains("at 06:30 every day between Monday and Friday, Europe/Warsaw", "06:30 Europe/Warsaw, in ")
                .doesNotContain("events-often", "no server runs");
        assertThat(project.wadi("deployments", "pause", "events-daily").out()).contains("events-daily is paused");
        assertThat(project.wadi("deployments").out())
                .contains("paused since ", " by ann")
                .doesNotContain("next");
        assertThat(project.wadi("deployments", "resume", "events-daily").code()).isZero();
        assertThat(project.wadi("deployments").out()).contains("next").doesNotContain("paused");
    }

    @Test
    void whatIsNotDeployedCannotBeHeld() {
        Project project = project();
        Outcome here = project.wadi("deployments", "pause", "events-often");
        assertThat(here.code()).isEqualTo(2);
        assertThat(here.err()).contains("events-often is not deployed here", "./wadi deploy");
        assertThat(project.wadi("deployments", "pause", "events-oftn").err()).contains("events-often");
    }

    @Test
    void whatAnotherVersionDeployedIsListedAllTheSame() {
        Project project = project();
        try (RunBooks books = RunBooks.of(project)) {
            deploy(books, "{\"name\": \"events-daily\", \"pipeline\": \"events\", \"weather\": \"fine\"}");
        }
        assertThat(project.wadi("deployments").out()).contains("events-daily", "another version of Wadi");
    }

    @Test
    void nextTimesAreThoseOfTheDeploymentsZone() {
        Project project = project();
        try (RunBooks books = RunBooks.of(project)) {
            deploy(books, DEFINITION);
            InForce shown = InForce.deployed(
                    books.store().deployments().list().get(0), books.store().runs());
            assertThat(shown.lines(new LocalTimes(NOON, ZoneId.of("Asia/Tokyo"))))
                    .contains("  next  23 Nov 06:30 Europe/Warsaw, in 17h");
        }
    }
}
