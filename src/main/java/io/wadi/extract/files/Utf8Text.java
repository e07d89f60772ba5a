package io.wadi.extract.files;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** Text of any encoding as UTF-8 without a byte order mark. */
public final class Utf8Text {
    private static final int CHARS = 1 << 14;
    private static final byte[] UTF8 = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    private Utf8Text() {}

    /** @param said the encoding; a byte order mark tells otherwise, and without both it is UTF-8 */
    static InputStream of(InputStream in, Optional<Charset> said) throws IOException {
        BufferedInputStream text = new BufferedInputStream(in, 1 << 16);
        text.mark(UTF8.length);
        byte[] head = text.readNBytes(UTF8.length);
        if (Arrays.equals(head, UTF8)) {
            return text;
        }
        text.reset();
        boolean utf16 = head.length > 1 && (head[0] ^ head[1]) == 1 && (head[0] & head[1]) == (byte) 0xfe;
        Charset charset = utf16 ? StandardCharsets.UTF_16 : said.orElse(StandardCharsets.UTF_8);
        return charset.equals(StandardCharsets.UTF_8) ? text : new Recoded(text, charset);
    }

    /** The same of characters, as they are read: their encoding is behind them. */
    public static InputStream of(Reader characters) {
        return new Recoded(characters);
    }

    private static final class Recoded extends InputStream {
        private final Reader reader;
        private final CharsetEncoder encoder = StandardCharsets.UTF_8.newEncoder();
        private final CharBuffer chars = CharBuffer.allocate(CHARS).limit(0);
        private final ByteBuffer bytes = ByteBuffer.allocate(CHARS * 3 + 4).limit(0);
        private boolean ended;

        Recoded(InputStream in, Charset charset) {
            this(new InputStreamReader(
                    in,
                    charset.newDecoder()
                            .onMalformedInput(CodingErrorAction.REPORT)
                            .onUnmappableCharacter(CodingErrorAction.REPORT)));
        }

        Recoded(Reader reader) {
            this.reader = reader;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] to, int from, int length) throws IOException {
            while (!bytes.hasRemaining()) {
                if (ended) {
                    return -1;
                }
                chars.compact();
                ended = reader.read(chars) < 0;
                chars.flip();
                bytes.clear();
                CoderResult result = encoder.encode(chars, bytes, ended);
                if (result.isError()) {
                    result.throwException();
                }
                bytes.flip();
            }
            int taken = Math.min(length, bytes.remaining());
            bytes.get(to, from, taken);
            return taken;
        }

        @Override
        public void close() throws IOException {
            reader.close();
        }
    }
}
