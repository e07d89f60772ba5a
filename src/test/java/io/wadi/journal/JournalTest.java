package io.wadi.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wadi.model.Column;
import io.wadi.model.ColumnPage;
import io.wadi.model.DataType;
import io.wadi.model.FileRange;
import io.wadi.model.JsonPage;
import io.wadi.model.Origin;
import io.wadi.model.Page;
import io.wadi.model.TerminalFailure;
import io.wadi.testing.TypedPage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
    private static final Origin REQUEST = new Origin("GET https://example.org/größe?page=3", "record", 201);

    @TempDir
    Path directory;

    private Path journal;
    private Path source;

    @BeforeEach
    void nameTheFiles() throws IOException {
        journal = directory.resolve("journal");
        source = Files.writeString(directory.resolve("quelle-é.jsonl"), "{\"a\":1}\n{\"a\":\"ü\"}\n{\"a\":3}\n");
    }

    @Test
    void pagesByValueComeBackWithTheirOrigin() {
        byte[] bytes = "xx{\"a\":1} {\"a\":\"é\"}yy".getBytes(StandardCharsets.UTF_8);
        write(
                new JsonPage(bytes, 2, bytes.length - 2, 2, REQUEST, Optional.empty()),
                JsonPage.of(new byte[0], 0, REQUEST));

        List<JsonPage> pages = read();

        assertThat(pages).hasSize(2);
        assertThat(text(pages.get(0))).isEqualTo("{\"a\":1} {\"a\":\"é\"}");
        assertThat(pages.get(0).records()).isEqualTo(2);
        assertThat(pages.get(0).origin()).isEqualTo(REQUEST);
        assertThat(pages.get(0).range()).isEmpty();
        assertThat(pages.get(1).length()).isZero();
    }

    @Test
    void pagesByReferenceAreReadFromTheirFileAgain() throws IOException {
        JsonPage page = range(8, 19);
        write(page);

        List<JsonPage> pages = read();

        assertThat(Files.size(journal)).as("bytes are not copied").isLessThan(300);
        assertThat(text(pages.get(0))).isEqualTo("{\"a\":\"ü\"}\n{\"a\":3}\n");
        assertThat(pages.get(0).origin()).isEqualTo(page.origin());
        assertThat(pages.get(0).records()).isEqualTo(2);
        assertThat(pages.get(0).range()).isEqualTo(page.range());
    }

    @Test
    void pagesOfTypedColumnsComeBackWithTheirColumns() {
        Column key = new Column("ключ", DataType.BIGINT, false, OptionalInt.of(32), OptionalInt.empty(), true);
        Column clock = new Column(
                "clock", DataType.TIMESTAMP, true, OptionalInt.empty(), OptionalInt.empty(), Set.of(), false);
        ColumnPage page = TypedPage.at(7)
                .with(key, 1, -70_000, 3)
                .with(TypedPage.wide("amount", DataType.DECIMAL, 10, 0), "1", null, "3")
                .with("none", DataType.JSON, null, null, null)
                .with(clock, 1, 2, 3)
                .page();
        try (JournalWriter writer = new JournalWriter(journal)) {
            writer.append(JsonPage.of("1".getBytes(StandardCharsets.UTF_8), 1, REQUEST));
            writer.append(page);
            writer.append(page.slice(3, 3));
            assertThat(writer.records()).isEqualTo(4);
            writer.seal();
        }

        try (JournalReader reader = new JournalReader(journal)) {
            assertThat(reader.next().orElseThrow()).isInstanceOf(JsonPage.class);
            ColumnPage read = (ColumnPage) reader.next().orElseThrow();
            assertThat(read.columns()).isEqualTo(page.columns());
            assertThat(read.origin()).isEqualTo(page.origin());
            for (int column = 0; column < 3; column++) {
                for (int row = 0; row < 3; row++) {
                    assertThat(read.value(column, row)).isEqualTo(page.value(column, row));
                }
            }
            assertThat(reader.next().orElseThrow().records()).isZero();
            assertThat(reader.next()).isEmpty();
        }
    }

    @Test
    void aSourceFileThatChangedIsRefused() throws IOException {
        write(range(8, 19));
        String whole = Files.readString(source);

        Files.writeString(source, whole.replace("3", "4"));
        refuses("have changed");
        Files.writeString(source, whole.substring(0, 12));
        refuses("have changed");
        Files.delete(source);
        refuses("cannot be read");
        Files.writeString(source, whole.replace("1", "2") + "{\"a\":4}\n");
        assertThat(read()).as("what lies outside the range may change").hasSize(1);
    }

    private void refuses(String why) {
        assertThatThrownBy(this::read).isInstanceOfSatisfying(TerminalFailure.class, failure -> {
            assertThat(failure).hasMessageContaining(source.toString()).hasMessageContaining(why);
            assertThat(failure.explanation().fix().orElse("")).contains("--fresh");
        });
    }

    @Test
    void itCountsAndItsChecksumIsFoundAgain() {
        String sealed;
        try (JournalWriter writer = new JournalWriter(journal)) {
            writer.append(range(8, 19));
            writer.append(JsonPage.of("1 2 3".getBytes(StandardCharsets.UTF_8), 3, REQUEST));
            assertThat(writer.records()).isEqualTo(5);
            assertThat(writer.pages()).isEqualTo(2);
            sealed = writer.seal();
        }

        try (JournalReader reader = new JournalReader(journal)) {
            assertThat(reader.checksum()).isEqualTo(sealed);
        }
    }

    @Test
    void anUnsealedJournalIsNone() {
        try (JournalWriter writer = new JournalWriter(journal)) {
            writer.append(range(8, 19));
        }

        assertThat(journal).doesNotExist();
    }

    private JsonPage range(int offset, int length) {
        byte[] bytes = "??{\"a\":\"ü\"}\n{\"a\":3}\n".getBytes(StandardCharsets.UTF_8);
        assertThat(bytes).hasSize(length + 2);
        return new JsonPage(
                bytes,
                2,
                2 + length,
                2,
                new Origin(source.toString(), "line", 2),
                Optional.of(new FileRange(source, offset, length)));
    }

    private void write(JsonPage... pages) {
        try (JournalWriter writer = new JournalWriter(journal)) {
            for (JsonPage page : pages) {
                writer.append(page);
            }
            writer.seal();
        }
    }

    private List<JsonPage> read() {
        List<JsonPage> pages = new ArrayList<>();
        try (JournalReader reader = new JournalReader(journal)) {
            reader.next().ifPresent(page -> pages.add((JsonPage) page));
            for (Optional<Page> page = reader.next(); page.isPresent(); page = reader.next()) {
                pages.add((JsonPage) page.get());
            }
        }
        return pages;
    }

    private static String text(JsonPage page) {
        return new String(page.bytes(), page.from(), page.length(), StandardCharsets.UTF_8);
    }
}
