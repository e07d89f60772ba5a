package io.wadi.disk;

import io.wadi.model.CrashPoint;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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
    private static final int PIECE = 256 << 10;

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

    private FrameWriter(Path file, String kind, FileChannel channel) {
        this.file = file;
        this.kind = kind(kind);
        this.channel = channel;
    }

    /**
     * Goes on with a file that was not sealed, after its first {@code frames} frames, which {@link FrameReader#unsealed}
     * found whole; what comes behind them goes.
     *
     * @return empty where there are not as many whole frames
     */
    public static Optional<FrameWriter> goOn(Path file, String kind, int frames) {
        Optional<FrameReader> reader = FrameReader.unsealed(file, kind, frames, false);
        if (reader.isEmpty()) {
            return Optional.empty();
        }
        try (FrameReader whole = reader.get()) {
            if (whole.frames() < frames) {
                return Optional.empty();
            }
            FileChannel channel = Durable.reopenAside(file).orElseThrow();
            FrameWriter writer = new FrameWriter(file, kind, channel);
            writer.position = HEADER;
            for (int i = 0; i < frames; i++) {
                ByteBuffer header = whole.header(i);
                writer.positions.add(writer.position);
                writer.all.update(header.duplicate());
                writer.position += FRAME_HEADER + header.getInt(0);
            }
            channel.truncate(writer.position).position(writer.position);
            return Optional.of(writer);
        } catch (IOException e) {
            throw Durable.failure("write", file, e);
        }
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

    /** Appends a frame of the remaining bytes of {@code pieces}. */
    public void append(ByteBuffer... pieces) {
        CRC32C crc = new CRC32C();
        int length = 0;
        for (ByteBuffer piece : pieces) {
            crc.update(piece.duplicate());
            length = Math.addExact(length, piece.remaining());
        }
        ByteBuffer header = little(FRAME_HEADER).putInt(length).putInt((int) crc.getValue());
        positions.add(position);
        all.update(header.flip());
        write(header.rewind());
        for (ByteBuffer piece : pieces) {
            write(piece);
        }
    }

    public int frames() {
        return positions.size();
    }

    /** Bytes written so far. */
    public long size() {
        return position;
    }

    private interface Placing {
        void place(FileChannel channel, Path file) throws IOException;
    }

    /**
     * Makes the file final: synced, then moved into place.
     *
     * @return a checksum over all frames, for whoever lists the file
     */
    public String seal() {
        return seal(Durable::place);
    }

    /** The same but for its place, which {@link Durable#place(java.util.List)} gives to many together. */
    public String sealAside() {
        return seal((written, place) -> {
            CrashPoint.FILE_WRITTEN.pass();
            written.close();
        });
    }

    private String seal(Placing placing) {
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
            placing.place(channel, file);
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

    /** In pieces: what the channel is given at once it copies at once, into memory that it has to get and to clear. */
    private void write(ByteBuffer bytes) {
        position += bytes.remaining();
        try {
            int end = bytes.limit();
            while (bytes.position() < end) {
                bytes.limit(Math.min(end, bytes.position() + PIECE));
                channel.write(bytes);
            }
        } catch (IOException e) {
            throw Durable.failure("write", file, e);
        }
    }

    /** Ends without {@link #seal}, and leaves what was written for {@link #goOn}. */
    public void leave() {
        if (open) {
            open = false;
            try {
                channel.close();
            } catch (IOException e) {
                // What did not come to the disk is not gone on with.
                return;
            }
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
