package io.wadi.snowflake;

/**
 * The smallest part of a statement.
 *
 * @param text of a word in upper case, of a string without quotes and escapes, of a stage as it stands after the @
 * @param raw of a word as it was written, for keys within VARIANTs keep their case
 */
record Token(Kind kind, String text, String raw) {
    Token(Kind kind, String text) {
        this(kind, text, text);
    }

    enum Kind {
        WORD,
        QUOTED,
        STRING,
        NUMBER,
        SYMBOL,
        BIND,
        POSITION,
        STAGE,
        END
    }

    boolean isWord(String word) {
        return kind == Kind.WORD && text.equals(word);
    }

    boolean isSymbol(String symbol) {
        return kind == Kind.SYMBOL && text.equals(symbol);
    }

    boolean isName() {
        return kind == Kind.WORD || kind == Kind.QUOTED;
    }

    @Override
    public String toString() {
        return kind == Kind.END ? "<EOF>" : text;
    }
}
