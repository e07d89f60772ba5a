package io.wadi.normalise;

import java.io.IOException;
import java.util.Arrays;

/** An object or list that is kept whole: the source's own text without the white space around its tokens. */
final class WholeJson {
    private WholeJson() {}

    /** Reads from the parser's current START token to the matching END. */
    static byte[] read(Utf8Parser parser) throws IOException {
        int start = parser.position() - 1;
        parser.skipChildren();
        parser.requireUtf8(start);
        return compact(parser.input(), start, parser.position());
    }

    private static byte[] compact(byte[] json, int from, int to) {
        byte[] out = new byte[to - from];
        int length = 0;
        boolean inText = false;
        for (int at = from; at < to; at++) {
            byte b = json[at];
            if (inText && b == '\\') {
                out[length++] = b;
                b = json[++at];
            } else if (b == '"') {
                inText = !inText;
            } else if (!inText && (b == ' ' || b == '\n' || b == '\r' || b == '\t')) {
                continue;
            }
            out[length++] = b;
        }
        return Arrays.copyOf(out, length);
    }
}
