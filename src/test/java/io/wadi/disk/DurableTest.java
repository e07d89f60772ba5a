package io.wadi.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.wadi.model.TerminalFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurableTest {
    @TempDir
    Path directory;

    @Test
    void filesAndDirectoriesAreTheirOwnersAlone() throws IOException {
        Path made = directory.resolve("a/b/c");
        Durable.directories(made);
        Path file = made.resolve("file");
        Durable.write(file, "secret".getBytes(StandardCharsets.UTF_8));
        Path frames = made.resolve("frames");
        try (FrameWriter writer = new FrameWriter(frames, "TESTING1")) {
            writer.seal();
        }

        assertThat(permissions(directory.resolve("a"))).isEqualTo("rwx------");
        assertThat(permissions(made)).isEqualTo("rwx------");
        assertThat(permissions(file)).isEqualTo("rw-------");
        assertThat(permissions(frames)).isEqualTo("rw-------");
    }

    @Test
    void directoriesThatAreThereStayAsTheyAre() throws IOException {
        Path open = Files.createDirectory(
                directory.resolve("open"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-x---")));

        Durable.directories(open.resolve("below"));
        Durable.directories(open);

        assertThat(permissions(open)).isEqualTo("rwxr-x---");
    }

    @Test
    void aFileIsReplacedWholeAndLeavesNoStandIn() throws IOException {
        Path file = directory.resolve("file");
        Durable.write(file, "a longer text".getBytes(StandardCharsets.UTF_8));
        Durable.write(file, "short".getBytes(StandardCharsets.UTF_8));

        assertThat(file).hasContent("short");
        assertThat(Files.list(directory)).containsExactly(file);
    }

    @Test
    void aFileWhereADirectoryIsExpectedIsExplained() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "");

        assertThatThrownBy(() -> Durable.directories(file))
                .isInstanceOf(TerminalFailure.class)
                .hasMessage("cannot make directory " + file + ": a file of that name is there");
        assertThatThrownBy(() -> Durable.directories(file.resolve("below")))
                .isInstanceOf(TerminalFailure.class)
                .hasMessageStartingWith("cannot make directory " + file.resolve("below") + ": ")
                .extracting(Throwable::getMessage)
                .isNotEqualTo("cannot make directory " + file.resolve("below") + ": " + file);
        assertThatThrownBy(() -> Durable.write(file.resolve("below"), new byte[0]))
                .isInstanceOf(TerminalFailure.class)
                .hasMessage("cannot write " + file.resolve("below") + ": Not a directory");
    }

    @Test
    void aMissingDirectoryIsExplained() {
        Path file = directory.resolve("missing/file");

        assertThatThrownBy(() -> Durable.write(file, new byte[0]))
                .isInstanceOfSatisfying(TerminalFailure.class, failure -> {
                    assertThat(failure).hasMessage("cannot write " + file + ": there is no such file or directory");
                    assertThat(failure.explanation().fix().orElse("")).contains("another directory");
                });
        assertThatThrownBy(() -> new FrameWriter(file, "TESTING1")).isInstanceOf(TerminalFailure.class);
    }

    @Test
    void aDirectoryWithoutTheRightToWriteIsExplained() throws IOException {
        Path locked = Files.createDirectory(directory.resolve("locked"));
        Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("r-x------"));
        assumeFalse(Files.isWritable(locked), "the superuser may write anywhere");

        assertThatThrownBy(() -> Durable.write(locked.resolve("file"), new byte[0]))
                .isInstanceOf(TerminalFailure.class)
                .hasMessage("cannot write " + locked.resolve("file") + ": permission denied");
        assertThatThrownBy(() -> Durable.directories(locked.resolve("below")))
                .isInstanceOf(TerminalFailure.class)
                .hasMessageEndingWith("permission denied");
    }

    @Test
    void removingTakesAllThatIsInsideAndNothingElse() throws IOException {
        Path inside = directory.resolve("package/parts");
        Durable.directories(inside);
        Durable.write(inside.resolve("part"), new byte[3]);
        Path outside = Files.writeString(directory.resolve("outside"), "kept");
        Files.createSymbolicLink(inside.resolve("link"), outside);

        Durable.remove(directory.resolve("package"));
        Durable.remove(directory.resolve("package"));

        assertThat(directory.resolve("package")).doesNotExist();
        assertThat(outside).hasContent("kept");
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
