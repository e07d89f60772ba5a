package io.wadi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.cli.Project.Outcome;
import io.wadi.testing.Reply;
import io.wadi.testing.ScriptedServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs from the command line, one after another. */
class RunsTest {
    private static final String TWO = "{\"pages\":1,\"data\":[{\"id\":1,\"at\":\"2026-01-01T00:00:00Z\"},{\"id\":2}]}";
    private static final String MORE = "{\"pages\":1,\"data\":[{\"id\":2},{\"id\":3,\"tags\":[\"x\",\"y\"]}]}";

    @TempDir
    Path home;

    private final ScriptedServer server = ScriptedServer.start();

    @AfterEach
    void stop() {
        server.close();
    }

    private Project project() {
        return new Project(home).events(server.url("/events"));
    }

    @Test
    void aSecondRunBringsOnlyWhatIsNew() {
        Project project = project();
        server.on("/events", Reply.json(TWO), Reply.json(MORE), Reply.json(MORE));
        Outcome first = project.run();
        assertThat(first.out()).contains("✓ events done", "new table events", "2 rows");
        Outcome second = project.run();
        assertThat(second.out()).contains("1 rows", "events__tags", "new table events__tags");
        Outcome third = project.run();
        assertThat(third.out()).contains("nothing new at the source");
        assertThat(project.query("SELECT id FROM shop.events ORDER BY id")).containsExactly("1", "2", "3");
        assertThat(project.query("SELECT count(*) FROM shop._dlt_loads")).containsExactly("2");
        assertThat(project.query("SELECT count(*) FROM shop._wadi_receipts")).containsExactly("2");
    }

    @Test
    void aRunShowsWhenItsStationsWereActiveAndHowManyRowsTheyMade() {
        Project project = project();
        server.on("/events", Reply.json(MORE));
        assertThat(project.run().code()).isZero();
        String id = project.wadi("runs", "--json").out().replaceAll("(?s).*?\"id\":\"([^\"]+)\".*", "$1");
        assertThat(project.wadi("run", "show", id).out())
                .containsPattern("(?s)stations\n  1  extract .*\n  1  normalise .*\n  1  load ");
        String json = project.wadi("run", "show", id, "--json").out();
        assertThat(json)
                .contains("\"packed\":{\"events\":2,\"events__tags\":2}")
                .containsPattern("\"station\":\"extract\",\"from\":\"20");
    }

    @Test
    void whenTheWorkingDirectoryIsLostTheDestinationKnowsHowFarThingsAre() {
        Project project = project();
        server.on("/events", Reply.json(TWO), Reply.json(MORE));
        assertThat(project.run("--work", home.resolve("one").toString()).code()).isZero();
        assertThat(project.run("--work", home.resolve("two").toString()).code()).isZero();
        assertThat(project.query("SELECT id FROM shop.events ORDER BY id")).containsExactly("1", "2", "3");
    }

    @Test
    void stationsCanBeVisitedOneByOne() {
        Project project = project();
        server.on("/events", Reply.json(TWO));
        String destination = "duckdb://" + project.database;
        Outcome extracted = project.wadi("extract", "events", "--destination", destination);
        assertThat(extracted.out()).contains("./wadi normalise events", "2 records");
        assertThat(project.database).doesNotExist();
        Outcome normalised = project.wadi("normalise", "events");
        assertThat(normalised.code()).as(normalised.err()).isZero();
        assertThat(normalised.out()).contains("./wadi load events");
        assertThat(project.database).doesNotExist();
        Outcome loaded = project.wadi("load", "events");
        assertThat(loaded.code()).as(loaded.err()).isZero();
        assertThat(project.query("SELECT id FROM shop.events ORDER BY id")).containsExactly("1", "2");
        assertThat(server.count("/events")).isEqualTo(1);
        assertThat(project.wadi("load", "events").err()).contains("no package that waits");
    }

    @Test
    void aRunFinishesThePackageThatAnEarlierOneLeft() {
        Project project = project();
        server.on("/events", Reply.json(TWO), Reply.json(MORE));
        assertThat(project.wadi("extract", "events", "--destination", "duckdb://" + project.database)
                        .code())
                .isZero();
        assertThat(project.run().out()).contains("an earlier run had left this package");
        assertThat(server.count("/events")).isEqualTo(1);
        assertThat(project.run().code()).isZero();
        assertThat(project.query("SELECT id FROM shop.events ORDER BY id")).containsExactly("1", "2", "3");
    }

    @Test
    void freshGivesUpWhatWasLeft() {
        Project project = project();
        server.on("/events", Reply.json(TWO), Reply.json(MORE));
        project.wadi("extract", "events", "--destination", "duckdb://" + project.database);
        assertThat(project.run("--fresh").code()).isZero();
        assertThat(project.query("SELECT id FROM shop.events ORDER BY id")).containsExactly("2", "3");
    }

    @Test
    void theEnvironmentTurnsAnyPipelineToDuckDb() {
        Project project = project();
        server.on("/events", Reply.json(TWO));
        project.environment.put("WADI_DESTINATION", "duckdb://" + project.database);
        assertThat(project.wadi("run", "events", "--quiet").out()).isEmpty();
        assertThat(project.query("SELECT count(*) FROM shop.events")).containsExactly("2");
    }

    @Test
    void aCopyMayMerge() throws Exception {
        Project project = project();
        Path file = home.resolve("items.jsonl");
        for (String lines : List.of(
                "{\"id\":1,\"k\":\"a\",\"v\":1,\"t\":[1]}\n{\"id\":1,\"k\":\"b\",\"v\":2}\n",
                "{\"id\":1,\"k\":\"a\",\"v\":10,\"t\":[2,3]}\n{\"id\":2,\"k\":\"a\",\"v\":3}\n")) {
            Files.writeString(file, lines);
            Outcome outcome = project.wadi(
                    "copy",
                    file.toString(),
                    project.database.toString(),
                    "--table",
                    "items",
                    "--write-disposition",
                    "merge",
                    "--primary-key",
                    "id,k");
            assertThat(outcome.code()).as(outcome.err()).isZero();
        }
        assertThat(project.query("SELECT concat_ws(' ', id, k, v) FROM main.items ORDER BY 1"))
                .containsExactly("1 a 10", "1 b 2", "2 a 3");
        assertThat(project.query("SELECT value FROM main.items__t ORDER BY 1")).containsExactly("2", "3");
    }

    @Test
    void aDatasetIsNamedAsTablesAreAndShownByThatName() {
        Project project = project().file("routes/pipelines/events.camel.yaml", """
                - route:
                    id: pipeline-events
                    from:
                      uri: direct:pipeline-events
                      steps:
                        - to: wadi-source:shop
                        - to:
                            uri: wadi-load:events
                            parameters: { dataset: My Shop }
                """);
        server.on("/events", Reply.json(TWO));
        assertThat(project.run().code()).isZero();
        assertThat(project.query("SELECT count(*) FROM my_shop.events")).containsExactly("2");
        String loadId = project.query("SELECT load_id FROM my_shop._dlt_loads").get(0);
        assertThat(project.wadi("show", "events", "--destination", "duckdb://" + project.database)
                        .out())
                .contains("dataset        my_shop", "load " + loadId);
    }

    @Test
    void jsonIsOneObject() {
        Project project = project();
        server.on("/events", Reply.json(TWO));
        assertThat(project.run("--json").out().lines())
                .singleElement()
                .asString()
                .contains("\"outcome\":\"done\"", "\"rows\":{\"events\":2}", "\"new_tables\":[\"events\"]");
    }

    @Test
    void maskedValuesAreNowhere() throws Exception {
        Project project =
                project().events(server.url("/events"), "mask.email: hash", "mask.phone: redact", "mask.name: drop");
        project.environment.put("WADI_MASK_KEY", "k3y");
        server.on(
                "/events",
                Reply.json(
                        "{\"pages\":1,\"data\":[{\"id\":1,\"email\":\"ada@example.org\",\"phone\":\"+44\",\"name\":\"Ada\"}]}"));
        String destination = "duckdb://" + project.database;
        assertThat(project.wadi("extract", "events", "--destination", destination)
                        .code())
                .isZero();
        try (var files = Files.walk(home.resolve("work"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1))
                        .doesNotContain("ada@example.org", "+44", "Ada\"");
            }
        }
        assertThat(project.wadi("load", "events").code()).isZero();
        assertThat(project.query("SELECT phone FROM shop.events")).containsExactly("***");
        assertThat(project.query("SELECT length(email) FROM shop.events")).containsExactly("64");
        assertThat(project.query("SELECT column_name FROM duckdb_columns() WHERE table_name = 'events'"))
                .doesNotContain("name");
    }

    @Test
    void aHashWithoutAKeyIsAConfigurationError() {
        Project project = project().events(server.url("/events"), "mask.email: hash");
        server.on("/events", Reply.json(TWO));
        Outcome outcome = project.run();
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).contains("WADI_MASK_KEY");
        assertThat(project.database).doesNotExist();
    }
}
