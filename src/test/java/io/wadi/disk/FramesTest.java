package io.wadi.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wadi.model.TerminalFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FramesTest {
    private static final String KIND = "TESTING1";

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = directory.resolve("frames");
    }

    @Test
    void framesComeBackInAnyOrder() {
        byte[] large = new byte[100_000];
        large[99_999] = 7;
        String sealed = write("first", "", new String(large, StandardCharsets.ISO_8859_1));

        try (FrameReader reader = new FrameReader(file, KIND)) {
            assertThat(reader.frames()).isEqualTo(3);
            assertThat(text(reader.frame(2))).hasSize(100_000).endsWith("\u0007");
            assertThat(text(reader.frame(0))).isEqualTo("first");
            assertThat(text(reader.frame(1))).isEmpty();
            assertThat(reader.checksum()).isEqualTo(sealed).matches("crc32c:[0-9a-f]{8}");
        }
    }

    @Test
    void aFileMayHaveNoFrames() {
        write();

        try (FrameReader reader = new FrameReader(file, KIND)) {
            assertThat(reader.frames()).isZero();
        }
    }

    @Test
    void theChecksumTellsOtherContentApart() {
        String one = write("a", "b");
        assertThat(write("a", "c")).isNotEqualTo(one);
        assertThat(write("ab")).isNotEqualTo(one);
        assertThat(write("a", "b")).isEqualTo(one);
    }

    @Test
    void eachFlippedBitIsNoticed() throws IOException {
        write("one frame", "another");
        byte[] whole = Files.readAllBytes(file);

        List<Integer> unnoticed = new ArrayList<>();
        for (int bit = 0; bit < whole.length * 8; bit++) {
            byte[] damaged = whole.clone();
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            if (isReadable(damaged)) {
                unnoticed.add(bit);
            }
        }

        assertThat(isReadable(whole)).isTrue();
        assertThat(unnoticed).isEmpty();
    }

    @Test
    void eachTruncationIsNoticed() throws IOException {
        write("one frame", "another");
        byte[] whole = Files.readAllBytes(file);

        for (int length = 0; length < whole.length; length++) {
            assertThat(isReadable(Arrays.copyOf(whole, length)))
                    .as("cut to %d of %d bytes", length, whole.length)
                    .isFalse();
        }
    }

    @Test
    void anotherKindIsRefused() {
        write("a");

        assertThatThrownBy(() -> new FrameReader(file, "TESTING2"))
                .isInstanceOf(TerminalFailure.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("another kind or version");
    }

    @Test
    void aMissingFileIsNamed() {
        assertThatThrownBy(() -> new FrameReader(file, KIND))
                .isInstanceOf(TerminalFailure.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    void aWriterThatIsNotSealedLeavesNothing() throws IOException {
        try (FrameWriter writer = new FrameWriter(file, KIND)) {
            writer.append(bytes("half"));
        }

        assertThat(Files.list(directory)).isEmpty();
    }

    @Test
    void aWriterThatIsNotSealedLeavesTheFileBeforeItAlone() throws IOException {
        write("before");
        byte[] before = Files.readAllBytes(file);

        try (FrameWriter writer = new FrameWriter(file, KIND)) {
            writer.append(bytes("half"));
        }

        assertThat(Files.readAllBytes(file)).isEqualTo(before);
        assertThat(Files.list(directory)).containsExactly(file);
    }

    @Test
    void theFileIsNotThereBeforeItIsSealed() {
        try (FrameWriter writer = new FrameWriter(file, KIND)) {
            writer.append(bytes("a"));
            assertThat(file).doesNotExist();
            writer.seal();
            assertThat(file).exists();
        }
    }

    @Test
    void whatACrashedWriterLeftIsReplaced() throws IOException {
        Files.writeString(directory.resolve("frames.tmp"), "rubbish");

        write("a");

        assertThat(Files.list(directory)).containsExactly(file);
    }

    private String write(String... frames) {
        try (FrameWriter writer = new FrameWriter(file, KIND)) {
            for (String frame : frames) {
                writer.append(bytes(frame));
            }
            String checksum = writer.seal();
            assertThat(writer.size()).isEqualTo(file.toFile().length());
            assertThat(writer.frames()).isEqualTo(frames.length);
            return checksum;
        }
    }

    /** Everything in it is read. */
    private boolean isReadable(byte[] content) throws IOException {
        Path copy = directory.resolve("copy");
        Files.write(copy, content);
        try (FrameReader reader = new FrameReader(copy, KIND)) {
            for (int frame = 0; frame < reader.frames(); frame++) {
                reader.frame(frame);
            }
            return true;
        } catch (TerminalFailure e) {
            return false;
        }
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(ByteBuffer frame) {
        return StandardCharsets.UTF_8.decode(frame).toString();
    }
}
