package io.wadi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.cli.Project.Outcome;
import io.wadi.testing.LoggedAtTrace;
import io.wadi.testing.Postgres;
import io.wadi.testing.Reply;
import io.wadi.testing.ScriptedServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs that fail, station by station: what is masked is in no message, log or file, whoever quotes it. */
class CanaryFailuresTest {
    private static final String RECORD = Planted.nested().toString();

    @TempDir
    Path home;

    private final ScriptedServer server = ScriptedServer.start();
    private Project project;

    @BeforeEach
    void aProject() {
        project = Planted.project(home);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    static Stream<Arguments> answers() {
        int half = RECORD.indexOf(Planted.MAIL) + 9;
        return Stream.of(
                Arguments.of("cut off in a masked value", Reply.json("[" + RECORD + "," + RECORD.substring(0, half))),
                Arguments.of("no JSON", Reply.json("[" + RECORD.replace("\"" + Planted.TEXT, "\"\\q" + Planted.TEXT))),
                Arguments.of("a value without quotes", Reply.json("[" + RECORD.replace("\"Kan", "Kan") + "]")),
                Arguments.of("nothing like it", Reply.of(200, Planted.TEXT + " " + Planted.ODD)),
                Arguments.of("refused with the record", Reply.of(400, "{\"error\":\"bad\",\"record\":" + RECORD + "}")),
                Arguments.of("not found", Reply.of(404, "no " + Planted.TEXT)),
                Arguments.of("not let in", Reply.of(401, RECORD)),
                Arguments.of("broken with the record", Reply.of(500, RECORD)),
                Arguments.of(
                        "a next page that quotes",
                        Reply.json("{\"data\":[" + RECORD + "],\"next\":\"/gone?after=" + Planted.MAIL
                                + "%40example.org\"}")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("answers")
    void anApiQuotes(String what, Reply answer) {
        server.on("/events", answer).on("/gone", Reply.of(400, Planted.MAIL));
        Planted.source(project, true, "wadi-rest:events", "url: " + server.url("/events") + "\n");
        fails(List.of("run", "events"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "- throwException: {exceptionType: java.lang.IllegalStateException, message: 'bad ${body}'}",
                "- transform: {simple: '${body} and more'}",
                "- transform: {jq: '.[0].hash_text | tonumber'}",
                "- convertBodyTo: {type: java.lang.Integer}",
                "- transform: {simple: '${body.nonesuch}'}",
                "- to: {uri: direct:nobody-there}",
            })
    void aRouteOfPagesQuotes(String steps) {
        server.on("/events", Reply.json("[" + RECORD + "]"));
        Planted.source(project, true, "wadi-rest:events", "url: " + server.url("/events") + "\nthrough: direct:pass\n");
        project.file("routes/pass.camel.yaml", """
                - route:
                    id: pass
                    from:
                      uri: direct:pass
                      steps:
                """ + steps.indent(8));
        fails(List.of("run", "events"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "- to: URL/broken",
                "- to: URL/events\n- throwException: {exceptionType: java.lang.IllegalStateException, message: '${body}'}",
                "- to: URL/events\n- convertBodyTo: {type: java.lang.Integer}",
                "- to: URL/events\n- convertBodyTo: {type: String}\n- transform: {simple: '${body}}'}",
                "- to: URL/cut",
            })
    void aSourceOfAnyEndpointQuotes(String steps) {
        server.on("/events", Reply.json("[" + RECORD + "]"))
                .on("/broken", Reply.of(500, RECORD))
                .on("/cut", Reply.json("[" + RECORD.substring(0, RECORD.length() / 2)));
        Planted.source(
                project,
                true,
                "wadi-records:events",
                "dataSelector: $\n",
                steps.replace("URL", server.url("").toString()));
        fails(List.of("run", "events"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "contract: freeze",
                "contract.columns: freeze",
                "cursor.path: nonesuch",
                "cursor.path: neighbour\ncursor.initial: 4",
                "column.neighbour.dataType: date\ncontract.dataType: freeze",
                "column.redact_text.dataType: bigint\ncolumn.neighbour.dataType: bigint\ncontract.dataType: freeze",
                "primaryKey: id, hash_gone\nwriteDisposition: merge",
            })
    void aTableRefuses(String options) {
        server.on("/events", Reply.json("[{\"id\":\"1\"}]"), Reply.json("[" + RECORD + "]"));
        String url = "url: " + server.url("/events") + "\n";
        Planted.source(project, true, "wadi-rest:events", url);
        assertThat(run(List.of("run", "events")).code()).isZero();
        Planted.source(project, true, "wadi-rest:events", url + options + "\n");
        fails(List.of("run", "events"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "redact_text::int > 0",
                "cry(redact_text || drop_text) IS NULL",
                "(redact_text::jsonb) IS NULL",
                "'Kanarie' = (SELECT 1/0 WHERE redact_text > '')::text",
            })
    void aDatabaseQuotes(String where) {
        String database = "canary" + Math.abs(where.hashCode());
        Postgres postgres = Postgres.shared().database(database);
        postgres.execute(
                database,
                "CREATE TABLE events (id int, redact_text text, drop_text text)",
                "INSERT INTO events VALUES (1, '" + Planted.TEXT + "', '" + Planted.INNER + "')",
                "CREATE FUNCTION cry(said text) RETURNS text LANGUAGE plpgsql AS"
                        + " 'BEGIN RAISE EXCEPTION ''cannot take %'', said; END'");
        project.file(
                        "application.properties",
                        "connection.crm.url=" + postgres.url(database) + "\nconnection.crm.user=postgres\n")
                .file("secrets.properties", "crm.password=x\n");
        Planted.source(project, true, "wadi-sql:crm", "tables: events\nwhere: \"" + where + "\"\n");
        fails(List.of("run", "events"));
    }

    static Stream<Arguments> files() {
        String csv = "id,hash_text,redact_mail\n";
        String row = "1," + Planted.TEXT + "," + Planted.MAIL + "\n";
        return Stream.of(
                Arguments.of(
                        "e.csv",
                        (csv + row + "2,\"" + Planted.TEXT + "," + Planted.MAIL).getBytes(StandardCharsets.UTF_8)),
                Arguments.of(
                        "e.csv",
                        (csv + row + row.strip() + "," + Planted.INNER + "\n").getBytes(StandardCharsets.UTF_8)),
                Arguments.of(
                        "e.csv",
                        (csv + row + "2," + Planted.TEXT + "\u00fc,x\n").getBytes(StandardCharsets.ISO_8859_1)),
                Arguments.of("e.jsonl", (RECORD + "\n" + RECORD.substring(0, 900)).getBytes(StandardCharsets.UTF_8)),
                Arguments.of(
                        "e.json", ("[" + RECORD + "," + RECORD.substring(0, 900)).getBytes(StandardCharsets.UTF_8)),
                Arguments.of("e.parquet", ("PAR1" + Planted.TEXT + "PAR1").getBytes(StandardCharsets.UTF_8)),
                Arguments.of("e.jsonl.gz", ("\u001f\u008b" + Planted.TEXT).getBytes(StandardCharsets.ISO_8859_1)));
    }

    @ParameterizedTest(name = "{0} {index}")
    @MethodSource("files")
    void aFileIsMalformed(String name, byte[] bytes) throws Exception {
        project.file("in/" + name, "");
        java.nio.file.Files.write(home.resolve("in").resolve(name), bytes);
        Planted.source(
                project,
                true,
                "wadi-files:events",
                "path: " + home.resolve("in").resolve(name) + "\n");
        fails(List.of("run", "events"));
    }

    @Test
    void aCopyOfAMalformedFileQuotesNothing() {
        project.file("privacy.yaml", "mask: {hash_text: redact}\n")
                .file("e.csv", "id,hash_text\n1," + Planted.TEXT + "\n2,\"" + Planted.TEXT + "\n");
        fails(List.of("copy", home.resolve("e.csv").toString(), "duckdb://" + project.database));
    }

    private void fails(List<String> command) {
        try (LoggedAtTrace log = new LoggedAtTrace()) {
            Outcome outcome = run(command);
            assertThat(outcome.code()).as(outcome.out()).isNotZero();
            assertThat(outcome.err()).doesNotContain("Wadi failed in a way it should not");
            Planted.nothingIsFound(project, log, List.of(outcome));
        }
    }

    private Outcome run(List<String> command) {
        List<String> args = new ArrayList<>(command);
        if (command.get(0).equals("run")) {
            args.addAll(List.of("--destination", "duckdb://" + project.database));
        }
        args.add("--verbose");
        return project.wadi(args.toArray(String[]::new));
    }
}
