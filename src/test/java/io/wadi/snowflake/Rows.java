package io.wadi.snowflake;

import io.wadi.snowflake.Answer.Head;
import io.wadi.snowflake.Answer.StatementType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Statements that read and change rows: SELECT, INSERT, UPDATE, DELETE, MERGE. */
final class Rows {
    private final Session session;
    private final List<List<String>> binds;

    Rows(Session session, List<List<String>> binds) {
        this.session = session;
        this.binds = binds;
    }

    Answer select(List<Token> query) {
        return session.statement(List.of(), () -> read(new Translation(session, binds.get(0)).of(query)));
    }

    private Answer read(String sql) {
        List<Head> heads = describe(sql);
        return session.read(
                asJson(sql, heads),
                rows -> new Answer(StatementType.SELECT, heads, ResultRows.cells(rows, heads), Optional.empty()));
    }

    /** The columns that a query of DuckDB's has. */
    List<Head> describe(String sql) {
        return session.read("DESCRIBE " + sql, rows -> {
            List<Head> heads = new ArrayList<>();
            while (rows.next()) {
                heads.add(new Head(Names.decode(rows.getString(1)), SnowType.ofDuck(rows.getString(2))));
            }
            return heads;
        });
    }

    /** VARIANTs leave DuckDB as JSON. */
    static String asJson(String sql, List<Head> heads) {
        if (heads.stream().noneMatch(head -> head.type().kind() == SnowType.Kind.VARIANT)) {
            return sql;
        }
        List<String> names = new ArrayList<>();
        List<String> values = new ArrayList<>();
        for (int i = 0; i < heads.size(); i++) {
            names.add("c" + i);
            values.add(heads.get(i).type().kind() == SnowType.Kind.VARIANT ? "CAST(c" + i + " AS JSON)" : "c" + i);
        }
        return "SELECT " + String.join(", ", values) + " FROM (" + sql + ") AS q(" + String.join(", ", names) + ")";
    }

    Answer insert(Tokens tokens) {
        tokens.expect("INTO");
        Table table = session.table(tokens.names());
        List<Column> columns = columns(table, tokens);
        boolean values = tokens.peek().isWord("VALUES");
        if (!values
                && !tokens.peek().isWord("SELECT")
                && !tokens.peek().isWord("WITH")
                && !tokens.peek().isSymbol("(")) {
            throw Refusal.syntax(tokens.peek());
        }
        List<Token> rest = tokens.rest();
        String into = "INSERT INTO " + table.duck() + " ("
                + String.join(
                        ", ",
                        columns.stream()
                                .map(column -> Names.quoted(column.name()))
                                .toList()) + ") ";
        return session.statement(List.of(), () -> {
            long count = 0;
            for (List<String> row : binds) {
                Translation translation = new Translation(session, row);
                String source = values ? translation.values(rest) : translation.of(rest);
                fit(columns, source);
                count += session.write(into + source);
            }
            return Answer.counts(StatementType.INSERT, List.of("number of rows inserted"), count);
        });
    }

    /** Snowflake makes no VARIANT of another type by itself. */
    private void fit(List<Column> columns, String source) {
        String query =
                source.startsWith("VALUES") ? "SELECT * FROM (" + source.replace(" DEFAULT", " NULL") + ")" : source;
        List<String> types = session.read("DESCRIBE " + query, rows -> {
            List<String> all = new ArrayList<>();
            while (rows.next()) {
                all.add(rows.getString(2));
            }
            return all;
        });
        if (types.size() != columns.size()) {
            throw Refusal.compilation(
                    "001799",
                    "42601",
                    "Insert value list does not match column list expecting " + columns.size() + " but got "
                            + types.size());
        }
        for (int i = 0; i < types.size(); i++) {
            boolean variant = columns.get(i).type().kind() == SnowType.Kind.VARIANT;
            if (variant && !types.get(i).equals("VARIANT") && !types.get(i).contains("NULL")) {
                throw Refusal.compilation(
                        "002023",
                        "22000",
                        "Expression type does not match column data type, expecting VARIANT but got "
                                + SnowType.ofDuck(types.get(i)) + " for column "
                                + Names.shown(columns.get(i).name()));
            }
        }
    }

    private List<Column> columns(Table table, Tokens tokens) {
        if (!tokens.peek().isSymbol("(")
                || tokens.peek(1).isWord("SELECT")
                || tokens.peek(1).isWord("WITH")) {
            return table.columns();
        }
        Tokens names = new Tokens(tokens.parenthesised());
        List<Column> columns = new ArrayList<>();
        do {
            String name = names.name();
            columns.add(table.column(name).orElseThrow(() -> Refusal.identifier(Names.shown(name))));
        } while (names.takeSymbol(","));
        names.expectEnd();
        return columns;
    }

    Answer update(Tokens tokens) {
        Table table = session.table(tokens.names());
        List<Token> rest = tokens.rest();
        long count = change(table, "UPDATE " + table.duck() + " ", rest);
        return Answer.counts(
                StatementType.UPDATE,
                List.of("number of rows updated", "number of multi-joined rows updated"),
                count,
                0L);
    }

    Answer delete(Tokens tokens) {
        tokens.expect("FROM");
        Table table = session.table(tokens.names());
        long count = change(table, "DELETE FROM " + table.duck() + " ", tokens.rest());
        return Answer.counts(StatementType.DELETE, List.of("number of rows deleted"), count);
    }

    private long change(Table table, String start, List<Token> rest) {
        return session.statement(List.of(table.name()), () -> {
            long count = 0;
            for (List<String> row : binds) {
                count += session.write(start + new Translation(session, row).of(rest));
            }
            return count;
        });
    }

    Answer merge(Tokens tokens) {
        tokens.expect("INTO");
        Table table = session.table(tokens.names());
        List<Token> rest = tokens.rest();
        return session.statement(List.of(table.name()), () -> {
            String sql = "MERGE INTO " + table.duck() + " " + new Translation(session, binds.get(0)).of(rest)
                    + " RETURNING merge_action";
            List<String> actions = session.writeReturning(sql, rows -> {
                List<String> all = new ArrayList<>();
                while (rows.next()) {
                    all.add(rows.getString(1));
                }
                return all;
            });
            List<String> names = new ArrayList<>();
            List<Long> counts = new ArrayList<>();
            count("INSERT", "inserted", sql, actions, names, counts);
            count("UPDATE", "updated", sql, actions, names, counts);
            count("DELETE", "deleted", sql, actions, names, counts);
            return Answer.counts(StatementType.MERGE, names, counts.toArray(Long[]::new));
        });
    }

    private static void count(
            String action, String done, String sql, List<String> actions, List<String> names, List<Long> counts) {
        if (sql.contains("THEN " + action)) {
            names.add("number of rows " + done);
            counts.add(actions.stream().filter(action::equals).count());
        }
    }
}
