package io.wadi.flow.store;

import static io.wadi.flow.store.Stores.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.flow.Asks;
import io.wadi.flow.run.Run;
import io.wadi.flow.run.RunState;
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
