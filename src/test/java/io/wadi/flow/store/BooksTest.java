package io.wadi.flow.store;

import static io.wadi.flow.store.Stores.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.flow.Asks;
import io.wadi.flow.Overlap;
import io.wadi.flow.run.Run;
import io.wadi.flow.run.RunState;
import io.wadi.flow.run.Trigger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BooksTest {
    private static final long AT = NOON.toEpochMilli();
    private static final Note BEGAN = new Note.Opened("r1", "n1", "p", Optional.empty(), Asks.NOTHING, "ann", AT);

    @TempDir
    Path folder;

    private final List<String> warnings = new CopyOnWriteArrayList<>();

    private static Note moved(RunState state) {
        return new Note.Moved("r1", "n1", state, 1, Optional.empty(), "", AT);
    }

    private Path spool() {
        return folder.resolve("spool");
    }

    private static RunStore down() {
        throw new StoreDown("nowhere", new IOException("connection refused"));
    }

    @Test
    void whatIsNotedIsEnteredInItsOrder() {
        try (RunStore store = Stores.SQLITE.open(folder);
                Books books = new Books(() -> store, spool(), "n1", warnings::add)) {
            books.note(BEGAN);
            books.note(moved(RunState.RUNNING));
            books.note(new Note.Said("r1", 1, AT, "INFO", "one"));
            books.note(new Note.Said("r1", 2, AT, "INFO", "two"));
            books.note(moved(RunState.COMPLETED));
            books.settle(5_000);
            assertThat(store.runs().find("r1")).map(Run::state).contains(RunState.COMPLETED);
            assertThat(store.logs().after("r1", 0, 10))
                    .extracting(Logs.Line::text)
                    .containsExactly("one", "two");
        }
        assertThat(warnings).isEmpty();
        assertThat(spool()).doesNotExist();
    }

    /** The store went down after the order had arrived, and before its run was claimed. */
    @Test
    void aRunThatWaitsInTheStoreIsThatOfTheProcessWhichWentOnWithIt() {
        try (RunStore store = Stores.SQLITE.open(folder);
                Books books = new Books(() -> store, spool(), "n1", warnings::add)) {
            store.queue().arrive("r1", Stores.order("p", Trigger.COMMAND_LINE), Overlap.ALLOW, NOON);
            books.note(BEGAN);
            books.note(moved(RunState.RUNNING));
            books.settle(5_000);
            assertThat(store.runs().find("r1").orElseThrow())
                    .returns(RunState.RUNNING, Run::state)
                    .returns(Optional.of("n1"), Run::node);
            books.note(BEGAN);
            books.note(moved(RunState.COMPLETED));
            books.settle(5_000);
            assertThat(store.runs().find("r1")).map(Run::state).contains(RunState.COMPLETED);
        }
        assertThat(warnings).isEmpty();
    }

    @Test
    void whileTheStoreIsDownNotesWaitAndFollow() {
        AtomicBoolean up = new AtomicBoolean();
        try (RunStore store = Stores.SQLITE.open(folder)) {
            Supplier<RunStore> sometimes = () -> up.get() ? store : down();
            try (Books books = new Books(sometimes, spool(), "n1", warnings::add)) {
                books.note(BEGAN);
                books.note(moved(RunState.RUNNING));
                books.settle(5_000);
                assertThat(store.runs().find("r1")).isEmpty();
                assertThat(spool())
                        .isDirectoryContaining(file -> file.toString().endsWith(".jsonl"));
                up.set(true);
                books.note(moved(RunState.FAILED));
                books.settle(5_000);
                assertThat(store.runs().find("r1")).map(Run::state).contains(RunState.FAILED);
            }
            assertThat(spool()).isEmptyDirectory();
        }
        assertThat(warnings).hasSize(1).allMatch(text -> text.contains("connection refused"));
    }

    @ParameterizedTest
    @EnumSource
    void whatAStoreWillNeverTakeHoldsUpNothingElse(Stores kind) {
        try (RunStore store = kind.open(folder);
                Books books = new Books(() -> store, spool(), "n1", warnings::add)) {
            books.note(BEGAN);
            books.note(new Note.Said("r1", 1, AT, "ERROR", "no date: '\0\0'"));
            books.note(new Note.Said("unknown", 1, AT, "INFO", "of a run that is not there"));
            books.note(new Note.Said("r1", 2, AT, "INFO", "two"));
            books.note(moved(RunState.RUNNING));
            books.note(new Note.Ended("unknown", 1, AT, Optional.empty(), Optional.of("{}"), List.of()));
            books.note(new Note.Moved("r1", "n1", RunState.FAILED, 1, Optional.empty(), "no date: '\0\0'", AT));
            books.settle(5_000);
            assertThat(store.runs().find("r1")).map(Run::state).contains(RunState.FAILED);
            assertThat(store.logs().after("r1", 0, 10))
                    .extracting(Logs.Line::text)
                    .containsExactly("no date: '\ufffd\ufffd'", "two");
        }
        assertThat(warnings).isNotEmpty().allMatch(text -> text.contains("left out"));
        assertThat(spool()).doesNotExist();
    }

    @Test
    void aLineThatIsNoNoteHoldsUpNothingElse() throws IOException {
        try (Books books = new Books(BooksTest::down, spool(), "n1", text -> {})) {
            books.note(BEGAN);
            books.note(moved(RunState.RUNNING));
        }
        Path left = spool().resolve("n1.jsonl");
        List<String> lines = Files.readAllLines(left);
        Files.writeString(left, lines.get(0) + "\n{\"note\":\"mov\n" + lines.get(1) + "\n");
        try (RunStore store = Stores.SQLITE.open(folder);
                Books books = new Books(() -> store, spool(), "n2", warnings::add)) {
            books.note(new Note.Said("r1", 1, AT, "INFO", "one"));
            books.settle(5_000);
            assertThat(store.runs().find("r1")).map(Run::state).contains(RunState.RUNNING);
            assertThat(store.logs().last("r1")).isEqualTo(1);
        }
        assertThat(warnings).singleElement().asString().contains("no note of a run");
    }

    @Test
    void whoeverComesNextEntersWhatAProcessLeft() {
        try (Books books = new Books(BooksTest::down, spool(), "n1", warnings::add)) {
            books.note(BEGAN);
            books.note(moved(RunState.RUNNING));
            books.note(moved(RunState.COMPLETED));
        }
        try (RunStore store = Stores.SQLITE.open(folder)) {
            new Books(() -> store, spool(), "n2", warnings::add).close();
            assertThat(store.runs().find("r1")).map(Run::state).contains(RunState.COMPLETED);
            assertThat(store.runs().steps("r1"))
                    .extracting(RunBook.Step::state)
                    .containsExactly(RunState.PENDING, RunState.RUNNING, RunState.COMPLETED);
        }
        assertThat(spool()).isEmptyDirectory();
    }

    @Test
    void whereNotesCannotEvenWaitTheyAreLostAndSaidToBe() throws IOException {
        Files.writeString(spool(), "a file where the folder should be");
        try (Books books = new Books(BooksTest::down, spool(), "n1", warnings::add)) {
            books.note(BEGAN);
            books.settle(5_000);
        }
        assertThat(warnings).isNotEmpty();
    }
}
