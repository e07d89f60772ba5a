package io.wadi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.cli.Project.Outcome;
import io.wadi.testing.Reply;
import io.wadi.testing.ScriptedServer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records that cannot be loaded, set aside. */
class QuarantineTest {
    @TempDir
    private Path home;

    private final ScriptedServer server = ScriptedServer.start();

    @AfterEach
    void stop() {
        server.close();
    }

    private Project lines(String text, String... options) {
        return new Project(home)
                .file("in/a.jsonl", text)
                .file("routes/pipelines/events.camel.yaml", """
                        - route:
                            id: pipeline-events
                            from:
                              uri: direct:pipeline-events
                              steps:
                                - to: wadi-source:shop
                                - to: wadi-load:events?dataset=shop
                        """)
                .file(
                        "routes/sources/shop.camel.yaml",
                        """
                        - route:
                            id: source-shop
                            from:
                              uri: wadi-source:shop
                              steps:
                                - to:
                                    uri: wadi-files:events
                                    parameters:
                                      path: "%s"
                                      onBadRecord: quarantine
                        """.formatted(home.resolve("in/*.jsonl"))
                                + String.join("\n", options).indent(14));
    }

    private static void runs(Project project) {
        Outcome outcome = project.run();
        assertThat(outcome.code()).as(outcome.err()).isZero();
    }

    @Test
    void malformedLinesAreSetAsideWithTheirPlaceAndAllOthersAreLoaded() {
        Project project = lines("{\"id\":1}\n{\"id\":2\n\n{\"id\":3,\"tags\":[\"a\"]}\nnonsense {\n{\"id\":4}\n");

        Outcome outcome = project.run();

        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(outcome.out())
                .contains("done with warnings", "_wadi_quarantine", "2 records of events could not be loaded");
        assertThat(project.query("SELECT id FROM shop.events ORDER BY id")).containsExactly("1", "3", "4");
        assertThat(project.query("SELECT concat_ws('|', resource, replace(place, '" + home
                        + "', ''), number, record) FROM" + " shop._wadi_quarantine ORDER BY number"))
                .containsExactly("events|/in/a.jsonl, line 2|1|{\"id\":2", "events|/in/a.jsonl, line 5|3|nonsense {");
        assertThat(project.query("SELECT DISTINCT _dlt_load_id FROM shop._wadi_quarantine"))
                .isEqualTo(project.query("SELECT load_id FROM shop._dlt_loads"));
        assertThat(project.run().out()).contains("nothing new");
    }

    @Test
    void moreThanTheLimitEndsTheRunAndLoadsNothing() {
        Project project = lines("{\n{\n{\n{\"id\":1}\n", "quarantineLimit: 2");

        Outcome outcome = project.run();

        assertThat(outcome.code()).as(outcome.err()).isEqualTo(1);
        assertThat(outcome.err()).contains("more than 2 records of resource events", "line 3", "quarantineLimit");
        assertThat(project.contents()).isEmpty();
        lines("{\n{\n{\"id\":1}\n", "quarantineLimit: 2");
        runs(project);
    }

    @Test
    void recordsThatAContractLeavesOutAreSetAsideWhole() {
        Project project = lines(
                "{\"id\":1,\"lines\":[{\"n\":1}]}\n",
                "contract.columns: discard_row",
                "contract.dataType: discard_row");
        runs(project);
        project.file(
                "in/b.jsonl",
                "{\"id\":2,\"lines\":[{\"n\":2},{\"n\":3,\"new\":1}]}\n{\"id\":3,\"lines\":[]}\n{\"id\":\"x\"}\n");

        Outcome outcome = project.run();

        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(project.query("SELECT id FROM shop.events ORDER BY id")).containsExactly("1", "3");
        assertThat(project.query("SELECT n FROM shop.events__lines")).containsExactly("1");
        assertThat(project.query("SELECT record FROM shop._wadi_quarantine ORDER BY number"))
                .containsExactly("{\"id\":2,\"lines\":[{\"n\":2},{\"n\":3,\"new\":1}]}", "{\"id\":\"x\"}");
        assertThat(project.query("SELECT reason FROM shop._wadi_quarantine ORDER BY number"))
                .allMatch(reason -> reason.contains("discard_row"));
    }

    @Test
    void whatIsMaskedIsMaskedThereToo() {
        Project project = new Project(home)
                .events(
                        server.url("/events"),
                        "onBadRecord: quarantine",
                        "contract.columns: discard_row",
                        "mask.email: redact");
        server.on(
                "/events",
                Reply.json("{\"pages\":1,\"data\":[{\"id\":1,\"email\":\"ann@example.com\"}]}"),
                Reply.json("{\"pages\":1,\"data\":[{\"id\":2,\"email\":\"bob@example.com\",\"more\":1},{\"id\":3}]}"));
        runs(project);

        runs(project);

        assertThat(project.query("SELECT record FROM shop._wadi_quarantine"))
                .containsExactly("{\"id\":2,\"email\":\"***\",\"more\":1}");
        assertThat(project.query("SELECT id FROM shop.events ORDER BY id")).containsExactly("1", "3");
    }

    @Test
    void rowsOfTypedColumnsAreSetAsideToo() {
        Project project = lines("").file("in/a.csv", "id,at\n1,2024-01-31\n");
        lines("").file("in/a.csv", "id,at\n1,2024-01-31\n");
        String source = "routes/sources/shop.camel.yaml";
        String text = """
                - route:
                    id: source-shop
                    from:
                      uri: wadi-source:shop
                      steps:
                        - to:
                            uri: wadi-files:events
                            parameters:
                              path: "%s"
                              onBadRecord: quarantine
                              contract.dataType: discard_row
                """.formatted(home.resolve("in/*.csv"));
        project.file(source, text);
        runs(project);
        project.file("in/b.csv", "id,at\n2,2024-02-01\nx,2024-02-02\n");

        Outcome outcome = project.run();

        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(project.query("SELECT id FROM shop.events ORDER BY id")).containsExactly("1", "2");
        assertThat(project.query("SELECT record FROM shop._wadi_quarantine").get(0))
                .contains("\"id\":\"x\"");
    }

    @Test
    void theyAreTriedAgainOnceByWhatTheRouteSaysThen() {
        Project project = lines("{\"id\":1}\n", "contract.columns: discard_row", "contract.dataType: discard_row");
        runs(project);
        project.file("in/b.jsonl", "{\"id\":2,\"new\":\"a\"}\n{\"id\":\n");
        runs(project);
        String to = "duckdb://" + project.database;
        Outcome listed = project.wadi("quarantine", "ls", "events", "--destination", to);
        assertThat(listed.out()).contains("2 records in quarantine", "b.jsonl, line 2", "discard_row");
        String id = listed.out().split(" ", 2)[0];
        assertThat(project.wadi("quarantine", "show", "events", id, "--destination", to)
                        .out())
                .contains("record   {\"id\":2,\"new\":\"a\"}");
        lines("{\"id\":1}\n", "contract.columns: evolve", "contract.dataType: evolve");

        Outcome retried = project.wadi("quarantine", "retry", "events", "--destination", to);

        assertThat(retried.code()).as(retried.err()).isZero();
        assertThat(project.query("SELECT concat_ws('|', id, new) FROM shop.events ORDER BY id"))
                .containsExactly("1", "2|a");
        assertThat(project.wadi("quarantine", "ls", "events", "--destination", to)
                        .out())
                .contains("1 record in quarantine", "b.jsonl, line 2");
        assertThat(project.wadi("quarantine", "retry", "events", "--destination", to)
                        .code())
                .isZero();
        assertThat(project.query("SELECT count(*) FROM shop.events")).containsExactly("2");
    }
}
