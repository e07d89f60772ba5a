package io.wadi.normalise;

import com.fasterxml.jackson.core.ErrorReportConfiguration;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.core.io.ContentReference;
import com.fasterxml.jackson.core.io.IOContext;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.json.UTF8StreamJsonParser;
import com.fasterxml.jackson.core.sym.ByteQuadsCanonicalizer;
import com.fasterxml.jackson.core.util.BufferRecycler;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Jackson's parser over bytes in memory, with one addition: a string without escapes is handed out as the stretch of input
 * between its quotes. Turning UTF-8 into a String and back is what shredding would mostly do otherwise.
 */
final class Utf8Parser extends UTF8StreamJsonParser {
    private static final ByteQuadsCanonicalizer SYMBOLS = ByteQuadsCanonicalizer.createRoot();
    private static final int FLAGS = JsonFactory.Feature.collectDefaults();

    private static final int FEATURES =
            JsonParser.Feature.collectDefaults() | JsonParser.Feature.USE_FAST_DOUBLE_PARSER.getMask();

    private byte[] text = {};
    private int textFrom;
    private int textTo;

    @SuppressWarnings("NullAway") // Jackson's own way to say: no stream, no codec
    private Utf8Parser(byte[] bytes, int from, int to, int features, IOContext context) {
        super(context, features, (InputStream) null, null, SYMBOLS.makeChild(FLAGS), bytes, from, to, 0, false);
    }

    static Utf8Parser over(byte[] bytes, int from, int to) {
        return over(bytes, from, to, FEATURES);
    }

    /** Over a record that may have holes (see {@link Pruning}). */
    static Utf8Parser over(byte[] record) {
        return over(
                record,
                0,
                record.length,
                FEATURES
                        | JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS
                                .mappedFeature()
                                .getMask());
    }

    private static Utf8Parser over(byte[] bytes, int from, int to, int features) {
        return new Utf8Parser(
                bytes,
                from,
                to,
                features,
                new IOContext(
                        Limits.JSON,
                        StreamWriteConstraints.defaults(),
                        ErrorReportConfiguration.defaults(),
                        new BufferRecycler(),
                        ContentReference.unknown(),
                        false));
    }

    byte[] input() {
        return _inputBuffer;
    }

    /** Goes on at the record that begins at {@code position}; it must stand between two. */
    void moveTo(int position) {
        _inputPtr = position;
        _currToken = null;
        _tokenIncomplete = false;
    }

    /** Where the next token is looked for: an index into the input. */
    int position() {
        return _inputPtr;
    }

    /**
     * Makes the current string's bytes available through {@link #text}, {@link #textFrom} and {@link #textTo}.
     *
     * @throws JsonParseException when they are not UTF-8
     */
    void readText() throws IOException {
        if (_tokenIncomplete && slice()) {
            return;
        }
        int from = _inputPtr;
        boolean unread = _tokenIncomplete;
        // dlt drops NUL, which not every database takes. It only comes escaped.
        text = getText().replace("\0", "").getBytes(StandardCharsets.UTF_8);
        if (unread) {
            requireUtf8(from);
        }
        textFrom = 0;
        textTo = text.length;
    }

    byte[] text() {
        return text;
    }

    int textFrom() {
        return textFrom;
    }

    int textTo() {
        return textTo;
    }

    /** @throws JsonParseException when the input from {@code from} to the current position is not UTF-8 */
    void requireUtf8(int from) throws JsonParseException {
        requireUtf8(from, _inputPtr);
    }

    void requireUtf8(int from, int to) throws JsonParseException {
        if (!Utf8.isValid(_inputBuffer, from, to)) {
            throw new JsonParseException(this, "a text is not UTF-8");
        }
    }

    private boolean slice() throws JsonParseException {
        byte[] input = _inputBuffer;
        int end = _inputEnd;
        int at = _inputPtr;
        int seen = 0;
        while (at < end) {
            int b = input[at];
            if (b == '"') {
                text = input;
                textFrom = _inputPtr;
                textTo = at;
                _inputPtr = at + 1;
                if (seen < 0) {
                    requireUtf8(textFrom);
                }
                _tokenIncomplete = false;
                return true;
            }
            if (b == '\\' || (b >= 0 && b < 0x20)) {
                return false;
            }
            seen |= b;
            at++;
        }
        return false;
    }
}
