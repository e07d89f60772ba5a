package io.wadi.cli;

import io.wadi.disk.Durable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Files that are written together: unless they are kept, all of it is taken back. */
final class Edits implements AutoCloseable {
    private interface Undo {
        void run() throws IOException;
    }

    private final Deque<Undo> undo = new ArrayDeque<>();

    /** Writes a file; one that is there is only changed where it is said so. */
    void write(Path file, String text, boolean there) {
        try {
            if (there) {
                byte[] before = Files.readAllBytes(file);
                undo.push(() -> Files.write(file, before));
                Files.writeString(file, text);
            } else {
                directories(file.getParent());
                Files.writeString(file, text, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW);
                undo.push(() -> Files.delete(file));
            }
        } catch (IOException e) {
            throw Durable.failure("write", file, e);
        }
    }

    /** The same of what nobody else may read, from its first byte on. */
    void secret(Path file, String text) {
        boolean there = Files.exists(file);
        try {
            if (!there) {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                undo.push(() -> Files.delete(file));
            }
            write(file, text, true);
        } catch (IOException e) {
            throw Durable.failure("write", file, e);
        }
    }

    private void directories(@Nullable Path folder) throws IOException {
        if (folder != null && !Files.isDirectory(folder)) {
            directories(folder.getParent());
            Files.createDirectory(folder);
            undo.push(() -> Files.delete(folder));
        }
    }

    void keep() {
        undo.clear();
    }

    @Override
    public void close() {
        while (!undo.isEmpty()) {
            try {
                undo.pop().run();
            } catch (IOException e) {
                throw Durable.failure("take back", Path.of(""), e);
            }
        }
    }
}
