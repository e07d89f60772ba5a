package io.wadi.snowflake;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Turns Snowflake's queries and expressions into DuckDB's, token by token: names are folded, functions and operators
 * must be known ones. Words that no dialect rule names are identifiers, so a clause of DuckDB's own is a syntax error.
 */
final class Translation {
    private static final Set<String> KEYWORDS = Set.of(
            "SELECT",
            "FROM",
            "WHERE",
            "GROUP",
            "ORDER",
            "BY",
            "HAVING",
            "QUALIFY",
            "LIMIT",
            "OFFSET",
            "AS",
            "ON",
            "USING",
            "JOIN",
            "LEFT",
            "RIGHT",
            "FULL",
            "INNER",
            "OUTER",
            "CROSS",
            "NATURAL",
            "UNION",
            "ALL",
            "DISTINCT",
            "EXCEPT",
            "INTERSECT",
            "AND",
            "OR",
            "NOT",
            "IN",
            "EXISTS",
            "BETWEEN",
            "LIKE",
            "ILIKE",
            "ESCAPE",
            "IS",
            "NULL",
            "NULLS",
            "FIRST",
            "LAST",
            "ASC",
            "DESC",
            "TRUE",
            "FALSE",
            "CASE",
            "WHEN",
            "THEN",
            "ELSE",
            "END",
            "OVER",
            "PARTITION",
            "ROWS",
            "UNBOUNDED",
            "PRECEDING",
            "FOLLOWING",
            "CURRENT",
            "ROW",
            "WITH",
            "VALUES",
            "SET",
            "INSERT",
            "UPDATE",
            "DELETE",
            "MATCHED",
            "INTO",
            "DEFAULT",
            "MERGE");
    /** Which may stand before a parenthesis without being a function, or as a function, too. */
    private static final Set<String> ALSO_FUNCTIONS = Set.of("LEFT", "RIGHT");

    private static final Set<String> SYMBOLS =
            Set.of("(", ")", ",", "=", "<>", "!=", "<", ">", "<=", ">=", "+", "-", "*", "||");
    private static final Map<String, String> NOW = Map.of(
            "CURRENT_TIMESTAMP", "now()",
            "CURRENT_DATE", "today()",
            "SYSDATE", "(now() AT TIME ZONE 'UTC')");

    private final Session session;
    private final List<String> binds;
    private final Optional<ParquetFile> columns;
    private final StringBuilder sql = new StringBuilder();
    private final Deque<String> calls = new ArrayDeque<>();
    private int nextBind;
    private boolean inValues;

    /** @param binds literals for the question marks */
    Translation(Session session, List<String> binds) {
        this(session, binds, Optional.empty());
    }

    /** @param file whose values a COPY names as $1:key */
    Translation(Session session, ParquetFile file) {
        this(session, List.of(), Optional.of(file));
    }

    private Translation(Session session, List<String> binds, Optional<ParquetFile> columns) {
        this.session = session;
        this.binds = binds;
        this.columns = columns;
    }

    /** The next part of the statement; question marks are counted on. */
    String of(List<Token> part) {
        sql.setLength(0);
        Tokens tokens = new Tokens(part);
        Token before = new Token(Token.Kind.END, "");
        while (!tokens.atEnd()) {
            Token token = tokens.peek();
            one(before, tokens);
            before = token;
        }
        return sql.toString().strip();
    }

    /** The values of an INSERT, where Snowflake takes no functions of semi-structured data. */
    String values(List<Token> part) {
        inValues = true;
        return of(part);
    }

    private void one(Token before, Tokens tokens) {
        Token token = tokens.peek();
        switch (token.kind()) {
            case STRING -> {
                if (before.isWord("FROM") || before.isWord("JOIN")) {
                    throw Refusal.syntax("'" + token.text() + "'");
                }
                String text = tokens.next().text();
                boolean cast =
                        tokens.peek().isSymbol("::") && tokens.peek(1).text().startsWith("TIMESTAMP");
                // DuckDB wants no blank before an offset
                emit(Names.literal(cast ? text.replaceFirst(" (?=[+-]\\d\\d:?\\d\\d$)", "") : text));
            }
            case NUMBER -> emit(tokens.next().text());
            case BIND -> bind(tokens);
            case QUOTED -> chain(tokens);
            case WORD -> word(before, tokens);
            case SYMBOL -> symbol(tokens);
            case POSITION -> emit(staged(tokens));
            case STAGE, END -> throw Refusal.syntax(token);
        }
    }

    /** $1:key of a file, which only a COPY has; a key that the file does not have is NULL. */
    private String staged(Tokens tokens) {
        Token position = tokens.next();
        if (columns.isEmpty() || !position.text().equals("1") || !tokens.takeSymbol(":")) {
            throw Refusal.syntax("$" + position);
        }
        String value = columns.get().value(key(tokens));
        return tokens.peek().isSymbol("::") ? value : "CAST(" + value + " AS VARIANT)";
    }

    /** Of a VARIANT; its case counts whether it is quoted or not. */
    private static String key(Tokens tokens) {
        Token key = tokens.next();
        if (!key.isName()) {
            throw Refusal.syntax(key);
        }
        return key.raw();
    }

    private void bind(Tokens tokens) {
        tokens.next();
        if (nextBind >= binds.size()) {
            throw Refusal.compilation("002049", "42601", "Bind variable ? not set.");
        }
        emit(binds.get(nextBind++));
    }

    private void symbol(Tokens tokens) {
        String symbol = tokens.next().text();
        if (symbol.equals("::")) {
            emit("::" + SnowType.parse(tokens).duck());
        } else if (symbol.equals(":")) {
            emit("[" + Names.literal(key(tokens)) + "]");
        } else if (SYMBOLS.contains(symbol)) {
            if (symbol.equals("(")) {
                calls.push("");
            } else if (symbol.equals(")") && !calls.isEmpty()) {
                calls.pop();
            }
            emit(symbol);
        } else {
            throw Refusal.syntax(symbol);
        }
    }

    private void word(Token before, Tokens tokens) {
        String word = tokens.peek().text();
        boolean call = tokens.peek(1).isSymbol("(");
        if (before.isSymbol(".") || tokens.peek(1).isSymbol(".")) {
            chain(tokens);
        } else if (call && (word.equals("CAST") || word.equals("TRY_CAST"))) {
            tokens.next();
            tokens.next();
            calls.push("CAST");
            emit(word + "(");
        } else if (word.equals("AS") && "CAST".equals(calls.peek())) {
            tokens.next();
            emit("AS " + SnowType.parse(tokens).duck());
        } else if (call && (!KEYWORDS.contains(word) || ALSO_FUNCTIONS.contains(word)) && !before.isWord("AS")) {
            tokens.next();
            emit(function(word, tokens));
        } else if (NOW.containsKey(word)) {
            tokens.next();
            emit(NOW.get(word));
        } else if (tokens.peek(1).kind() == Token.Kind.STRING
                && Set.of("DATE", "TIME", "TIMESTAMP").contains(word)) {
            emit(tokens.next().text() + " " + Names.literal(tokens.next().text()));
        } else if (KEYWORDS.contains(word)) {
            emit(tokens.next().text());
        } else if (word.equals("MINUS")) {
            tokens.next();
            emit("EXCEPT");
        } else {
            chain(tokens);
        }
    }

    private String function(String name, Tokens tokens) {
        if (inValues && name.matches("PARSE_JSON|TRY_PARSE_JSON|TO_VARIANT")) {
            throw Refusal.compilation("002014", "22000", "Invalid expression [" + name + "(...)] in VALUES clause");
        }
        if (NOW.containsKey(name)) {
            tokens.parenthesised();
            return NOW.get(name);
        }
        Optional<Optional<String>> context = Functions.context(session, name);
        if (context.isPresent()) {
            if (!tokens.parenthesised().isEmpty()) {
                throw Refusal.syntax(name);
            }
            return context.get().map(Names::literal).orElse("CAST(NULL AS VARCHAR)");
        }
        return Functions.duck(name).orElseThrow(() -> Refusal.function(name));
    }

    /** Names with dots between them: a column, or a table with its schema. */
    private void chain(Tokens tokens) {
        List<String> names = new ArrayList<>(List.of(tokens.name()));
        boolean all = false;
        while (tokens.takeSymbol(".")) {
            if (tokens.takeSymbol("*")) {
                all = true;
                break;
            }
            names.add(tokens.name());
        }
        emit(InformationSchema.table(session, names)
                .or(() -> temporary(names))
                .orElseGet(() -> Names.quoted(names.toArray(String[]::new))));
        if (all) {
            sql.append(".*");
        }
    }

    /** A temporary table of the session that is called by its schema, or a column of one. */
    private Optional<String> temporary(List<String> names) {
        for (int column = 0; column <= 1; column++) {
            int n = names.size() - column;
            if (n == 3 || n == 2 && session.database().isPresent()) {
                String database = n == 3 ? names.get(0) : session.currentDatabase();
                Table table =
                        session.temporaryTables().get(new ObjectName(database, names.get(n - 2), names.get(n - 1)));
                if (table != null) {
                    return Optional.of(table.duck() + (column == 0 ? "" : "." + Names.quoted(names.get(n))));
                }
            }
        }
        return Optional.empty();
    }

    private void emit(String text) {
        sql.append(' ').append(text);
    }
}
