package io.wadi.snowflake;

import java.util.ArrayList;
import java.util.List;

/** Tokens that are taken one after another; what is not expected is a syntax error. */
final class Tokens {
    private static final Token END = new Token(Token.Kind.END, "");

    private final List<Token> tokens;
    private int at;

    Tokens(List<Token> tokens) {
        this.tokens = tokens;
    }

    Token peek() {
        return peek(0);
    }

    Token peek(int ahead) {
        return at + ahead < tokens.size() ? tokens.get(at + ahead) : END;
    }

    Token next() {
        Token token = peek();
        at++;
        return token;
    }

    boolean atEnd() {
        return at >= tokens.size();
    }

    /** Takes all of these words, or none of them. */
    boolean take(String... words) {
        for (int i = 0; i < words.length; i++) {
            if (!peek(i).isWord(words[i])) {
                return false;
            }
        }
        at += words.length;
        return true;
    }

    boolean takeSymbol(String symbol) {
        boolean there = peek().isSymbol(symbol);
        if (there) {
            at++;
        }
        return there;
    }

    Tokens expect(String... words) {
        if (!take(words)) {
            throw Refusal.syntax(peek());
        }
        return this;
    }

    void expectSymbol(String symbol) {
        if (!takeSymbol(symbol)) {
            throw Refusal.syntax(peek());
        }
    }

    void expectEnd() {
        if (!atEnd()) {
            throw Refusal.syntax(peek());
        }
    }

    String expect(Token.Kind kind) {
        if (peek().kind() != kind) {
            throw Refusal.syntax(peek());
        }
        return next().text();
    }

    int number() {
        return Integer.parseInt(expect(Token.Kind.NUMBER));
    }

    /** One identifier. */
    String name() {
        if (!peek().isName()) {
            throw Refusal.syntax(peek());
        }
        return next().text();
    }

    /** Identifiers with dots between them. */
    List<String> names() {
        List<String> names = new ArrayList<>(List.of(name()));
        while (takeSymbol(".")) {
            names.add(name());
        }
        return names;
    }

    /** What stands in parentheses, which must be next. */
    List<Token> parenthesised() {
        expectSymbol("(");
        int start = at;
        for (int depth = 1; ; at++) {
            if (atEnd()) {
                throw Refusal.syntax(END);
            }
            depth += peek().isSymbol("(") ? 1 : peek().isSymbol(")") ? -1 : 0;
            if (depth == 0) {
                at++;
                return tokens.subList(start, at - 1);
            }
        }
    }

    /** All that is left. */
    List<Token> rest() {
        List<Token> rest = tokens.subList(Math.min(at, tokens.size()), tokens.size());
        at = tokens.size();
        return rest;
    }
}
