package io.wadi.snowflake;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;

/** Cuts a statement into tokens, by Snowflake's rules: comments of three kinds, backslashes in strings, stages. */
final class Lexer {
    private static final int LONGEST = 1 << 20;
    private static final int LONGEST_NAME = 255;
    private static final List<String> TWO = List.of("::", "<>", "!=", "<=", ">=", "||", "=>", "->", "**");

    private final String sql;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private Lexer(String sql) {
        this.sql = sql;
    }

    /** One statement's; a semicolon may end it, and a second statement is refused. */
    static List<Token> statement(String sql) {
        if (sql.length() > LONGEST) {
            throw Refusal.unsupported("statement of more than a megabyte");
        }
        Lexer lexer = new Lexer(sql);
        lexer.run();
        List<Token> tokens = lexer.tokens;
        while (!tokens.isEmpty() && tokens.get(tokens.size() - 1).isSymbol(";")) {
            tokens.remove(tokens.size() - 1);
        }
        long ends = tokens.stream().filter(token -> token.isSymbol(";")).count();
        if (ends > 0) {
            throw new Refusal(
                    "000008",
                    "0A000",
                    "Actual statement count " + (ends + 1) + " did not match the desired statement count 1.");
        }
        if (tokens.isEmpty()) {
            throw Refusal.compilation("000900", "42601", "Empty SQL statement.");
        }
        return List.copyOf(tokens);
    }

    private void run() {
        while (at < sql.length()) {
            char c = sql.charAt(at);
            if (Character.isWhitespace(c)) {
                at++;
            } else if (sql.startsWith("--", at) || sql.startsWith("//", at)) {
                int end = sql.indexOf('\n', at);
                at = end < 0 ? sql.length() : end;
            } else if (sql.startsWith("/*", at)) {
                int end = sql.indexOf("*/", at + 2);
                at = end < 0 ? sql.length() : end + 2;
            } else {
                token(c);
            }
        }
    }

    private void token(char c) {
        if (c == '\'') {
            add(Token.Kind.STRING, string());
        } else if (sql.startsWith("$$", at)) {
            int end = sql.indexOf("$$", at + 2);
            add(Token.Kind.STRING, sql.substring(at + 2, end));
            at = end + 2;
        } else if (c == '"') {
            add(Token.Kind.QUOTED, quoted());
        } else if (c == '@') {
            at++;
            add(Token.Kind.STAGE, stage());
        } else if (c == '?') {
            at++;
            add(Token.Kind.BIND, "?");
        } else if (c == '$' && digit(at + 1)) {
            at++;
            add(Token.Kind.POSITION, run(this::digit));
        } else if (digit(at) || c == '.' && digit(at + 1)) {
            add(Token.Kind.NUMBER, number());
        } else if (Character.isLetter(c) || c == '_') {
            String word = run(this::wordPart);
            tokens.add(new Token(Token.Kind.WORD, word.toUpperCase(Locale.ROOT), word));
        } else {
            String symbol = TWO.stream()
                    .filter(two -> sql.startsWith(two, at))
                    .findFirst()
                    .orElse(String.valueOf(c));
            at += symbol.length();
            add(Token.Kind.SYMBOL, symbol);
        }
    }

    private void add(Token.Kind kind, String text) {
        if (kind == Token.Kind.QUOTED && text.length() > LONGEST_NAME) {
            throw Refusal.unsupported("identifier of " + text.length() + " characters");
        }
        tokens.add(new Token(kind, text));
    }

    private String string() {
        StringBuilder text = new StringBuilder();
        for (at++; at < sql.length(); at++) {
            char c = sql.charAt(at);
            if (c == '\'' && !sql.startsWith("''", at)) {
                at++;
                return text.toString();
            }
            if (c == '\'') {
                at++;
            } else if (c == '\\' && at + 1 < sql.length()) {
                at++;
                c = escaped();
            }
            text.append(c);
        }
        throw Refusal.syntax("'" + text);
    }

    private char escaped() {
        char c = sql.charAt(at);
        return switch (c) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case '0' -> '\0';
            case 'u' -> {
                at += 4;
                yield (char) Integer.parseInt(sql.substring(at - 3, at + 1), 16);
            }
            default -> c;
        };
    }

    private String quoted() {
        StringBuilder text = new StringBuilder();
        for (at++; at < sql.length(); at++) {
            if (sql.startsWith("\"\"", at)) {
                at++;
            } else if (sql.charAt(at) == '"') {
                at++;
                if (text.isEmpty()) {
                    throw Refusal.syntax("\"\"");
                }
                return text.toString();
            }
            text.append(sql.charAt(at));
        }
        throw Refusal.syntax("\"" + text);
    }

    private String stage() {
        int start = at;
        boolean inQuotes = false;
        while (at < sql.length()) {
            char c = sql.charAt(at);
            inQuotes ^= c == '"';
            if (!inQuotes && (Character.isWhitespace(c) || "(),;'".indexOf(c) >= 0)) {
                break;
            }
            at++;
        }
        return sql.substring(start, at);
    }

    private String number() {
        int start = at;
        run(i -> digit(i) || sql.charAt(i) == '.');
        if (at < sql.length() && (sql.charAt(at) == 'e' || sql.charAt(at) == 'E')) {
            at++;
            if (at < sql.length() && "+-".indexOf(sql.charAt(at)) >= 0) {
                at++;
            }
            run(this::digit);
        }
        return sql.substring(start, at);
    }

    private String run(IntPredicate wanted) {
        int start = at;
        while (at < sql.length() && wanted.test(at)) {
            at++;
        }
        return sql.substring(start, at);
    }

    private boolean digit(int i) {
        return i < sql.length() && sql.charAt(i) >= '0' && sql.charAt(i) <= '9';
    }

    private boolean wordPart(int i) {
        char c = sql.charAt(i);
        return Character.isLetterOrDigit(c) || c == '_' || c == '$';
    }
}
