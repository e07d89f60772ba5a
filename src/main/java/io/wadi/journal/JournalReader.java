package io.wadi.journal;

import io.wadi.disk.FrameReader;
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
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** The pages of a journal again, as they were extracted; each is verified. */
public final class JournalReader implements Pages {
    private final FrameReader frames;
    private int next;
    private int end;

    public JournalReader(Path file) {
        this(new FrameReader(file, JournalWriter.KIND));
    }

    private JournalReader(FrameReader frames) {
        this.frames = frames;
        this.end = frames.frames();
    }

    /**
     * The first pages of a journal that was not sealed, those that came to the disk whole.
     *
     * @param most how many are wanted
     * @return empty where there is no such journal
     */
    public static Optional<JournalReader> unsealed(Path file, int most) {
        return FrameReader.unsealed(file, JournalWriter.KIND, most).map(JournalReader::new);
    }

    /** Ends after so many pages. */
    public JournalReader upTo(int pages) {
        end = Math.min(end, pages);
        return this;
    }

    public int pages() {
        return end;
    }

    /** What {@link JournalWriter#seal} gave, from what is in the file now. */
    public String checksum() {
        return frames.checksum();
    }

    @Override
    public Optional<Page> next() {
        if (next == end) {
            return Optional.empty();
        }
        ByteBuffer frame = frames.frame(next++);
        byte kind = frame.get();
        int records = frame.getInt();
        String what = text(frame);
        Origin origin = new Origin(what, text(frame), frame.getLong());
        if (kind == JournalWriter.BY_VALUE) {
            int from = frame.arrayOffset() + frame.position();
            return Optional.of(
                    new JsonPage(frame.array(), from, from + frame.remaining(), records, origin, Optional.empty()));
        }
        if (kind == JournalWriter.COLUMNS) {
            return Optional.of(ColumnFrame.read(frame, origin));
        }
        FileRange range = new FileRange(Path.of(text(frame)), frame.getLong(), frame.getInt());
        byte[] bytes = read(range);
        if (JournalWriter.crc(bytes, 0, bytes.length) != frame.getInt()) {
            throw changed(range, "its bytes " + range.offset() + "+" + range.length() + " have changed");
        }
        return Optional.of(new JsonPage(bytes, 0, bytes.length, records, origin, Optional.of(range)));
    }

    static String text(ByteBuffer frame) {
        byte[] utf8 = new byte[frame.getInt()];
        frame.get(utf8);
        return new String(utf8, StandardCharsets.UTF_8);
    }

    private static byte[] read(FileRange range) {
        ByteBuffer bytes = ByteBuffer.allocate(range.length());
        try (FileChannel channel = FileChannel.open(range.file(), StandardOpenOption.READ)) {
            int read = 0;
            while (bytes.hasRemaining() && read >= 0) {
                read = channel.read(bytes, range.offset() + bytes.position());
            }
        } catch (IOException e) {
            throw changed(range, "it cannot be read: " + e.getMessage());
        }
        return bytes.array();
    }

    private static TerminalFailure changed(FileRange range, String why) {
        return new TerminalFailure(
                Explanation.of("file " + range.file() + " is not as it was when it was extracted: " + why)
                        .fix("run the pipeline again with --fresh: it extracts afresh"));
    }

    @Override
    public void close() {
        frames.close();
    }
}
