package io.wadi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.cli.Project.Outcome;
import io.wadi.prove.Sight;
import io.wadi.testing.ChildJvm;
import io.wadi.testing.HoldingFile;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Faults of files, processes and people: each is told in words, and loses nothing. */
@Tag("chaos")
class WorldFaultsTest {
    @TempDir
    Path folder;

    private Faulted world;

    private Faulted world() {
        world = new Faulted(folder);
        return world;
    }

    @AfterEach
    void close() {
        if (world != null) {
            world.close();
        }
    }

    /** Of the newest package: that of the load before keeps its parts, too. */
    private static Path file(Path below, String ending) throws IOException {
        try (Stream<Path> all = Files.walk(below)) {
            return all.filter(path -> path.toString().endsWith(ending))
                    .filter(path -> path.toString().contains("append"))
                    .max(Comparator.naturalOrder())
                    .orElseThrow();
        }
    }

    @Test
    void aByteOfAPartThatTurnedIsFound() throws IOException {
        world().halted("PACKED");
        try (RandomAccessFile part =
                new RandomAccessFile(file(world.work, ".part").toFile(), "rw")) {
            part.seek(200);
            int was = part.read();
            part.seek(200);
            part.write(was ^ 1);
        }

        world.failed(world.run(2), "the package that an earlier run left cannot be finished", "--fresh");
        world.goesOn("--fresh");
    }

    @Test
    void aJournalThatWasCutShortIsFound() throws IOException {
        world().halted("EXTRACTED");
        try (RandomAccessFile journal =
                new RandomAccessFile(file(world.work, ".journal").toFile(), "rw")) {
            journal.setLength(journal.length() / 2);
        }

        world.failed(world.run(2), ".journal", "--fresh");
        world.goesOn("--fresh");
    }

    @Test
    void aFileThatAnotherProcessHoldsIsToldWithItsNumber() {
        world();
        ChildJvm holder = ChildJvm.start(HoldingFile.class, world.database.toString());
        assertThat(holder.line()).isEqualTo("held");

        Outcome outcome = world.run(2);
        long number = holder.pid();
        holder.end();
        world.failed(outcome, "is held by another process, number " + number, "close that program");
        world.goesOn();
    }

    @Test
    void twoAtOnceLoadOnce() {
        world();
        CompletableFuture<Outcome> other =
                CompletableFuture.supplyAsync(() -> world.child(List.of(), Wadi.class, List.of(), 2));
        Outcome one = world.child(List.of(), Wadi.class, List.of(), 2);

        assertThat(one.code()).as(one.err()).isZero();
        assertThat(other.join().code()).as(other.join().err()).isZero();
        world.goesOn();
    }

    @Test
    void twoAtOnceFromTwoMachinesLoadOnce() {
        world();
        CompletableFuture<Outcome> other = CompletableFuture.supplyAsync(() -> {
            List<String> elsewhere =
                    List.of("--work", folder.resolve("elsewhere").toString());
            return world.child(List.of(), LastWordChild.class, elsewhere, 2);
        });
        Outcome one = world.child(List.of(), Wadi.class, List.of(), 2);
        Outcome two = other.join();

        for (Outcome outcome : List.of(one, two)) {
            assertThat(outcome.err()).doesNotContain("\tat ", "in a way it should not");
            assertThat(outcome.code() == 0 || outcome.err().contains("  fix    "))
                    .as(outcome.err())
                    .isTrue();
        }
        assertThat(List.of(one.code(), two.code())).contains(0);
        world.goesOn();
    }

    /** A dies with a package; B extracts the same and loads; A comes back, and its package is stale. */
    @ParameterizedTest
    @ValueSource(strings = {"EXTRACTED", "PACKED", "LOAD_NOTED", "RECEIPT_WRITTEN"})
    void aPackageOfADeadMachineThatWasOvertakenIsNotLoaded(String at) throws IOException {
        world().halted(at);
        Path own = world.work;
        world.work = folder.resolve("elsewhere");
        world.succeeds(2);
        world.work = own;

        world.goesOn();
        try (Stream<Path> manifests = Files.walk(own)) {
            assertThat(manifests.filter(path -> path.endsWith("manifest.json")).map(WorldFaultsTest::text))
                    .anyMatch(text -> text.contains("\"stale\""));
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "RUN_LOCKED",
                "PAGE_KEPT",
                "EXTRACTED",
                "BATCH_PACKED",
                "PACKED",
                "PACKAGE_OPENED",
                "MERGE_CLEARED",
                "RECEIPT_WRITTEN",
                "COMMITTED",
                "AFTER_LOAD"
            })
    void whoIsAskedToEndEndsInWords(String at) {
        Outcome outcome = world().child(List.of(), TermChild.class, List.of(at), 2);

        assertThat(outcome.code()).as(outcome.err()).isIn(143, 130, 1, 0);
        assertThat(outcome.err()).doesNotContain("\tat ", "Exception", "in a way it should not");
        world.goesOn();
    }

    @Test
    void aHeapThatIsTooSmallIsTold() throws IOException {
        world();
        Path large = folder.resolve("in/large.jsonl");
        Files.createDirectories(folder.resolve("in"));
        Files.writeString(large, "{\"id\":1,\"text\":\"" + "x".repeat(60_000_000) + "\"}\n");

        Outcome outcome = world.child(List.of("-Xmx64m"), Wadi.class, List.of(), 2);

        world.failed(outcome, "the heap is too small", "WADI_HEAP");
        Files.delete(large);
        world.goesOn();
    }

    @Test
    void aColumnThatSomebodyDroppedComesBackAndNothingElseChanges() throws Exception {
        world();
        alter("ALTER TABLE prove.upsert DROP COLUMN name");

        world.succeeds(2);
        assertThat(world.run(2).code()).isZero();
        assertThat(query("SELECT count(*) FROM prove.upsert WHERE name IS NULL AND id < 130"))
                .as("rows that came again have it")
                .isLessThan(query("SELECT count(*) FROM prove.upsert"));
    }

    @Test
    void aColumnWhoseTypeSomebodyChangedTakesNoOtherValues() throws Exception {
        world();
        alter("ALTER TABLE prove.upsert ALTER COLUMN amount TYPE INTEGER");
        Sight before = world.sight();

        Outcome outcome = world.run(2);

        assertThat(outcome.code()).as("1.2 would become 1").isEqualTo(Console.FAILED);
        assertThat(outcome.err()).contains("prove.upsert", "amount", "INTEGER", "DOUBLE", "  fix    ");
        assertThat(world.sight()).isEqualTo(before);
        alter("ALTER TABLE prove.upsert ALTER COLUMN amount TYPE DOUBLE");
        world.succeeds(2);
    }

    private void alter(String sql) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + world.database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private long query(String sql) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + world.database);
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
