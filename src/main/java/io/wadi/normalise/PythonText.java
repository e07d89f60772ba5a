package io.wadi.normalise;

/** What Python's str knows of characters: blanks and digits (contract 1.1, 3.2). */
final class PythonText {
    private PythonText() {}

    /** {@code str.isspace} of one character. */
    static boolean isSpace(int c) {
        if (c < 0x80) {
            return c == ' ' || (c >= 0x09 && c <= 0x0d) || (c >= 0x1c && c <= 0x1f);
        }
        return c == 0x85 || c == 0xa0 || Character.isSpaceChar(c);
    }

    /** {@code str.strip}. */
    static String strip(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isSpace(text.charAt(from))) {
            from++;
        }
        while (from < to && isSpace(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    /** Digits of any script as ASCII digits, blanks outside ASCII as tabs, all else outside it as {@code ?}. */
    static String ascii(String text) {
        if (text.chars().allMatch(c -> c < 0x80)) {
            return text;
        }
        StringBuilder ascii = new StringBuilder(text.length());
        text.codePoints().forEach(c -> ascii.append(c < 0x80 ? (char) c : ascii(c)));
        return ascii.toString();
    }

    private static char ascii(int c) {
        if (isSpace(c)) {
            return '\t';
        }
        int digit = Character.digit(c, 10);
        return digit < 0 ? '?' : (char) ('0' + digit);
    }
}
