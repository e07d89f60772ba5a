package io.wadi.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32C;

/**
 * Writes a file of frames, little-endian: 8 bytes that name the kind and version; for each frame its length, the CRC32C of
 * its bytes, and these; at the end the frames' positions, their number, the CRC32C of that index, and the kind again. The
 * file is in its place once {@link #seal} returns, and not before.
 */
public final class FrameWriter implements AutoCloseable {
    static final int HEADER = 8;
    static final int FRAME_HEADER = 8;
    static final int TRAILER = 16;

    private final Path file;
    private final byte[] kind;
    private final FileChannel channel;
    private final List<Long> positions = new ArrayList<>();
    private final CRC32C all = new CRC32C();
    private long position;
    private boolean open = true;

    /** @param kind eight ASCII characters: what is in the file, and in which version */
    public FrameWriter(Path file, String kind) {
        this.file = file;
        this.kind = kind(kind);
        this.channel = Durable.openAside(file);
        write(ByteBuffer.wrap(this.kind));
    }

    static byte[] kind(String kind) {
        byte[] bytes = kind.getBytes(StandardCharsets.US_ASCII);
        if (bytes.length != HEADER) {
            throw new IllegalArgumentException("a kind has 8 characters: " + kind);
        }
        return bytes;
    }

    static int crc(ByteBuffer bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return (int) crc.getValue();
    }

    /** Appends the remaining bytes of {@code frame}. */
    public void append(ByteBuffer frame) {
        ByteBuffer header = little(FRAME_HEADER).putInt(frame.remaining()).putInt(crc(frame.duplicate()));
        positions.add(position);
        all.update(header.flip());
        write(header.rewind());
        write(frame);
    }

    public int frames() {
        return positions.size();
    }

    /** Bytes written so far. */
    public long size() {
        return position;
    }

    /**
     * Makes the file final: synced, then moved into place.
     *
     * @return a checksum over all frames, for whoever lists the file
     */
    public String seal() {
        ByteBuffer index = little(Long.BYTES * positions.size());
        positions.forEach(index::putLong);
        index.flip();
        ByteBuffer trailer = little(TRAILER)
                .putInt(positions.size())
                .putInt(crc(index.duplicate()))
                .put(kind);
        write(index);
        write(trailer.flip());
        open = false;
        try {
            Durable.place(channel, file);
        } catch (IOException e) {
            Durable.discard(channel, file);
            throw Durable.failure("write", file, e);
        }
        return checksum(all);
    }

    static String checksum(CRC32C crc) {
        return String.format(Locale.ROOT, "crc32c:%08x", crc.getValue());
    }

    static ByteBuffer little(int capacity) {
        return ByteBuffer.allocate(capacity).order(ByteOrder.LITTLE_ENDIAN);
    }

    private void write(ByteBuffer bytes) {
        position += bytes.remaining();
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException e) {
            throw Durable.failure("write", file, e);
        }
    }

    /** Without {@link #seal} before it, what was written is discarded. */
    @Override
    public void close() {
        if (open) {
            open = false;
            Durable.discard(channel, file);
        }
    }
}
