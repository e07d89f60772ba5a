package io.wadi.journal;

import io.wadi.disk.FrameWriter;
import io.wadi.model.ColumnPage;
import io.wadi.model.CrashPoint;
import io.wadi.model.FileRange;
import io.wadi.model.JsonPage;
import io.wadi.model.Page;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.zip.CRC32C;

/**
 * Keeps the pages of one resource in a file, a frame a page: the number of its records, its origin, and then its bytes, or -
 * where the source is a file that can be read again - the range and the CRC32C of the bytes there, or its columns and rows.
 */
public final class JournalWriter implements AutoCloseable {
    static final String KIND = "WADIJRN1";
    static final byte BY_VALUE = 0;
    static final byte BY_REFERENCE = 1;
    static final byte COLUMNS = 2;

    private final FrameWriter frames;
    private long records;

    public JournalWriter(Path file) {
        this.frames = new FrameWriter(file, KIND);
    }

    private JournalWriter(FrameWriter frames, long records) {
        this.frames = frames;
        this.records = records;
    }

    /**
     * Goes on with one that was not sealed, after its first pages.
     *
     * @param records in these
     * @return empty where so many pages did not come to the disk whole
     */
    public static Optional<JournalWriter> goOn(Path file, int pages, long records) {
        return FrameWriter.goOn(file, KIND, pages).map(frames -> new JournalWriter(frames, records));
    }

    public void append(Page page) {
        records += page.records();
        frames.append(
                page instanceof JsonPage json ? new ByteBuffer[] {frame(json)} : ColumnFrame.of((ColumnPage) page));
        CrashPoint.PAGE_KEPT.pass();
    }

    private static ByteBuffer frame(JsonPage page) {
        byte[] path = utf8(page.range().map(r -> r.file().toString()).orElse(""));
        int body = page.range().isPresent() ? path.length + 20 : page.length();
        ByteBuffer frame = begin(page.range().isPresent() ? BY_REFERENCE : BY_VALUE, page, body);
        if (page.range().isPresent()) {
            FileRange range = page.range().get();
            text(frame, path);
            frame.putLong(range.offset()).putInt(range.length()).putInt(crc(page.bytes(), page.from(), page.length()));
        } else {
            frame.put(page.bytes(), page.from(), page.length());
        }
        return frame.flip();
    }

    /** A frame with room for {@code body} more bytes, after what all kinds of pages begin with. */
    static ByteBuffer begin(byte kind, Page page, int body) {
        byte[] what = utf8(page.origin().what());
        byte[] unit = utf8(page.origin().unit());
        ByteBuffer frame =
                ByteBuffer.allocate(32 + what.length + unit.length + body).order(ByteOrder.LITTLE_ENDIAN);
        frame.put(kind).putInt(page.records());
        text(frame, what);
        text(frame, unit);
        return frame.putLong(page.origin().first());
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static void text(ByteBuffer frame, byte[] utf8) {
        frame.putInt(utf8.length).put(utf8);
    }

    static int crc(byte[] bytes, int from, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, from, length);
        return (int) crc.getValue();
    }

    public long records() {
        return records;
    }

    public int pages() {
        return frames.frames();
    }

    /**
     * Makes the journal final.
     *
     * @return its checksum
     */
    public String seal() {
        return sealed(frames::seal);
    }

    /** The same but for its place, which the package gives to all journals together when it says that it was extracted. */
    public String sealAside() {
        return sealed(frames::sealAside);
    }

    private static String sealed(Supplier<String> seal) {
        CrashPoint.JOURNAL_ENDING.pass();
        String checksum = seal.get();
        CrashPoint.JOURNAL_SEALED.pass();
        return checksum;
    }

    /** Ends without {@link #seal}, and leaves what was written for {@link #goOn}. */
    public void leave() {
        frames.leave();
    }

    @Override
    public void close() {
        frames.close();
    }
}
