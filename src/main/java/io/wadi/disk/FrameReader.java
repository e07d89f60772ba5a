package io.wadi.disk;

import io.wadi.model.Explanation;
import io.wadi.model.TerminalFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;

/** Reads a file of frames; any thread, any frame, each verified against its checksum. */
public final class FrameReader implements AutoCloseable {
    private final Path file;
    private final FileChannel channel;
    private final long[] positions;

    /** @throws TerminalFailure when the file is not whole or not of this kind */
    public FrameReader(Path file, String kind) {
        this.file = file;
        try {
            this.channel = FileChannel.open(file, StandardOpenOption.READ);
        } catch (IOException e) {
            throw corrupted("cannot be opened: " + e.getMessage(), e);
        }
        try {
            this.positions = index(FrameWriter.kind(kind));
        } catch (IOException e) {
            close();
            throw corrupted(String.valueOf(e.getMessage()), e);
        }
    }

    private FrameReader(Path file, FileChannel channel, long[] positions) {
        this.file = file;
        this.channel = channel;
        this.positions = positions;
    }

    /**
     * The first frames of a file that was not sealed, those that came to the disk whole.
     *
     * @param most how many are wanted
     * @return empty where there is no such file, or it is of another kind
     */
    public static Optional<FrameReader> unsealed(Path file, String kind, int most) {
        return unsealed(file, kind, most, true);
    }

    /** @param verify whether frames are read; else only their headers are, by somebody who knows that they are whole */
    static Optional<FrameReader> unsealed(Path file, String kind, int most, boolean verify) {
        return Durable.reopenAside(file).flatMap(channel -> {
            FrameReader reader = new FrameReader(file, channel, new long[0]);
            try {
                long size = channel.size();
                if (size < FrameWriter.HEADER
                        || !reader.read(0, FrameWriter.HEADER).equals(ByteBuffer.wrap(FrameWriter.kind(kind)))) {
                    reader.close();
                    return Optional.empty();
                }
                return Optional.of(new FrameReader(file, channel, reader.whole(size, most, verify)));
            } catch (IOException e) {
                reader.close();
                return Optional.empty();
            }
        });
    }

    private long[] whole(long size, int most, boolean verify) throws IOException {
        List<Long> found = new ArrayList<>();
        long at = FrameWriter.HEADER;
        while (found.size() < most && at + FrameWriter.FRAME_HEADER <= size) {
            ByteBuffer header = read(at, FrameWriter.FRAME_HEADER);
            int length = header.getInt();
            long end = at + FrameWriter.FRAME_HEADER + length;
            if (length < 0
                    || end > size
                    || (verify && FrameWriter.crc(read(at + FrameWriter.FRAME_HEADER, length)) != header.getInt())) {
                break;
            }
            found.add(at);
            at = end;
        }
        return found.stream().mapToLong(Long::longValue).toArray();
    }

    private long[] index(byte[] kind) throws IOException {
        long size = channel.size();
        if (size < FrameWriter.HEADER + FrameWriter.TRAILER) {
            throw new IOException("it ends early");
        }
        ByteBuffer head = read(0, FrameWriter.HEADER);
        ByteBuffer trailer = read(size - FrameWriter.TRAILER, FrameWriter.TRAILER);
        int frames = trailer.getInt();
        int crc = trailer.getInt();
        if (!head.equals(ByteBuffer.wrap(kind)) || !trailer.equals(ByteBuffer.wrap(kind))) {
            throw new IOException("it is of another kind or version");
        }
        long indexSize = (long) frames * Long.BYTES;
        long at = size - FrameWriter.TRAILER - indexSize;
        if (frames < 0 || at < FrameWriter.HEADER) {
            throw new IOException("its index is damaged");
        }
        ByteBuffer index = read(at, Math.toIntExact(indexSize));
        if (FrameWriter.crc(index.duplicate()) != crc) {
            throw new IOException("its index is damaged");
        }
        long[] found = new long[frames];
        index.asLongBuffer().get(found);
        return found;
    }

    public int frames() {
        return positions.length;
    }

    /** The bytes of frame {@code number}, counted from 0, little-endian. */
    public ByteBuffer frame(int number) {
        try {
            ByteBuffer header = read(positions[number], FrameWriter.FRAME_HEADER);
            int length = header.getInt();
            int crc = header.getInt();
            if (length < 0 || length > channel.size()) {
                throw new IOException("frame " + number + " is damaged");
            }
            ByteBuffer frame = read(positions[number] + FrameWriter.FRAME_HEADER, length);
            if (FrameWriter.crc(frame.duplicate()) != crc) {
                throw new IOException("frame " + number + " is damaged: its checksum differs");
            }
            return frame;
        } catch (IOException e) {
            throw corrupted(String.valueOf(e.getMessage()), e);
        }
    }

    ByteBuffer header(int number) throws IOException {
        return read(positions[number], FrameWriter.FRAME_HEADER);
    }

    /** The checksum that {@link FrameWriter#seal} gave, from what is in the file now; reads the frames' headers only. */
    public String checksum() {
        CRC32C all = new CRC32C();
        try {
            for (long position : positions) {
                all.update(read(position, FrameWriter.FRAME_HEADER));
            }
        } catch (IOException e) {
            throw corrupted(String.valueOf(e.getMessage()), e);
        }
        return FrameWriter.checksum(all);
    }

    private ByteBuffer read(long position, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, position + bytes.position()) < 0) {
                throw new IOException("it ends early");
            }
        }
        return bytes.flip();
    }

    private TerminalFailure corrupted(String why, IOException cause) {
        return new TerminalFailure(
                Explanation.of("stored file " + file + " cannot be used: " + why)
                        .fix("run the pipeline again with --fresh: it extracts afresh"),
                cause);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // Only read from: nothing is lost.
            return;
        }
    }
}
