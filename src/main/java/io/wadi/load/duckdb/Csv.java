package io.wadi.load.duckdb;

/** Texts of a result as RFC 4180 has them. */
public final class Csv {
    private Csv() {}

    /** An empty text is quoted; what is absent is empty. */
    public static String quoted(String text) {
        boolean plain = !text.isEmpty() && text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
