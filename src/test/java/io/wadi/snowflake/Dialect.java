package io.wadi.snowflake;

import io.wadi.snowflake.Answer.StatementType;
import java.util.List;
import java.util.Set;

/** Which statement it is. What no line here names is refused. */
final class Dialect {
    private static final Set<String> NEEDS_WAREHOUSE =
            Set.of("SELECT", "WITH", "INSERT", "UPDATE", "DELETE", "MERGE", "COPY");

    private final Session session;
    private final List<List<String>> binds;

    Dialect(Session session, List<List<String>> binds) {
        this.session = session;
        this.binds = binds;
    }

    /** Whether this kind of statement is computed by a warehouse. */
    static boolean computes(String sql) {
        return sql.regionMatches(true, 0, "put", 0, 3)
                ? false
                : NEEDS_WAREHOUSE.contains(Lexer.statement(sql).get(0).text());
    }

    Answer answer(String sql) {
        if (Stages.isPut(sql)) {
            return new Stages(session).put(sql);
        }
        List<Token> statement = Lexer.statement(sql);
        Tokens tokens = new Tokens(statement);
        Rows rows = new Rows(session, binds);
        Token first = tokens.peek();
        if (first.isWord("SELECT") || first.isWord("WITH") || first.isSymbol("(")) {
            return rows.select(statement);
        }
        if (first.kind() != Token.Kind.WORD) {
            throw Refusal.syntax(first);
        }
        tokens.next();
        return switch (first.text()) {
            case "INSERT" -> rows.insert(tokens);
            case "UPDATE" -> rows.update(tokens);
            case "DELETE" -> rows.delete(tokens);
            case "MERGE" -> rows.merge(tokens);
            case "COPY" -> new CopyInto(session).copy(tokens);
            case "LIST", "LS" -> new Stages(session).list(tokens);
            case "REMOVE", "RM" -> new Stages(session).remove(tokens);
            case "ALTER" -> tokens.take("SESSION") ? alterSession(tokens) : define("ALTER", tokens);
            case "CREATE", "DROP", "TRUNCATE", "COMMENT", "GRANT" -> define(first.text(), tokens);
            case "USE" -> use(tokens);
            case "SHOW" -> show(tokens);
            case "BEGIN", "START", "COMMIT", "ROLLBACK" -> transaction(first.text(), tokens);
            default -> throw Refusal.syntax(first);
        };
    }

    private Answer define(String word, Tokens tokens) {
        session.world().ddl().lock();
        try {
            return switch (word) {
                case "CREATE" -> new Create(session).create(tokens);
                case "DROP" -> new Alter(session).drop(tokens);
                case "TRUNCATE" -> new Alter(session).truncate(tokens);
                case "GRANT" -> new Grants(session).grant(tokens);
                case "COMMENT" -> new Alter(session).comment(tokens);
                default -> new Alter(session).alter(tokens);
            };
        } finally {
            session.world().ddl().unlock();
        }
    }

    private Answer transaction(String word, Tokens tokens) {
        if (word.equals("START")) {
            tokens.expect("TRANSACTION");
        } else if (!word.equals("BEGIN") || !tokens.take("TRANSACTION")) {
            tokens.take("WORK");
        }
        String name = !word.equals("COMMIT") && !word.equals("ROLLBACK") && tokens.take("NAME") ? tokens.name() : "";
        tokens.expectEnd();
        switch (word) {
            case "COMMIT" -> session.commit();
            case "ROLLBACK" -> session.rollback();
            default -> session.begin(name);
        }
        return Answer.done(StatementType.TRANSACTION);
    }

    private Answer show(Tokens tokens) {
        tokens.expect("TRANSACTIONS").expectEnd();
        return Transaction.show(session);
    }

    private Answer use(Tokens tokens) {
        if (tokens.take("WAREHOUSE")) {
            session.useWarehouse(known("Warehouse", tokens.name(), SnowflakeServer.WAREHOUSE));
        } else if (tokens.take("ROLE")) {
            session.useRole(known("Role", tokens.name(), SnowflakeServer.ROLE));
        } else if (tokens.take("DATABASE")) {
            session.useDatabase(tokens.name());
        } else {
            tokens.take("SCHEMA");
            List<String> names = tokens.names();
            if (names.size() > 1) {
                session.catalogue().requireSchema(names.get(0), names.get(1));
                session.useDatabase(names.get(0));
            }
            session.useSchema(names.get(names.size() - 1));
        }
        tokens.expectEnd();
        return Answer.done(StatementType.USE);
    }

    private static String known(String kind, String name, String only) {
        if (!name.equals(only)) {
            throw Refusal.missing(kind, Names.shown(name));
        }
        return name;
    }

    private Answer alterSession(Tokens tokens) {
        boolean set = tokens.take("SET");
        if (!set) {
            tokens.expect("UNSET");
        }
        do {
            String name = tokens.name();
            if (!Parameters.KNOWN.contains(name)) {
                throw Refusal.option(name);
            }
            if (set) {
                tokens.expectSymbol("=");
                parameter(name, tokens.next());
            } else {
                session.parameters().remove(name);
            }
            tokens.takeSymbol(",");
        } while (!tokens.atEnd());
        return Answer.done(StatementType.ALTER_SESSION);
    }

    private void parameter(String name, Token value) {
        Parameters.check(name, value.text());
        if (name.equals("AUTOCOMMIT")) {
            session.autocommit(value.isWord("TRUE"));
        }
        session.parameters().put(name, value.text());
    }
}
