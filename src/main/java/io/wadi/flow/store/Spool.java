package io.wadi.flow.store;

import io.wadi.disk.Durable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where notes wait while the store does not answer: a file of one process, a line each. The system gives its lock back when
 * the process ends, and whoever comes next enters what is left in it. For one thread.
 */
final class Spool implements AutoCloseable {
    private static final String SUFFIX = ".jsonl";

    private final Path file;
    private final FileChannel channel;

    private Spool(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    static Spool open(Path folder, String node) throws IOException {
        Durable.directories(folder);
        Path file = folder.resolve(node.replaceAll("[^0-9A-Za-z.-]", "_") + SUFFIX);
        return lock(file).orElseThrow(() -> new IOException(file + " is held by another process"));
    }

    /** Those that processes left which are gone. */
    static List<Spool> left(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> found = files.filter(file -> file.toString().endsWith(SUFFIX))
                    .sorted()
                    .toList();
            List<Optional<Spool>> spools = new ArrayList<>();
            for (Path file : found) {
                spools.add(lock(file));
            }
            return spools.stream().flatMap(Optional::stream).toList();
        }
    }

    private static Optional<Spool> lock(Path file) throws IOException {
        FileChannel channel = Durable.open(file);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return Optional.of(new Spool(file, channel));
            }
        } catch (OverlappingFileLockException e) {
            // held by this process
        }
        channel.close();
        return Optional.empty();
    }

    boolean isEmpty() throws IOException {
        return channel.size() == 0;
    }

    void add(List<Note> notes) throws IOException {
        StringBuilder lines = new StringBuilder();
        notes.forEach(note -> lines.append(Json.of(note)).append('\n'));
        long before = channel.size();
        channel.position(before);
        ByteBuffer bytes = ByteBuffer.wrap(lines.toString().getBytes(StandardCharsets.UTF_8));
        boolean whole = false;
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(false);
            whole = true;
        } finally {
            if (!whole) {
                channel.truncate(before); // a disk that is full took the half of a line
            }
        }
    }

    /** In their order; a last line that is not whole was being written when the process died. */
    List<String> lines() throws IOException {
        channel.position(0);
        // Not closed: the channel, and with it the lock, stays.
        String text = new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
        int end = text.lastIndexOf('\n');
        return end < 0 ? List.of() : text.substring(0, end).lines().toList();
    }

    void clear() throws IOException {
        channel.truncate(0);
    }

    /** The file goes when nothing is left in it. */
    @Override
    public void close() throws IOException {
        if (isEmpty()) {
            Files.deleteIfExists(file);
        }
        channel.close();
    }
}
