package io.wadi.extract.json;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;

/**
 * Remembers the bytes that went through it: those of the last read, and all since a mark. So a parser finds where a
 * record begins and ends, and the record is copied as it came.
 */
final class Tape extends InputStream {
    private static final long NO_MARK = -1;

    private final InputStream in;
    private byte[] kept = new byte[16 * 1024];
    private int length;
    /** The offset in the stream of the first byte kept. */
    private long start;

    private long mark = NO_MARK;

    Tape(InputStream in) {
        this.in = in;
    }

    /** Keeps everything from {@code offset} on, which is not before the last read. */
    void mark(long offset) {
        mark = offset;
    }

    /** Copies from the mark to {@code offset} (exclusive), and keeps no more. */
    void copy(long offset, OutputStream out) throws IOException {
        out.write(kept, (int) (mark - start), (int) (offset - mark));
        mark = NO_MARK;
    }

    @Override
    public int read(byte[] buffer, int from, int count) throws IOException {
        int read = in.read(buffer, from, count);
        if (read > 0) {
            makeRoom(read);
            System.arraycopy(buffer, from, kept, length, read);
            length += read;
        }
        return read;
    }

    private void makeRoom(int more) {
        int dropped = mark == NO_MARK ? length : (int) (mark - start);
        System.arraycopy(kept, dropped, kept, 0, length - dropped);
        length -= dropped;
        start += dropped;
        if (length + more > kept.length) {
            kept = Arrays.copyOf(kept, Math.max(length + more, 2 * kept.length));
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
