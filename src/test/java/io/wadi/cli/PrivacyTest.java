package io.wadi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.cli.Project.Outcome;
import io.wadi.testing.Postgres;
import io.wadi.testing.Reply;
import io.wadi.testing.ScriptedServer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A project's policy, from its file to the tables. */
class PrivacyTest {
    private static final String POLICY = """
            mask:
              "**.email": hash
              "**.born": truncate-date
            tags:
              phone: partial
            """;

    private final ScriptedServer server = ScriptedServer.start();
    private Project project;

    @BeforeEach
    void aProjectWithAPolicy(@TempDir Path home) {
        project = new Project(home).events(server.url("/events")).file("privacy.yaml", POLICY);
        project.environment.put("WADI_MASK_KEY", "k3y");
        server.on("/events", Reply.json("""
                        {"pages": 1, "data": [{"id": 1, "email": "ada@example.org", "born": "1980-05-17", "phone":
                        "+44 20 7946 0958", "contacts": [{"email": "ada@example.org"}]}]}"""));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void holdsForEverySourceAndDepth() {
        assertThat(project.run().err()).isEmpty();
        assertThat(project.query("SELECT length(email) || ' ' || (born = '1980-05-01') FROM shop.events"))
                .containsExactly("64 true");
        assertThat(project.query("SELECT e.email = c.email FROM shop.events e, shop.events__contacts c"))
                .as("joins survive")
                .containsExactly("true");
    }

    @Test
    void isMadeStricterOrSetAsideByTheEndpoint() {
        project.events(server.url("/events"), "mask.email: keep", "mask.born: drop", "column.phone.tag: phone");
        assertThat(project.run().err()).isEmpty();
        assertThat(project.query("SELECT email || ' ' || phone FROM shop.events"))
                .containsExactly("ada@example.org ***0958");
        assertThat(project.query("SELECT length(email) FROM shop.events__contacts"))
                .containsExactly("64");
        assertThat(project.query("SELECT count(*) FROM duckdb_columns() WHERE column_name = 'born'"))
                .containsExactly("0");
    }

    @Test
    void showSaysWhichRuleAppliesAndWhoSaidIt() {
        project.events(server.url("/events"), "mask.email: keep", "mask.born: redact", "column.phone.tag: phone");
        assertThat(project.wadi("show", "events").out().lines().map(line -> line.replaceAll(" +", " ")))
                .contains(
                        " mask.email keep routes/sources/shop.camel.yaml:15, over privacy.yaml:2 (**.email): hash",
                        " mask.born redact routes/sources/shop.camel.yaml:16, over privacy.yaml:3 (**.born):"
                                + " truncate-date",
                        " mask.phone partial privacy.yaml:5 (tag phone), routes/sources/shop.camel.yaml:17",
                        " mask.**.email hash privacy.yaml:2 (**.email)",
                        " mask.**.born truncate-date privacy.yaml:3 (**.born)");
        project.events(server.url("/events"), "mask.email: partial");
        assertThat(project.wadi("show", "events").out().lines().map(line -> line.replaceAll(" +", " ")))
                .contains(
                        " mask.email hash privacy.yaml:2 (**.email), over routes/sources/shop.camel.yaml:15: partial");
    }

    @Test
    void whatCannotBeReadStopsEveryCommandThatLoads() {
        assertThat(project.wadi("extract", "events", "--destination", "duckdb://" + project.database)
                        .code())
                .isZero();
        project.file("data.csv", "email\nada@example.org\n").file("privacy.yaml", "mask: {**.email: hash}\n");
        for (List<String> command : List.of(
                List.of("run", "events", "--destination", "duckdb://" + project.database),
                List.of("normalise", "events"),
                List.of("load", "events"),
                List.of("copy", project.home.resolve("data.csv").toString(), "duckdb://" + project.database),
                List.of("validate"))) {
            Outcome outcome = project.wadi(command.toArray(String[]::new));
            assertThat(outcome.code()).as("%s", command).isEqualTo(2);
            assertThat(outcome.err()).contains("not YAML", "privacy.yaml:1:9");
        }
        assertThat(project.database).doesNotExist();
    }

    @Test
    void validateNamesMistakesInTheFileAndInRoutesAtOnce() {
        project.events(server.url("/events"), "column.phone.tag: phnoe", "mask.x: hsah")
                .file("privacy.yaml", POLICY + "sources:\n  shp: {a: hash}\nmsk: {}\n");
        assertThat(project.wadi("validate").err())
                .contains("unknown key msk", "privacy.yaml:8:1", "did you mean mask?")
                .contains("there is no source shp", "privacy.yaml:7", "did you mean shop?")
                .contains("column.phone.tag is 'phnoe', and privacy.yaml has no such tag", "did you mean phone?")
                .contains("mask.x is 'hsah'", "routes/sources/shop.camel.yaml:16");
    }

    @Test
    void aKeyThatThePolicyTakesAwayIsRefusedAndNothingIsRead() {
        project.events(server.url("/events"), "primaryKey: id, email", "writeDisposition: merge")
                .file("privacy.yaml", "mask: {'**.*mail': redact}\n");
        Outcome outcome = project.run();
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err())
                .contains("privacy.yaml:1 (**.*mail) is redact, and email is a key", "resource events of source shop");
        assertThat(server.requests()).isEmpty();
        assertThat(project.file("privacy.yaml", "mask: {'**.*mail': hash}\n")
                        .run()
                        .code())
                .isZero();
        project.file("privacy.yaml", "mask: {'i*': hash}\n");
        assertThat(project.run().err()).contains("privacy.yaml:1 (i*) is hash, and the same field is the cursor.path");
    }

    @Test
    void aHashWithoutItsKeyEndsTheRunBeforeItBegins() {
        project.environment.clear();
        assertThat(project.run().err()).contains("secret wadi.mask.key is not set, which **.email is hashed with");
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void aRunSetsNoTagAside() {
        assertThat(project.run("--set", "resource.events.column.email.tag=phone")
                        .err())
                .contains("resource.events.column.email.tag cannot be said here");
    }

    @Test
    void whatMetNothingIsAWarning() {
        project.events(server.url("/events"), "mask.contcats.email: drop")
                .file("privacy.yaml", "mask: {never: drop}\nsources: {shop.evnts: {a: drop}}\n");
        assertThat(project.run().out())
                .contains("done with warnings", "mask.contcats.email met no field in 1 records of resource events")
                .contains("privacy.yaml:2 (a) is of resource evnts, which source shop did not have in this run")
                .doesNotContain("never");
    }

    @Test
    void copiesAreMaskedToo() {
        project.file("people.csv", "id,email,born\n1,ada@example.org,1980-05-17\n");
        Outcome outcome =
                project.wadi("copy", project.home.resolve("people.csv").toString(), "duckdb://" + project.database);
        assertThat(outcome.err()).isEmpty();
        assertThat(project.query("SELECT length(email) || ' ' || born || ' ' || typeof(born) FROM main.people"))
                .containsExactly("64 1980-05-01 DATE");
    }

    @Test
    void databasesKeepTheTypesThatMasksLeave() {
        Postgres postgres = Postgres.shared().database("privacy");
        postgres.execute(
                "privacy",
                "CREATE TABLE people (id int PRIMARY KEY, email varchar(80) NOT NULL, born date NOT NULL,"
                        + " phone bigint NOT NULL, seen timestamptz)",
                "INSERT INTO people VALUES (1, 'ada@example.org', '1980-05-17', 442079460958, '2024-02-03 04:05:06Z')");
        project.file(
                        "application.properties",
                        "connection.crm.url=" + postgres.url("privacy") + "\nconnection.crm.user=postgres\n")
                .file("secrets.properties", "crm.password=x\n")
                .file("routes/sources/shop.camel.yaml", """
                        - route:
                            from:
                              uri: wadi-source:shop
                              steps:
                                - to:
                                    uri: wadi-sql:crm
                                    parameters:
                                      tables: people
                                      writeDisposition: merge
                                      mask.id: hash
                                      column.phone.tag: phone
                                      mask.seen: "null"
                        """);
        Outcome outcome = project.run();
        assertThat(outcome.err()).isEmpty();
        assertThat(project.query(
                        "SELECT concat_ws(' ', length(id), length(email), born, phone, typeof(born), seen IS NULL,"
                                + " typeof(seen)) FROM shop.people"))
                .containsExactly("64 64 1980-05-01 ***0958 DATE true TIMESTAMP WITH TIME ZONE");
        assertThat(project.query("SELECT count(*) FROM duckdb_columns() WHERE contains(column_name, '__v_')"))
                .containsExactly("0");
        assertThat(project.run().code()).isZero();
        assertThat(project.query("SELECT count(*) FROM shop.people"))
                .as("merged by its hash")
                .containsExactly("1");

        project.file("privacy.yaml", POLICY + "sources: {shop.people: {id: redact}}\n");
        assertThat(project.run().err()).contains("privacy.yaml:6 (id) is redact, and id is a key");
    }
}
