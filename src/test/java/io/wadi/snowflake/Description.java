package io.wadi.snowflake;

import io.wadi.snowflake.Answer.StatementType;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** What a prepared statement will answer, before it has values. */
final class Description {
    private final Session session;

    Description(Session session) {
        this.session = session;
    }

    Answer of(String sql) {
        List<Token> tokens = Lexer.statement(sql);
        int binds = (int)
                tokens.stream().filter(token -> token.kind() == Token.Kind.BIND).count();
        Token first = tokens.get(0);
        if (first.isWord("SELECT") || first.isWord("WITH")) {
            List<String> nulls = Collections.nCopies(binds, "NULL");
            String query = new Translation(session, nulls).of(tokens);
            return new Answer(
                    StatementType.SELECT,
                    new Rows(session, List.of(nulls)).describe(query),
                    List.of(),
                    Optional.empty());
        }
        StatementType type = List.of(StatementType.values()).stream()
                .filter(each -> first.isWord(each.name()))
                .findFirst()
                .orElse(StatementType.DDL);
        return new Answer(type, List.of(), List.of(), Optional.empty());
    }
}
