package io.wadi.extract.files;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/** How bytes are compressed, by the first of them: names are not always true. */
enum Compression {
    NONE,
    GZIP,
    ZSTD;

    /** An archive, whose files are not read out of it. */
    static final class Zipped extends IOException {
        private static final long serialVersionUID = 1L;
    }

    private static final int BUFFER = 1 << 16;
    private static final int MAGIC = 4;
    private static final byte[] ZIP = {'P', 'K', 3, 4};

    static Compression of(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return of(in.readNBytes(MAGIC));
        }
    }

    private static Compression of(byte[] magic) throws Zipped {
        if (Arrays.equals(magic, ZIP)) {
            throw new Zipped();
        }
        if (magic.length > 1 && magic[0] == 0x1f && magic[1] == (byte) 0x8b) {
            return GZIP; // RFC 1952
        }
        boolean zstd = magic.length == MAGIC && magic[1] == (byte) 0xb5 && magic[2] == 0x2f && magic[3] == (byte) 0xfd;
        return zstd && magic[0] == 0x28 ? ZSTD : NONE; // RFC 8878
    }

    /** What is in a stream that is there once, unpacked. */
    static InputStream unpacked(InputStream in) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(in, BUFFER);
        buffered.mark(MAGIC);
        Compression compression = of(buffered.readNBytes(MAGIC));
        buffered.reset();
        return compression.unpack(buffered);
    }

    /** What is in the file, unpacked. */
    InputStream open(Path file) throws IOException {
        InputStream in = Files.newInputStream(file);
        try {
            return unpack(in);
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    private InputStream unpack(InputStream in) throws IOException {
        return switch (this) {
            case NONE -> in;
            case GZIP -> new GZIPInputStream(in, BUFFER);
            case ZSTD -> new ZstdInputStreamNoFinalizer(new BufferedInputStream(in, BUFFER));
        };
    }
}
