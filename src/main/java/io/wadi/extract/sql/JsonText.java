package io.wadi.extract.sql;

import java.util.Arrays;

/** JSON as a database wrote it, made compact in place. */
final class JsonText {
    private static final byte[] NULL = {'n', 'u', 'l', 'l'};
    private static final int NO_PART = -1;
    private static final int HIGH = 0;
    private static final int LOW = 1;

    private JsonText() {}

    /**
     * Takes the blanks between tokens away.
     *
     * @return where it ends now; -1 when it has half of a surrogate pair, which is no text and no JSON elsewhere
     */
    static int compact(byte[] json, int start, int end) {
        int to = start;
        boolean inText = false;
        boolean half = false;
        for (int from = start; from < end; from++) {
            byte b = json[from];
            if (b == '"') {
                inText = !inText;
            } else if (inText && b == '\\') {
                int part = part(json, from, end);
                if (half != (part == LOW)) {
                    return -1;
                }
                half = part == HIGH;
                int length = part == NO_PART ? 2 : 6;
                System.arraycopy(json, from, json, to, length);
                to += length;
                from += length - 1;
                continue;
            } else if (!inText && (b == ' ' || b == '\n' || b == '\r' || b == '\t')) {
                continue;
            }
            if (half) {
                return -1;
            }
            json[to++] = b;
        }
        return to;
    }

    /** Of a surrogate pair, by the escape that begins here. */
    private static int part(byte[] json, int at, int end) {
        if (at + 5 >= end || json[at + 1] != 'u' || (json[at + 2] | 0x20) != 'd') {
            return NO_PART;
        }
        int digit = Character.digit(json[at + 3], 16);
        return digit < 8 ? NO_PART : digit < 12 ? HIGH : LOW;
    }

    /** The JSON null is an empty cell. */
    static boolean isNull(byte[] json, int start, int end) {
        return Arrays.equals(json, start, end, NULL, 0, NULL.length);
    }
}
