package io.wadi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.cli.Project.Outcome;
import io.wadi.testing.Reply;
import io.wadi.testing.Request;
import io.wadi.testing.ScriptedServer;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An extraction that broke off goes on at the next page, and gives what one that nobody disturbs gives. */
class GoesOnTest {
    private static final int PAGES = 6;
    private static final int RECORDS = 3;

    @TempDir
    private Path home;

    private final ScriptedServer server = ScriptedServer.start();
    /** The page that the server does not give, while it is down. */
    private final AtomicInteger broken = new AtomicInteger(4);

    @AfterEach
    void stop() {
        server.close();
    }

    private Project project(String name, String... options) {
        Project project = new Project(home.resolve(name));
        server.on("/events", this::answer);
        return project.reading("""
                url: "%s"
                retries: 0
                dataSelector: $.data
                cursor.path: id
                """.formatted(server.url("/events")), options);
    }

    /** A page of the API, whichever way it is asked for. */
    private Reply answer(Request request) {
        int page = page(request.query());
        if (page == broken.get()) {
            return Reply.of(503, "down");
        }
        int first = (page - 1) * RECORDS + 1;
        String data = IntStream.range(first, first + RECORDS)
                .mapToObj(id -> "{\"id\":" + id + ",\"page\":" + page + ",\"tags\":[\"t" + id + "\"]}")
                .collect(Collectors.joining(","));
        boolean more = page < PAGES;
        String next = more
                ? ",\"next\":\"" + server.url("/events?page=" + (page + 1)) + "\",\"token\":\"t" + (page + 1) + "\""
                : "";
        return Reply.json("{\"data\":[" + data + "],\"total\":" + PAGES * RECORDS + ",\"last\":" + PAGES + next + "}");
    }

    private static int page(Map<String, String> values) {
        if (values.containsKey("offset")) {
            return Integer.parseInt(values.get("offset")) / RECORDS + 1;
        }
        return Integer.parseInt(
                values.getOrDefault("page", values.getOrDefault("cursor", "t1").substring(1)));
    }

    private List<Integer> asked(int from) {
        List<Request> all = server.requests("/events");
        return all.subList(from, all.size()).stream()
                .map(request -> page(request.query()))
                .toList();
    }

    /** All that does not differ between two loads of the same. */
    private static List<String> contents(Project project) {
        return Stream.of(
                        "SELECT (id, page)::VARCHAR FROM shop.events ORDER BY rowid",
                        "SELECT value FROM shop.events__tags ORDER BY rowid",
                        "SELECT version_hash FROM shop._dlt_pipeline_state",
                        "SELECT version_hash FROM shop._dlt_version")
                .flatMap(sql -> project.query(sql).stream())
                .toList();
    }

    private List<String> undisturbed(String... options) {
        broken.set(0);
        Project project = project("other", options);
        Outcome outcome = project.run();
        assertThat(outcome.code()).as(outcome.err()).isZero();
        return contents(project);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "paginator: page_number\nbasePage: 1\ntotalPath: $.last\nparallel: 1",
                "paginator: offset\nlimit: 3\ntotalPath: $.total\nparallel: 1",
                "paginator: cursor\ncursorPath: $.token",
                "paginator: json_link\nnextPath: $.next",
                "paginator: auto"
            })
    void atTheNextPage(String paginator) {
        Project project = project("here", paginator);
        assertThat(project.run().code()).isEqualTo(1);
        assertThat(asked(0)).containsExactly(1, 2, 3, 4);
        broken.set(5);
        assertThat(project.run().code()).isEqualTo(1);
        assertThat(asked(4)).containsExactly(4, 5);
        broken.set(0);

        Outcome outcome = project.run();

        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(asked(6)).containsExactly(5, 6);
        assertThat(outcome.out()).contains("an earlier run had left");
        assertThat(contents(project)).hasSize(2 * PAGES * RECORDS + 2).isEqualTo(undisturbed(paginator));
        assertThat(project.run().out()).contains("nothing new");
    }

    @Test
    void atTheRequestThatWasNotAnsweredWhereSeveralAreUnderWay() {
        String[] options = {"paginator: page_number", "basePage: 1", "totalPath: $.last", "parallel: 3"};
        Project project = project("here", options);
        assertThat(project.run().code()).isEqualTo(1);
        int before = asked(0).size();
        broken.set(0);

        assertThat(project.run().code()).isZero();

        assertThat(asked(before)).contains(4, 5, 6).doesNotContain(1, 2);
        assertThat(contents(project)).isEqualTo(undisturbed(options));
    }

    @Test
    void afterTheLastPageThatIsWholeOnDisk() throws IOException {
        Project project = project("here", "paginator: cursor", "cursorPath: $.token");
        assertThat(project.run().code()).isEqualTo(1);
        try (Stream<Path> files = Files.walk(project.home.resolve("work"));
                FileChannel journal = FileChannel.open(
                        files.filter(file -> file.toString().endsWith(".journal.tmp"))
                                .findFirst()
                                .orElseThrow(),
                        StandardOpenOption.WRITE)) {
            journal.truncate(journal.size() - 5);
        }
        broken.set(0);

        assertThat(project.run().code()).isZero();

        assertThat(asked(4)).containsExactly(3, 4, 5, 6);
        assertThat(contents(project)).isEqualTo(undisturbed("paginator: cursor", "cursorPath: $.token"));
        try (Stream<Path> files = Files.walk(project.home.resolve("work"))) {
            assertThat(files.map(Path::toString))
                    .noneMatch(file -> file.endsWith(".tmp") || file.endsWith(".positions"));
        }
    }

    @Test
    void anAttemptGoesOnWhereTheOneBeforeItBrokeOff() throws IOException {
        String[] options = {"paginator: cursor", "cursorPath: $.token"};
        Project project = project("here", options)
                .flow()
                .file(
                        "deployments.yaml",
                        "deployments:\n  - {name: nightly, pipeline: events, retries: [10s, 10s, 10s]}\n");
        AtomicInteger refused = new AtomicInteger();
        server.on(
                "/events",
                request -> page(request.query()) == 4 && refused.getAndIncrement() < 2
                        ? Reply.of(503, "down")
                        : answer(request));
        broken.set(0);

        Outcome outcome = project.wadi("run", "nightly", "--destination", "duckdb://" + project.database);

        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(outcome.err()).contains("attempt 2 of 4 failed");
        assertThat(asked(0)).containsExactly(1, 2, 3, 4, 4, 4, 5, 6);
        assertThat(contents(project)).isEqualTo(undisturbed(options));
    }

    @Test
    void fromTheBeginningWhereTheServerRefusesTheOldToken() {
        String[] options = {"paginator: cursor", "cursorPath: $.token"};
        Project project = project("here", options);
        assertThat(project.run().code()).isEqualTo(1);
        broken.set(0);
        AtomicInteger refused = new AtomicInteger();
        server.on(
                "/events",
                request -> page(request.query()) == 4 && refused.getAndIncrement() == 0
                        ? Reply.of(410, "expired")
                        : answer(request));

        Outcome outcome = project.run();

        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(asked(4)).containsExactly(4, 1, 2, 3, 4, 5, 6);
        assertThat(contents(project)).isEqualTo(undisturbed(options));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--fresh", "-p", "environment", "route", "masked", "terminal", "old"})
    void fromTheBeginningWhereThatIsWantedOrWhatWasReadIsNotWhatIsAskedForNow(String how) {
        String more = switch (how) {
            case "masked" -> "mask.tags: null";
            case "environment" -> "query.kind: \"{{events.kind:a}}\"";
            default -> "";
        };
        Project project = project("here", "paginator: cursor", "cursorPath: $.token", more);
        if (how.equals("terminal")) {
            server.on("/events", request -> page(request.query()) == 4 ? Reply.of(404, "gone") : answer(request));
        }
        assertThat(project.run().code()).isEqualTo(1);
        broken.set(0);
        server.on("/events", this::answer);
        switch (how) {
            case "route" -> project("here", "paginator: cursor", "cursorPath: $.token", "# another");
            case "old" -> age(project);
            case "environment" -> project.environment.put("EVENTS_KIND", "b");
            default -> {}
        }

        Outcome outcome = how.equals("--fresh")
                ? project.run(how)
                : how.equals("-p") ? project.run("--set", "events.query.x=1") : project.run();

        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(asked(4)).containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(project.query("SELECT count(*) || ' ' || count(DISTINCT id) FROM shop.events"))
                .containsExactly("18 18");
    }

    @Test
    void whatMayBeGoneOnWithIsNotSweptUp() {
        Project project = project("here", "paginator: cursor", "cursorPath: $.token");
        String[] gc = {"gc", "--dry-run", "--destination", "duckdb://" + project.database};
        assertThat(project.run().code()).isEqualTo(1);
        assertThat(project.wadi(gc).out()).contains("nothing to remove");

        age(project);

        assertThat(project.wadi(gc).out()).contains("would remove package of events", "did not come to its end");
    }

    private static void age(Project project) {
        try (Stream<Path> files = Files.walk(project.home.resolve("work"))) {
            Path manifest = files.filter(file -> file.endsWith("manifest.json"))
                    .findFirst()
                    .orElseThrow();
            String text = Files.readString(manifest);
            Files.writeString(manifest, text.replaceFirst("\"created_at\" : \"20\\d\\d", "\"created_at\" : \"2020"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
