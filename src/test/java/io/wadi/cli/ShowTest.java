package io.wadi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wadi.testing.Reply;
import io.wadi.testing.ScriptedServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShowTest {
    private Project project;

    @BeforeEach
    void aPipelineThatHasNotRun(@TempDir Path home) {
        project = new Project(home)
                .events("http://127.0.0.1:9/{{path}}", "mask.email: hash", "header.X-Api-Key: hunter2");
    }

    @Test
    void eachOptionSaysWhereItStands() throws IOException {
        JsonNode shown = show();

        JsonNode resource = shown.path("resources").path(0);
        assertThat(resource.path("name").asText()).isEqualTo("events");
        assertThat(resource.path("endpoint").asText()).isEqualTo("wadi-rest");
        assertThat(resource.path("options").toString())
                .contains(
                        "{\"option\":\"cursor.path\",\"value\":\"id\",\"from\":\"routes/sources/shop.camel.yaml:14\"}")
                .contains(
                        "{\"option\":\"mask.email\",\"value\":\"hash\",\"from\":\"routes/sources/shop.camel.yaml:15\"}")
                .contains("{\"option\":\"writeDisposition\",\"value\":\"append\",\"from\":\"default\"}");
    }

    @Test
    void theStrongestSaysWhatAppliesAndTheWeakerOneIsNamed() throws IOException {
        project.file("routes/pipelines/events.camel.yaml", """
                - from:
                    uri: direct:pipeline-events
                    steps:
                      - to: wadi-source:shop
                      - to:
                          uri: wadi-load:events
                          parameters:
                            writeDisposition: merge
                            resource.events.primaryKey: id
                            contract.columns: freeze
                """);
        project.file(
                "routes/sources/shop.camel.yaml",
                "- from: {uri: 'wadi-source:shop', parameters: {maxNesting: 2, contract.tables: freeze}, steps: [{to:"
                        + " 'wadi-rest:events?url=http://127.0.0.1:9/&writeDisposition=replace&onEmpty=keep'}]}\n");

        assertThat(options("--set", "resource.events.mergeStrategy=upsert", "--set", "maxNesting=0"))
                .contains(
                        "mergeStrategy=upsert --set",
                        "maxNesting=0 --set, over routes/sources/shop.camel.yaml:1",
                        "writeDisposition=merge routes/pipelines/events.camel.yaml:8, over"
                                + " routes/sources/shop.camel.yaml:1",
                        "primaryKey=id routes/pipelines/events.camel.yaml:9",
                        "contract.columns=freeze routes/pipelines/events.camel.yaml:10",
                        "contract.tables=freeze routes/sources/shop.camel.yaml:1",
                        "table=events default")
                .noneMatch(option -> option.startsWith("onEmpty"));
        assertThat(options()).contains("mergeStrategy=delete-insert default, unless the table has another");
    }

    @Test
    void eachTableOfADatabaseIsShownWithWhatIsSaidOfIt() throws IOException {
        project.file(
                "routes/sources/shop.camel.yaml",
                "- from: {uri: 'wadi-source:shop', steps: [{to: {uri: 'wadi-sql:db', parameters: {tables: 'public.a,b',"
                        + " writeDisposition: merge, table.a.writeDisposition: append}}}]}\n");

        JsonNode resources = show().path("resources");
        assertThat(resources.findValuesAsText("name")).containsExactly("a", "b");
        assertThat(resources.path(0).path("options").toString())
                .contains("\"writeDisposition\",\"value\":\"append\"")
                .contains("reflected from the database");
        assertThat(resources.path(1).path("options").toString())
                .contains("\"writeDisposition\",\"value\":\"merge\"")
                .doesNotContain("table.a");
    }

    @Test
    void patternsAndQueriesAreShownAsTheyStand() throws IOException {
        project.file(
                "routes/sources/shop.camel.yaml",
                "- from: {uri: 'wadi-source:shop', steps: [{to: {uri: 'wadi-sql:db', parameters: {tables: 'public.*',"
                        + " query: {daily: 'SELECT 1 AS n', other: 'SELECT 2'}, table.daily.primaryKey: n}}}]}\n");

        JsonNode resources = show().path("resources");
        assertThat(resources.findValuesAsText("name")).containsExactly("*", "daily", "other");
        assertThat(resources.path(1).path("options").toString())
                .contains("\"query.daily\",\"value\":\"SELECT 1 AS n\"", "\"primaryKey\",\"value\":\"n\"")
                .doesNotContain("SELECT 2", "reflected");
    }

    private List<String> options(String... more) throws IOException {
        List<String> options = new ArrayList<>();
        show(more)
                .at("/resources/0/options")
                .forEach(option -> options.add(option.path("option").asText() + "="
                        + option.path("value").asText() + " "
                        + option.path("from").asText()));
        return options;
    }

    @Test
    void whoChoseTheDestinationIsSaid() throws IOException {
        assertThat(show("--destination", "duckdb:" + project.database)
                        .at("/destination/why")
                        .asText())
                .isEqualTo("the command line");
        assertThat(show().at("/destination/why").asText()).isEqualTo("default");
        project.file("application.properties", "wadi.destination=duckdb");
        assertThat(show().at("/destination/why").asText()).isEqualTo("the property wadi.destination");
        project.file("routes/pipelines/events.camel.yaml", """
                - from:
                    uri: direct:pipeline-events
                    steps:
                      - to: wadi-source:shop
                      - to: wadi-load:events?destination=duckdb
                """);
        assertThat(show().at("/destination/why").asText()).isEqualTo("routes/pipelines/events.camel.yaml:5");
        project.environment.put("WADI_DESTINATION", "duckdb");
        assertThat(show().at("/destination/why").asText()).isEqualTo("WADI_DESTINATION");
    }

    @Test
    void beforeTheFirstLoadThereIsNothingAndNothingIsMade() {
        Project.Outcome outcome = project.wadi("show", "events", "--destination", "duckdb://" + project.database);

        assertThat(outcome.code()).isEqualTo(0);
        assertThat(outcome.out()).contains("none: nothing was loaded");
        assertThat(project.database).doesNotExist();
    }

    @Test
    void cursorHeadAndLoadsComeFromTheDestination(@TempDir Path home) throws IOException {
        try (ScriptedServer server = ScriptedServer.start()) {
            server.on("/events", Reply.json("{\"pages\":1,\"data\":[{\"id\":7},{\"id\":41}]}"));
            project = new Project(home).events(server.url("/events"));
            assertThat(project.run().code()).isEqualTo(0);
        }

        JsonNode shown = show("--destination", "duckdb://" + project.database);

        String head = project.query("SELECT head FROM shop._wadi_heads").get(0);
        assertThat(shown.at("/state/head").asText()).isEqualTo(head);
        assertThat(shown.at("/state/cursors").toString())
                .isEqualTo("[{\"resource\":\"events\",\"path\":\"id\",\"last\":\"41\"}]");
        assertThat(shown.at("/loads/0/load_id").asText()).isEqualTo(head);
        assertThat(shown.path("loads")).hasSize(1);
        assertThat(shown.at("/state/tables").toString())
                .isEqualTo("[{\"table\":\"events\",\"writeDisposition\":\"append\"}]");
    }

    @Test
    void secretsAreNeverShown() {
        Project.Outcome outcome = project.wadi("show", "events");

        assertThat(outcome.out()).contains("header.X-Api-Key", "•••").doesNotContain("hunter2");
    }

    @Test
    void anUnknownPipelineIsAnsweredWithTheNearest() {
        Project.Outcome outcome = project.wadi("show", "evnets");

        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).contains("did you mean events?");
    }

    private JsonNode show(String... more) throws IOException {
        String[] command = new String[3 + more.length];
        command[0] = "show";
        command[1] = "events";
        command[2] = "--json";
        System.arraycopy(more, 0, command, 3, more.length);
        return new ObjectMapper().readTree(project.wadi(command).out());
    }
}
