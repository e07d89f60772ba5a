package io.wadi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.cli.Project.Outcome;
import io.wadi.testing.LoggedAtTrace;
import io.wadi.testing.Postgres;
import io.wadi.testing.Reply;
import io.wadi.testing.ScriptedServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Suggestions of what to mask: fields, counts and lines to add, and nothing of what was read. */
class PiiScanTest {
    private static final String PAGE = """
            {"pages": 1, "data": [
             {"id": 1, "contact": {"mail": "ada@example.org", "tel": "+44 20 7946 0958", "birth_date": "1980-05-17"},
              "note": "call ada@example.org", "tags": ["bob@example.org"], "name": "Vase", "user.ip": "203.0.113.9"},
             {"id": 2, "contact": {"mail": "bob@example.org", "tel": null, "birth_date": null},
              "note": "nothing", "tags": ["x"], "name": "Bowl", "scores": {"eve@example.org": 3}}]}""";

    private final ScriptedServer server = ScriptedServer.start();
    private Project project;

    @BeforeEach
    void aProject(@TempDir Path home) {
        project = new Project(home).events(server.url("/events"), "mask.contact.tel: partial");
        server.on("/events", Reply.json(PAGE));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void suggestsWhatIsNotMaskedAndSaysWhatIs() {
        server.on("/events", Reply.json(PAGE.replace("\"pages\": 1", "\"pages\": 9")));
        Outcome outcome = project.wadi("pii", "scan", "events", "--records", "2");

        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out().lines().map(line -> line.strip().replaceAll(" +", " ")))
                .containsExactly(
                        "events 2 records read",
                        "contact.mail e-mail 2 of 2 values, 100.0 %",
                        "note e-mail 1 of 2 values, 50.0 %",
                        "scores e-mail by its name, 0 values its keys are data: no mask hides names of fields",
                        "tags.value e-mail 1 of 2 values, 50.0 %",
                        "\"user.ip\" IP address 1 of 1 values, 100.0 %",
                        "contact.birth_date birth by its name, 1 values",
                        "contact.tel phone 1 of 1 values, 100.0 % masked: partial, mask.contact.tel",
                        "to add to its parameters:",
                        "mask.contact.mail: hash",
                        "mask.note: redact",
                        "mask.scores: drop",
                        "mask.tags.value: redact",
                        "mask.\"user.ip\": hash",
                        "mask.contact.birth_date: truncate-date:year");
        assertThat(server.requests()).as("no more pages than it takes").hasSize(1);
    }

    @Test
    void theLinesItGivesHideWhatItFound() {
        List<String> lines = project.wadi("pii", "scan", "events", "--records", "2")
                .out()
                .lines()
                .map(String::strip)
                .filter(line -> line.startsWith("mask."))
                .toList();
        project.environment.put("WADI_MASK_KEY", "k3y");
        project.events(
                server.url("/events"),
                Stream.concat(Stream.of("mask.contact.tel: partial"), lines.stream())
                        .toArray(String[]::new));
        assertThat(project.run().err()).isEmpty();
        assertThat(project.contents().toString()).contains("Vase").doesNotContain("@example.org", "203.0.113");
    }

    @Test
    void showsNoValueAndWritesNothing() throws IOException {
        List<Path> before = files();
        try (LoggedAtTrace log = new LoggedAtTrace()) {
            for (String[] command : List.of(
                    new String[] {"pii", "scan", "events", "--verbose"},
                    new String[] {"pii", "scan", "events", "--json"})) {
                Outcome outcome = project.wadi(command);
                assertThat(outcome.code()).as(outcome.err()).isZero();
                assertThat(outcome.out() + outcome.err() + log.text())
                        .contains("contact.mail")
                        .doesNotContain("example.org", "7946", "1980", "203.0.113", "Vase");
            }
        }
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void aPolicyAndKeysAreRegarded() {
        project.environment.put("WADI_MASK_KEY", "k3y");
        project.events(server.url("/events"), "primaryKey: note", "writeDisposition: merge")
                .file("privacy.yaml", "mask: {'**.mail': hash}\n");
        assertThat(project.wadi("pii", "scan", "events").out())
                .contains("masked: hash, privacy.yaml:1 (**.mail)", "mask.note: hash")
                .doesNotContain("mask.contact.mail");
    }

    @Test
    void databasesAreScannedToo() {
        Postgres postgres = Postgres.shared().database("scanned");
        postgres.execute(
                "scanned",
                "CREATE TABLE people (id bigint PRIMARY KEY, reach text, more jsonb, card bigint, seen timestamptz NOT NULL)",
                "INSERT INTO people VALUES (1, 'ada@example.org', '{\"iban\": \"DE89370400440532013000\"}', 4111111111111111, now())");
        project.file(
                        "application.properties",
                        "connection.crm.url=" + postgres.url("scanned") + "\nconnection.crm.user=postgres\n")
                .file("secrets.properties", "crm.password=x\n")
                .file("routes/sources/shop.camel.yaml", """
                        - from:
                            uri: wadi-source:shop
                            steps: [{to: {uri: 'wadi-sql:crm', parameters: {tables: people, cursor: seen}}}]
                        """);
        Outcome outcome = project.wadi("pii", "scan", "events");
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out())
                .contains("mask.reach: hash", "mask.more.iban: hash", "mask.card: partial")
                .doesNotContain("mask.id", "mask.seen");
    }

    @Test
    void whatCannotBeReadIsAFailure() {
        server.on("/events", Reply.of(400, "no"));
        assertThat(project.wadi("pii", "scan", "events").code()).isEqualTo(1);
        assertThat(project.wadi("pii", "scan", "events", "--records", "0").err())
                .contains("--records is 0");
        assertThat(project.wadi("pii", "scan", "evnts").code()).isEqualTo(2);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(project.home)) {
            return files.sorted().toList();
        }
    }
}
