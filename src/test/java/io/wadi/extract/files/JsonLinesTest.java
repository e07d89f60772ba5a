package io.wadi.extract.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wadi.model.Cancelled;
import io.wadi.model.Deadline;
import io.wadi.model.JsonPage;
import io.wadi.model.Page;
import io.wadi.model.TerminalFailure;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonLinesTest {
    private static final String BOM = "\ufeff";

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = directory.resolve("records.jsonl");
    }

    /** Lines that hold something by their number, as a text editor counts. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "1~2~3~",
                "1~2~3",
                "~~1~~~2~3~~",
                "1^~2^~^~3^~",
                " 1~ ~\t~  2~ ^~3 ~ ",
                "~",
                " ",
                "~ ~^~",
                "",
                "1",
                "1^",
                "a line that is longer than any block~2~another one that is longer than all the blocks~~4",
                "~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~1~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~2",
            })
    void everyRecordIsFoundAtItsLine(String marked) throws IOException {
        String text = marked.replace('~', '\n').replace('^', '\r');
        Files.writeString(file, text);

        for (int block = 1; block <= 40; block++) {
            assertThat(byLine(read(block))).as("blocks of %d bytes", block).isEqualTo(expected(text));
        }
    }

    @Test
    void randomLinesAreFoundAtTheirNumbers() throws IOException {
        Random random = new Random(11);
        StringBuilder text = new StringBuilder();
        for (int line = 1; line < 3_000; line++) {
            switch (random.nextInt(8)) {
                case 0 -> text.append("");
                case 1 -> text.append(" ".repeat(random.nextInt(20)));
                case 2 -> text.append("  {\"n\":").append(line).append("}  \r");
                default ->
                    text.append("{\"n\":\"")
                            .append("é".repeat(random.nextInt(60)))
                            .append("\"}");
            }
            text.append('\n');
        }
        Files.writeString(file, text);

        for (int block : List.of(64, 1_000, 4_096, 1 << 20)) {
            assertThat(byLine(read(block))).isEqualTo(expected(text.toString()));
        }
    }

    @Test
    void pagesCanBeReadAgainFromTheFile() throws IOException {
        Files.writeString(file, "{\"a\":1}\n\n{\"b\":\"é\"}\n{\"c\":3}");
        byte[] whole = Files.readAllBytes(file);

        List<JsonPage> pages = read(12);

        assertThat(pages).hasSizeGreaterThan(1).allSatisfy(page -> {
            int offset = (int) page.range().orElseThrow().offset();
            assertThat(page.range().orElseThrow().file()).isEqualTo(file.toAbsolutePath());
            assertThat(page.range().orElseThrow().length()).isEqualTo(page.length());
            assertThat(Arrays.copyOfRange(whole, offset, offset + page.length()))
                    .isEqualTo(Arrays.copyOfRange(page.bytes(), page.from(), page.to()));
        });
    }

    @Test
    void aByteOrderMarkIsPassedOver() throws IOException {
        Files.writeString(file, BOM + "{\"a\":1}\n{\"a\":2}\n");

        List<JsonPage> pages = read(1_000);

        assertThat(byLine(pages)).isEqualTo(Map.of(1L, "{\"a\":1}", 2L, "{\"a\":2}"));
        assertThat(pages.get(0).range().orElseThrow().offset()).isEqualTo(3);

        Files.writeString(file, BOM + "\n" + BOM + "1\n");
        assertThat(byLine(read(1))).as("in the middle it is no mark").isEqualTo(Map.of(2L, BOM + "1"));
        Files.writeString(file, BOM);
        assertThat(read(1)).isEmpty();
    }

    @Test
    void aMissingFileAndADirectoryAreNamed() {
        assertThatThrownBy(() -> read(10)).isInstanceOf(TerminalFailure.class).hasMessage("there is no file " + file);
        file = directory;
        assertThatThrownBy(() -> read(10))
                .isInstanceOf(TerminalFailure.class)
                .hasMessageContaining(directory.toString());
    }

    @Test
    void whatIsNoOrdinaryFileIsNotBegun() {
        file = Path.of("/dev/null");
        assertThatThrownBy(() -> read(10))
                .isInstanceOf(TerminalFailure.class)
                .hasMessage("/dev/null is no ordinary file, and only such can be read");
    }

    @Test
    void aCompressedFileIsCalledSo() throws IOException {
        try (OutputStream gzip = new GZIPOutputStream(Files.newOutputStream(file))) {
            gzip.write("{\"a\":1}\n".getBytes(StandardCharsets.UTF_8));
        }
        assertThatThrownBy(() -> read(10))
                .isInstanceOf(TerminalFailure.class)
                .hasMessage("file " + file + " is compressed with gzip")
                .extracting(e -> ((TerminalFailure) e).explanation().fix().orElse(""))
                .isEqualTo("unpack it first: gunzip records.jsonl");
    }

    @Test
    void aFileThatBecomesShorterIsNoticed() throws IOException {
        Files.writeString(file, "{\"a\":1}\n".repeat(100));
        try (JsonLines lines = new JsonLines(file, Deadline.none(), 100)) {
            lines.next();
            Files.writeString(file, "{\"a\":1}\n");

            assertThatThrownBy(lines::next).isInstanceOf(TerminalFailure.class).hasMessageContaining("became shorter");
        }
    }

    @Test
    void whatIsAppendedMeanwhileIsLeftForTheNextRun() throws IOException {
        Files.writeString(file, "1\n2\n");
        try (JsonLines lines = new JsonLines(file, Deadline.none(), 2)) {
            lines.next();
            Files.writeString(file, "1\n2\n3\n");
            assertThat(lines.next()).isPresent();
            assertThat(lines.next()).isEmpty();
        }
    }

    @Test
    void readingCanBeCancelled() throws IOException {
        Files.writeString(file, "1\n2\n");
        Deadline deadline = Deadline.none();
        try (JsonLines lines = new JsonLines(file, deadline, 2)) {
            lines.next();
            deadline.cancel("stopped");
            assertThatThrownBy(lines::next).isInstanceOf(Cancelled.class);
        }
    }

    private List<JsonPage> read(int block) {
        List<JsonPage> pages = new ArrayList<>();
        try (JsonLines lines = new JsonLines(file, Deadline.none(), block)) {
            for (Optional<Page> page = lines.next(); page.isPresent(); page = lines.next()) {
                pages.add((JsonPage) page.get());
            }
        }
        return pages;
    }

    private static Map<Long, String> expected(String text) {
        Map<Long, String> lines = new LinkedHashMap<>();
        String[] all = text.split("\n", -1);
        for (int i = 0; i < all.length; i++) {
            if (!all[i].isBlank()) {
                lines.put(i + 1L, all[i].strip());
            }
        }
        return lines;
    }

    /** The records of the pages by the line that their origin names. */
    private static Map<Long, String> byLine(List<JsonPage> pages) {
        Map<Long, String> lines = new LinkedHashMap<>();
        for (JsonPage page : pages) {
            String text = new String(page.bytes(), page.from(), page.length(), StandardCharsets.UTF_8);
            List<String> records = text.lines().toList();
            assertThat(records).hasSize(page.records()).noneMatch(String::isBlank);
            for (int i = 0; i < records.size(); i++) {
                String place = page.origin().of(i);
                lines.put(
                        Long.valueOf(place.substring(place.lastIndexOf(' ') + 1)),
                        records.get(i).strip());
            }
        }
        return lines;
    }
}
