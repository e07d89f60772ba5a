package io.wadi.extract.files;

import io.wadi.model.Deadline;
import io.wadi.model.Explanation;
import io.wadi.model.FileRange;
import io.wadi.model.JsonPage;
import io.wadi.model.Origin;
import io.wadi.model.Page;
import io.wadi.model.Pages;
import io.wadi.model.TerminalFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;

/**
 * A file with one JSON value a line, as pages of whole lines of about {@link #BLOCK} bytes. Blank lines are passed over.
 */
public final class JsonLines implements Pages {
    /** Bytes read at once; a longer line makes a larger page. */
    static final int BLOCK = 4 << 20;

    private static final int LONGEST_LINE = 512 << 20;
    private static final byte[] MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    /** How a gzip file begins (RFC 1952). */
    private static final byte[] GZIP = {0x1f, (byte) 0x8b};

    private final Path file;
    private final Deadline deadline;
    private final int block;
    private final FileChannel channel;
    private final long size;
    /** The block that pages are cut from, where it begins in the file, and where the next page begins in it. */
    private byte[] held = {};

    /** Where its last whole line ends; what follows is read again with the next block. */
    private int length;

    private long offset;
    private int at;
    private long line = 1;

    public JsonLines(Path file, Deadline deadline) {
        this(file, deadline, BLOCK);
    }

    JsonLines(Path file, Deadline deadline, int block) {
        this.file = file.toAbsolutePath();
        this.deadline = deadline;
        this.block = block;
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new TerminalFailure(Explanation.of(file + " is no ordinary file, and only such can be read")
                    .fix("name a file; what comes through a pipe has to be written to one first"));
        }
        try {
            this.channel = FileChannel.open(file, StandardOpenOption.READ);
            this.size = channel.size();
            this.offset = afterMark();
        } catch (NoSuchFileException e) {
            throw new TerminalFailure(Explanation.of("there is no file " + file).fix("check the path"), e);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** Where the text begins: some editors put a byte order mark before it, which belongs to no record. */
    private long afterMark() throws IOException {
        ByteBuffer start = ByteBuffer.allocate(MARK.length);
        channel.read(start, 0);
        if (start.flip().remaining() >= GZIP.length
                && start.slice(0, GZIP.length).equals(ByteBuffer.wrap(GZIP))) {
            channel.close();
            throw new TerminalFailure(Explanation.of("file " + file + " is compressed with gzip")
                    .fix("unpack it first: gunzip " + file.getFileName()));
        }
        return start.equals(ByteBuffer.wrap(MARK)) ? MARK.length : 0;
    }

    private TerminalFailure unreadable(IOException e) {
        return new TerminalFailure(
                Explanation.of("file " + file + " cannot be read: " + e.getMessage())
                        .fix("check that it is a file and that the user that runs wadi may read it"),
                e);
    }

    @Override
    public Optional<Page> next() {
        while (at < length || fill()) {
            deadline.check();
            Lines lines = Lines.count(held, at, length);
            int from = at;
            long first = line;
            at = lines.end();
            line += lines.lines();
            if (lines.records() > 0) {
                return Optional.of(new JsonPage(
                        held,
                        from,
                        at,
                        lines.records(),
                        new Origin(file.toString(), "line", first),
                        Optional.of(new FileRange(file, offset + from, at - from))));
            }
        }
        return Optional.empty();
    }

    /** A block may give several pages: each blank line ends one. */
    private boolean fill() {
        offset += length;
        at = 0;
        length = 0;
        if (offset < size) {
            wholeLines();
        }
        return length > 0;
    }

    /** The next block up to its last line end; at the end of the file, all that is left. */
    private void wholeLines() {
        byte[] bytes = read(new byte[0], (int) Math.min(block, size - offset));
        while (true) {
            int end = bytes.length;
            while (end > 0 && offset + end < size && bytes[end - 1] != '\n') {
                end--;
            }
            if (end > 0) {
                held = bytes;
                length = end;
                return;
            }
            if (bytes.length >= LONGEST_LINE) {
                throw new TerminalFailure(Explanation.of("a line is longer than " + (LONGEST_LINE >> 20) + " MB")
                        .at(file + ", line " + line)
                        .fix("check that the file has one JSON value a line"));
            }
            bytes = read(bytes, (int) Math.min(bytes.length * 2L, size - offset));
        }
    }

    private byte[] read(byte[] known, int length) {
        byte[] bytes = Arrays.copyOf(known, length);
        ByteBuffer rest = ByteBuffer.wrap(bytes, known.length, length - known.length);
        try {
            while (rest.hasRemaining()) {
                if (channel.read(rest, offset + rest.position()) < 0) {
                    throw new IOException("it became shorter while it was read");
                }
            }
        } catch (IOException e) {
            throw unreadable(e);
        }
        return bytes;
    }

    @Override
    public void close() {
        FileFailures.close(channel);
    }
}
