package io.wadi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.cli.Project.Outcome;
import io.wadi.testing.LoggedAtTrace;
import io.wadi.testing.Postgres;
import io.wadi.testing.Reply;
import io.wadi.testing.ScriptedServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs that go well: what is masked is nowhere after any station, whatever it is and wherever it comes from. */
class CanaryRunsTest {
    @TempDir
    Path home;

    private final ScriptedServer server = ScriptedServer.start();

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rest", "through", "records", "lines", "csv", "parquet", "sql"})
    void whatIsMaskedIsNowhere(String from) {
        Project project = Planted.project(home);
        source(project, from, true);
        List<Outcome> outcomes = new ArrayList<>();
        try (LoggedAtTrace log = new LoggedAtTrace()) {
            for (List<String> station : STATIONS) {
                Outcome outcome = station(project, station);
                assertThat(outcome.code()).as(outcome.err()).isZero();
                outcomes.add(outcome);
                assertThat(Planted.onDisk(project)).as("after %s", station).isEmpty();
            }
            Planted.nothingIsFound(project, log, outcomes);
            assertThat(project.contents().toString()).contains(Planted.OPEN, "***0917", "1983-07-01", "1983-01-01");
        }
    }

    /** What is searched is where it would be: without masks everything is found. */
    @ParameterizedTest
    @ValueSource(strings = {"rest", "csv", "sql"})
    void whatIsNotMaskedIsFound(String from) {
        Project project = Planted.project(home);
        source(project, from, false);
        List<String> seen = new ArrayList<>();
        for (List<String> station : STATIONS) {
            assertThat(station(project, station).code()).isZero();
            Planted.onDisk(project).forEach(hit -> seen.add(station.get(0) + " " + hit));
        }
        String tables = Planted.tables(project);
        for (String canary : List.of(Planted.TEXT, Planted.MAIL, Planted.ODD, Planted.MIDDLE, Planted.NUMBER)) {
            assertThat(seen).as("journal").anyMatch(hit -> hit.startsWith("extract 1-") && is(hit, canary));
            assertThat(seen)
                    .as("parts")
                    .anyMatch(hit -> hit.matches("(?s)normalise \\S+\\.part: .*") && is(hit, canary));
            assertThat(Planted.CANARIES.stream()
                            .filter(c -> c.text().equals(canary))
                            .flatMap(c -> c.in(tables).stream()))
                    .as("tables")
                    .isNotEmpty();
        }
    }

    @Test
    void theLogIsListenedTo() {
        try (LoggedAtTrace log = new LoggedAtTrace()) {
            org.slf4j.LoggerFactory.getLogger("x").trace("a {}", Planted.TEXT, new IllegalStateException(Planted.MAIL));
            java.util.logging.Logger.getLogger("y").finest(Planted.ODD);
            assertThat(log.text()).contains(Planted.TEXT, Planted.MAIL, Planted.ODD);
        }
    }

    private static final List<List<String>> STATIONS =
            List.of(List.of("extract", "events"), List.of("normalise", "events"), List.of("load", "events"));

    private static boolean is(String hit, String canary) {
        return Planted.canary(hit).filter(canary::equals).isPresent();
    }

    private static Outcome station(Project project, List<String> station) {
        List<String> args = new ArrayList<>(station);
        if (station.get(0).equals("extract")) {
            args.addAll(List.of("--destination", "duckdb://" + project.database));
        }
        args.add("--verbose");
        return project.wadi(args.toArray(String[]::new));
    }

    private void source(Project project, String from, boolean masked) {
        Map<String, String> flat = Planted.flat();
        String record = Planted.nested().toString();
        server.on(
                "/events", Reply.json("{\"data\":[" + record + "],\"next\":\"/more?after=" + Planted.MAIL + "%40\"}"));
        server.on("/more", Reply.json("{\"data\":[" + record.replace("\"id\":\"1\"", "\"id\":\"2\"") + "]}"));
        switch (from) {
            case "rest" ->
                Planted.source(
                        project,
                        masked,
                        "wadi-rest:events",
                        "url: " + server.url("/events") + "\ndataSelector: $.data\n");
            case "through" -> {
                Planted.source(
                        project,
                        masked,
                        "wadi-rest:events",
                        "url: " + server.url("/events") + "\ndataSelector: $.data\nthrough: direct:pass\n");
                project.file("routes/pass.camel.yaml", """
                        - route:
                            id: pass
                            from:
                              uri: direct:pass
                              steps:
                                - convertBodyTo: {type: java.util.List}
                                - split:
                                    simple: "${body}"
                                    steps:
                                      - setHeader: {name: mail, simple: "${body[hash_mail]}"}
                        """);
            }
            case "records" ->
                Planted.source(
                        project,
                        masked,
                        "wadi-records:events",
                        "dataSelector: $.data\n",
                        "- to: " + server.url("/events") + "\n");
            case "lines" -> {
                project.file("in/e.jsonl", record + "\n" + record + "\n");
                files(project, masked, "e.jsonl");
            }
            case "csv" -> {
                project.file(
                        "in/e.csv",
                        String.join(",", flat.keySet()) + "\n"
                                + flat.values().stream()
                                        .map(value -> '"' + value.replace("\"", "\"\"") + '"')
                                        .collect(Collectors.joining(","))
                                + "\n");
                files(project, masked, "e.csv");
            }
            case "parquet" -> {
                project.file("in/e.json", record);
                duckDb("COPY (SELECT * FROM read_json('" + home.resolve("in/e.json") + "')) TO '"
                        + home.resolve("in/e.parquet") + "' (FORMAT parquet)");
                files(project, masked, "e.parquet");
            }
            default -> sql(project, masked, flat);
        }
    }

    private static void duckDb(String statement) {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement made = connection.createStatement()) {
            made.execute(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(statement, e);
        }
    }

    private void files(Project project, boolean masked, String name) {
        Planted.source(
                project,
                masked,
                "wadi-files:events",
                "path: " + home.resolve("in").resolve(name) + "\n");
    }

    private static void sql(Project project, boolean masked, Map<String, String> flat) {
        String database = "canary" + (masked ? "" : "_open");
        Postgres postgres = Postgres.shared().database(database);
        String columns = flat.keySet().stream()
                .map(name -> name + (name.endsWith("_number") ? " bigint" : name.endsWith("_date") ? " date" : " text"))
                .collect(Collectors.joining(", "));
        String values = flat.values().stream()
                .map(value -> "'" + value.replace("'", "''") + "'")
                .collect(Collectors.joining(", "));
        postgres.execute(
                database,
                "CREATE TABLE events (" + columns + ", redact_object jsonb, deep jsonb)",
                "INSERT INTO events VALUES (" + values + ", '{\"x\": \"" + Planted.INNER
                        + "\"}', '{\"a\": [{\"hash_list\": [\"" + Planted.ELEMENT + "\"]}]}')");
        project.file(
                        "application.properties",
                        "connection.crm.url=" + postgres.url(database) + "\nconnection.crm.user=postgres\n")
                .file("secrets.properties", "crm.password=x\n");
        Planted.source(project, masked, "wadi-sql:crm", "tables: events\n");
    }
}
