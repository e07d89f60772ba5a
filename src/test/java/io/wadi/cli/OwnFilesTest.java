package io.wadi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.cli.Project.Outcome;
import io.wadi.testing.Reply;
import io.wadi.testing.ScriptedServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Wadi writes is its owner's alone, and goes when it is no longer needed. */
class OwnFilesTest {
    private static final Reply FIRST = Reply.json("{\"pages\":2,\"data\":[{\"id\":1,\"tags\":[1]}]}");
    private static final Reply SECOND = Reply.json("{\"pages\":2,\"data\":[{\"id\":2}]}");

    @TempDir
    private Path home;

    private final ScriptedServer server = ScriptedServer.start();

    @AfterEach
    void stop() {
        server.close();
    }

    private Project project() {
        return new Project(home).events(server.url("/events"), "retries: 0");
    }

    private List<Path> written() throws IOException {
        try (Stream<Path> all = Files.walk(home.resolve("work"))) {
            return Stream.concat(all, Stream.of(home.resolve("out.duckdb")).filter(Files::exists))
                    .toList();
        }
    }

    private void areTheOwners() throws IOException {
        for (Path path : written()) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                    .as(path.toString())
                    .isEqualTo(Files.isDirectory(path) ? "rwx------" : "rw-------");
        }
    }

    @Test
    void afterRunsThatEndWell() throws IOException {
        Project project = project();
        for (int run = 0; run < 2; run++) {
            server.on("/events", FIRST, SECOND);
            Outcome outcome = project.run();
            assertThat(outcome.code()).as(outcome.err()).isZero();
        }
        project.file("orders.csv", "id\n1\n");
        Outcome copy = project.wadi(
                "copy",
                home.resolve("orders.csv").toString(),
                home.resolve("made/here/out.duckdb").toString());
        assertThat(copy.code()).as(copy.err()).isZero();

        areTheOwners();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("made/here/out.duckdb"))))
                .isEqualTo("rw-------");
        assertThat(written())
                .anyMatch(path -> path.endsWith("manifest.json"))
                .anyMatch(path -> path.endsWith("runs.sqlite"))
                .anyMatch(path -> path.toString().endsWith(".part"))
                .noneMatch(path -> path.toString().matches(".*(\\.tmp|\\.journal|\\.positions|/scratch)"));
    }

    @Test
    void whileAnExtractionIsLeftThatBrokeOff() throws IOException {
        Project project = project();
        server.on("/events", FIRST, Reply.of(503, "down"));
        assertThat(project.run().code()).isEqualTo(1);

        areTheOwners();
        assertThat(written())
                .anyMatch(path -> path.toString().endsWith(".journal.tmp"))
                .anyMatch(path -> path.toString().endsWith(".positions"));
    }

    @Test
    void gcTellsWhatItWouldTakeAndTakesItOnlyThen() throws IOException {
        Project project = project();
        server.on("/events", FIRST, SECOND);
        assertThat(project.run().code()).isZero();
        Path left = home.resolve("work/pipelines/events/packages/1700000000.5");
        Files.createDirectories(left.resolve("parts"));
        Files.writeString(left.resolve("parts/events.0.part.tmp"), "torn");
        List<Path> before = written();

        Outcome dry = project.wadi("gc", "--dry-run", "--destination", "duckdb://" + project.database);

        assertThat(dry.code()).as(dry.err()).isZero();
        assertThat(dry.out()).contains("would remove", "1700000000.5");
        assertThat(written()).isEqualTo(before);
        Outcome wet = project.wadi("gc", "--destination", "duckdb://" + project.database);
        assertThat(wet.code()).as(wet.err()).isZero();
        assertThat(left).doesNotExist();
        assertThat(project.query("SELECT count(*) FROM shop.events")).containsExactly("2");
    }
}
