package io.wadi.disk;

import io.wadi.model.CrashPoint;
import io.wadi.model.Explanation;
import io.wadi.model.TerminalFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The few steps that make a file survive a crash, and keep it to its owner (0600, directories 0700). */
public final class Durable {
    private static final String ASIDE = ".tmp";
    /** Also what a limit of a file's size is called, and a quota. */
    private static final List<String> FULL = List.of("No space left", "File too large", "quota exceeded");

    private Durable() {}

    /** Makes the directory and those above it; what is there stays as it is. */
    public static void directories(Path directory) {
        try {
            Files.createDirectories(directory, attributes(directory, "rwx------"));
        } catch (IOException e) {
            throw failure("make directory", directory, e);
        }
    }

    /** Opens a file in place for reading and writing; a new one is its owner's alone. */
    public static FileChannel open(Path file) throws IOException {
        return FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
                attributes(file, "rw-------"));
    }

    /** Opens {@code file}'s stand-in for writing; {@link #place} puts it where it belongs. */
    static FileChannel openAside(Path file) {
        Path aside = aside(file);
        try {
            Files.deleteIfExists(aside);
            return FileChannel.open(
                    aside,
                    Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW),
                    attributes(aside, "rw-------"));
        } catch (IOException e) {
            throw failure("write", file, e);
        }
    }

    /** Opens {@code file}'s stand-in that somebody left, to write on; empty where there is none. */
    static Optional<FileChannel> reopenAside(Path file) {
        Path aside = aside(file);
        try {
            return Files.isRegularFile(aside)
                    ? Optional.of(FileChannel.open(aside, StandardOpenOption.READ, StandardOpenOption.WRITE))
                    : Optional.empty();
        } catch (IOException e) {
            throw failure("write", file, e);
        }
    }

    /** Syncs the stand-in, moves it into place and syncs the directory. */
    static void place(FileChannel channel, Path file) throws IOException {
        CrashPoint.FILE_WRITTEN.pass();
        channel.force(true);
        channel.close();
        CrashPoint.FILE_SYNCED.pass();
        Files.move(aside(file), file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        CrashPoint.FILE_PLACED.pass();
        syncDirectory(file);
    }

    /** Syncs the stand-ins of these files together, moves each into place, and syncs the directories: one wait for many. */
    public static void place(List<Path> files) {
        List<Path> waiting =
                files.stream().filter(file -> Files.exists(aside(file))).toList();
        waiting.parallelStream().forEach(file -> {
            try (FileChannel channel = FileChannel.open(aside(file), StandardOpenOption.WRITE)) {
                channel.force(true);
            } catch (IOException e) {
                throw failure("write", file, e);
            }
        });
        CrashPoint.FILE_SYNCED.pass();
        Map<Path, Path> one = new HashMap<>();
        for (Path file : waiting) {
            try {
                Files.move(aside(file), file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException e) {
                throw failure("write", file, e);
            }
            CrashPoint.FILE_PLACED.pass();
            one.put(file.toAbsolutePath().getParent(), file);
        }
        for (Path file : one.values()) {
            try {
                syncDirectory(file);
            } catch (IOException e) {
                throw failure("write", file, e);
            }
        }
    }

    /** Puts a file that was written whole where {@code file} is, synced, in one step. */
    public static void place(Path written, Path file) {
        try {
            try (FileChannel channel = FileChannel.open(written, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            syncDirectory(file);
        } catch (IOException e) {
            throw failure("write", file, e);
        }
    }

    static void discard(FileChannel channel, Path file) {
        try {
            channel.close();
            Files.deleteIfExists(aside(file));
        } catch (IOException e) {
            // The stand-in is worthless, and the next writer replaces it.
            return;
        }
    }

    /** Replaces {@code file} by {@code bytes}, whole or not at all. */
    public static void write(Path file, byte[] bytes) {
        FileChannel channel = openAside(file);
        try {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            place(channel, file);
        } catch (IOException e) {
            discard(channel, file);
            throw failure("write", file, e);
        }
    }

    /** Removes a directory with all that is in it; nothing happens when it is not there. */
    public static void remove(Path directory) {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> walk = Files.walk(directory)) {
            for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
                CrashPoint.ENTRY_REMOVED.pass();
            }
        } catch (IOException e) {
            throw failure("remove", directory, e);
        }
    }

    /** What a person is told when the disk refuses. */
    public static TerminalFailure failure(String verb, Path path, IOException e) {
        String reason = reason(e);
        return new TerminalFailure(
                Explanation.of("cannot " + verb + " " + path + ": " + reason)
                        .fix(
                                FULL.stream().anyMatch(reason::contains)
                                        ? "free space there, or name another directory with --work or WADI_WORK, then"
                                                + " run again"
                                        : "give the user that runs wadi the right to write there, or name another"
                                                + " directory with --work or WADI_WORK"),
                e);
    }

    /** Java's own message of some of these is the path and nothing else. */
    private static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof FileAlreadyExistsException) {
            return "a file of that name is there";
        }
        if (e instanceof NoSuchFileException) {
            return "there is no such file or directory";
        }
        return e instanceof FileSystemException system && system.getReason() != null
                ? system.getReason()
                : String.valueOf(e.getMessage());
    }

    private static Path aside(Path file) {
        return file.resolveSibling(file.getFileName() + ASIDE);
    }

    private static void syncDirectory(Path file) throws IOException {
        Path directory = file.toAbsolutePath().getParent();
        if (directory != null && isPosix(file)) {
            try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    private static boolean isPosix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private static FileAttribute<?>[] attributes(Path path, String permissions) {
        return isPosix(path)
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
