package io.wadi.snowflake;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What stands behind the source of a COPY. An option or value that is not here is refused.
 *
 * @param matching NONE, CASE_SENSITIVE or CASE_INSENSITIVE
 */
record CopyOptions(List<String> files, String matching, boolean force, boolean purge, ParquetFile.Format format) {
    static CopyOptions parse(Tokens tokens) {
        List<String> files = new ArrayList<>();
        String matching = "NONE";
        boolean force = false;
        boolean purge = false;
        boolean typed = false;
        ParquetFile.Format format = new ParquetFile.Format(false, true);
        while (!tokens.atEnd()) {
            String name = tokens.name();
            tokens.expectSymbol("=");
            switch (name) {
                case "FILES" -> files.addAll(strings(new Tokens(tokens.parenthesised())));
                case "FILE_FORMAT" -> {
                    format = format(new Tokens(tokens.parenthesised()));
                    typed = true;
                }
                case "MATCH_BY_COLUMN_NAME" ->
                    matching = word(name, tokens, Set.of("NONE", "CASE_SENSITIVE", "CASE_INSENSITIVE"));
                case "FORCE" -> force = truth(name, tokens);
                case "PURGE" -> purge = truth(name, tokens);
                case "ON_ERROR" -> word(name, tokens, Set.of("ABORT_STATEMENT"));
                case "PATTERN" -> throw Refusal.unsupported("COPY with PATTERN");
                default -> throw Refusal.option(name);
            }
        }
        if (!typed) {
            throw Refusal.unsupported("COPY without a FILE_FORMAT of TYPE = PARQUET");
        }
        return new CopyOptions(List.copyOf(files), matching, force, purge, format);
    }

    private static ParquetFile.Format format(Tokens tokens) {
        boolean parquet = false;
        boolean logical = false;
        boolean binaryAsText = true;
        while (!tokens.atEnd()) {
            String name = tokens.name();
            tokens.expectSymbol("=");
            switch (name) {
                case "TYPE" -> parquet = word(name, tokens, Set.of("PARQUET")).equals("PARQUET");
                case "USE_LOGICAL_TYPE" -> logical = truth(name, tokens);
                case "BINARY_AS_TEXT" -> binaryAsText = truth(name, tokens);
                case "USE_VECTORIZED_SCANNER" -> truth(name, tokens);
                case "COMPRESSION" -> word(name, tokens, Set.of("AUTO", "SNAPPY", "NONE"));
                default -> throw Refusal.option(name);
            }
            tokens.takeSymbol(",");
        }
        if (!parquet) {
            throw Refusal.unsupported("COPY without a FILE_FORMAT of TYPE = PARQUET");
        }
        return new ParquetFile.Format(logical, binaryAsText);
    }

    private static List<String> strings(Tokens tokens) {
        List<String> strings = new ArrayList<>();
        do {
            strings.add(tokens.expect(Token.Kind.STRING));
        } while (tokens.takeSymbol(","));
        tokens.expectEnd();
        return strings;
    }

    private static boolean truth(String name, Tokens tokens) {
        return word(name, tokens, Set.of("TRUE", "FALSE")).equals("TRUE");
    }

    /** A word, in quotes or not. */
    private static String word(String name, Tokens tokens, Set<String> known) {
        String word = tokens.next().text().toUpperCase(java.util.Locale.ROOT);
        if (!known.contains(word)) {
            throw Refusal.value(name, word);
        }
        return word;
    }

    /** Columns are named by the query then. */
    void requireNoMatching() {
        if (!matching.equals("NONE")) {
            throw Refusal.compilation(
                    "002019", "0A000", "MATCH_BY_COLUMN_NAME is not supported with a transformation of the data.");
        }
    }
}
