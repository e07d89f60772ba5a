package io.wadi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.cli.Project.Outcome;
import io.wadi.testing.ChildJvm;
import io.wadi.testing.HoldingFile;
import io.wadi.testing.Reply;
import io.wadi.testing.ScriptedServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bad input gets a clear error, and nothing is lost: destination and cursor stay as they were. */
class BadInputTest {
    private static final String UNTOUCHED = "nothing was loaded; the destination and the cursor are as they were";

    @TempDir
    Path home;

    private ScriptedServer server;
    private Project project;
    private Map<String, List<String>> before;

    @BeforeEach
    void loadedOnce() {
        server = ScriptedServer.start();
        server.on(
                "/events", Reply.json("{\"pages\":1,\"data\":[{\"id\":1,\"name\":\"a\"},{\"id\":2,\"name\":\"b\"}]}"));
        project = new Project(home).events(server.url("/events"));
        Outcome first = project.run();
        assertThat(first.code()).as(first.err()).isZero();
        before = project.contents();
        assertThat(before.get("\"shop\".\"events\"")).hasSize(2);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void failed(Outcome outcome, int code, String... said) {
        assertThat(outcome.err()).contains(said).contains("✗ ").doesNotContain("\tat ");
        assertThat(outcome.code()).isEqualTo(code);
        assertThat(project.contents()).isEqualTo(before);
    }

    /** After a failure the source recovers, and the next run brings exactly what is new. */
    private void recovers() {
        server.on(
                "/events", Reply.json("{\"pages\":1,\"data\":[{\"id\":2,\"name\":\"b\"},{\"id\":3,\"name\":\"c\"}]}"));
        Outcome next = project.run();
        assertThat(next.code()).as(next.err()).isZero();
        assertThat(project.query("SELECT id FROM shop.events ORDER BY id")).containsExactly("1", "2", "3");
    }

    @Test
    void anUnknownPipelineIsAnsweredWithTheNearestName() {
        failed(project.wadi("run", "event"), 2, "there is no pipeline event", "did you mean events?");
    }

    @Test
    void aHostThatIsDownIsTransient() {
        String url = server.url("/events").toString();
        server.close();
        Outcome outcome = project.run("--json");
        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.out()).contains("\"transient\":true", "GET " + url, "tried 3 times", UNTOUCHED);
        assertThat(project.contents()).isEqualTo(before);
        server = ScriptedServer.start();
    }

    @Test
    void aRefusedCredentialIsTerminalAndNotTriedAgain() {
        project.events(server.url("/events"), "auth: bearer", "credentials: shop");
        project.environment.put("SHOP_TOKEN", "t0p+secret");
        server.on("/events", Reply.of(401, "{\"error\":\"t0p+secret is wrong\"}"));
        int asked = server.count("/events");
        Outcome outcome = project.run();
        failed(outcome, 1, "401", "shop", UNTOUCHED);
        assertThat(outcome.err()).doesNotContain("t0p+secret");
        assertThat(server.count("/events") - asked).isEqualTo(1);
        assertThat(project.run("--json").out()).contains("\"transient\":false");
    }

    @Test
    void aServerThatAlwaysFailsIsTriedThreeTimes() {
        server.on("/events", Reply.of(500, "no"));
        int asked = server.count("/events");
        failed(project.run(), 1, "500", "tried 3 times", UNTOUCHED);
        assertThat(server.count("/events") - asked).isEqualTo(3);
        assertThat(project.waits).hasSize(2);
        assertThat(project.run("--json").out()).contains("\"transient\":true");
        recovers();
    }

    @Test
    void aTruncatedPageSevenLoadsNothingAndIsWhereTheNextRunGoesOn() {
        List<String> asked = new CopyOnWriteArrayList<>();
        AtomicBoolean well = new AtomicBoolean();
        server.on("/events", request -> {
            int page = Integer.parseInt(request.query().get("page"));
            asked.add(String.valueOf(page));
            String body = "{\"pages\":9,\"data\":[{\"id\":" + (10 + page) + "}]}";
            return page == 7 && !well.get() ? Reply.json(body).truncatedAfter(18) : Reply.json(body);
        });
        failed(project.run(), 1, "page=7", UNTOUCHED);
        well.set(true);
        asked.clear();

        Outcome next = project.run();

        assertThat(next.code()).as(next.err()).isZero();
        // several pages are under way at once, so their order is no promise
        assertThat(asked).contains("7", "8", "9").doesNotContain("1", "2", "3", "4", "5", "6");
        assertThat(project.query("SELECT id FROM shop.events ORDER BY id"))
                .containsExactly("1", "2", "11", "12", "13", "14", "15", "16", "17", "18", "19");
    }

    @Test
    void invalidJsonInPageSevenLoadsNothing() {
        server.on("/events", request -> {
            int page = Integer.parseInt(request.query().get("page"));
            return Reply.json("{\"pages\":9,\"data\":[{\"id\":" + (10 + page) + (page == 7 ? ",}]}" : "}]}"));
        });
        failed(project.run(), 1, "page=7", "JSON", UNTOUCHED);
        recovers();
    }

    @Test
    void aPageThatRepeatsForEverEndsTheRun() {
        server.on("/events", Reply.json("{\"pages\":9,\"data\":[{\"id\":5}]}"));
        int asked = server.count("/events");
        failed(project.run(), 1, "page=2", "same", UNTOUCHED);
        // Those that were under way with it, and no more.
        assertThat(server.count("/events") - asked).isBetween(2, 9);
        recovers();
    }

    @Test
    void aFileThatIsNoDuckDbDatabaseIsLeftAlone() throws IOException {
        Path letter = Files.writeString(home.resolve("letter.txt"), "Dear reader, this is no database at all.");
        Outcome outcome = project.wadi("run", "events", "--destination", "duckdb://" + letter);
        failed(outcome, 1, "letter.txt is not a DuckDB database", UNTOUCHED);
        assertThat(letter).hasContent("Dear reader, this is no database at all.");
    }

    @Test
    void aDatabaseThatAnotherProcessHoldsIsTransientAndTheProcessNamed() {
        ChildJvm holder = ChildJvm.start(HoldingFile.class, project.database.toString());
        Outcome outcome;
        Outcome asJson;
        try {
            assertThat(holder.line()).isEqualTo("held");
            outcome = project.run();
            asJson = project.run("--json");
        } finally {
            holder.end();
        }
        failed(outcome, 1, "number " + holder.pid(), "waited 10 s", UNTOUCHED);
        assertThat(asJson.out()).contains("\"transient\":true");
        recovers();
    }

    @Test
    void aWorkingDirectoryThatCannotBeWrittenIsNamed() {
        project.file("taken", "a file, where a directory is wanted");
        Outcome outcome = project.run("--work", home.resolve("taken").toString());
        failed(outcome, 1, home.resolve("taken").toString(), "--work", UNTOUCHED);
    }

    @Test
    void aLineThatIsNoJsonIsNamed() {
        project.file("in.jsonl", "{\"id\":3}\n{\"id\":4}\nid=5\n{\"id\":6}\n");
        Outcome outcome = project.wadi(
                "copy",
                home.resolve("in.jsonl").toString(),
                project.database.toString(),
                "--table",
                "events",
                "--dataset",
                "shop");
        failed(outcome, 1, "in.jsonl, line 3", "invalid JSON", UNTOUCHED);
    }

    @Test
    void anUnknownOptionOfARouteIsNamedWithTheNearestOne() {
        project.events(server.url("/events"), "dataSelektor: $.data");
        failed(project.run(), 2, "dataSelektor", "dataSelector");
    }

    @Test
    void anUnknownWriteDispositionIsRefused() {
        Outcome outcome = project.wadi("copy", "a.jsonl", "b.duckdb", "--table", "t", "--write-disposition", "upsert");
        failed(outcome, 2, "upsert", "append, replace or merge");
    }

    @Test
    void keysThatBecomeOneNameLoadWithAWarningThatNamesBoth() {
        server.on("/events", Reply.json("{\"pages\":1,\"data\":[{\"id\":3,\"userId\":7,\"user_id\":8}]}"));
        Outcome outcome = project.run();
        assertThat(outcome.code()).isZero();
        assertThat(outcome.out()).contains("done with warnings", "userId", "user_id", "events.user_id");
        assertThat(project.query("SELECT user_id FROM shop.events WHERE id = 3"))
                .containsExactly("8");
    }
}
