package io.wadi.snowflake;

import io.wadi.snowflake.Answer.StatementType;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** CREATE SCHEMA, TABLE and STAGE. */
final class Create {
    private final Session session;

    Create(Session session) {
        this.session = session;
    }

    Answer create(Tokens tokens) {
        boolean replace = tokens.take("OR", "REPLACE");
        boolean temporary = tokens.take("TEMPORARY") || tokens.take("TEMP");
        boolean transient_ = !temporary && tokens.take("TRANSIENT");
        if (tokens.take("TABLE")) {
            Table.Kind kind =
                    temporary ? Table.Kind.TEMPORARY : transient_ ? Table.Kind.TRANSIENT : Table.Kind.PERMANENT;
            return table(tokens, replace, kind);
        }
        if (!replace && !temporary && tokens.take("SCHEMA")) {
            return schema(tokens);
        }
        if (!transient_ && tokens.take("STAGE")) {
            return stage(tokens, replace);
        }
        throw Refusal.syntax(tokens.peek());
    }

    private Answer schema(Tokens tokens) {
        boolean unless = tokens.take("IF", "NOT", "EXISTS");
        List<String> names = tokens.names();
        tokens.expectEnd();
        String name = names.get(names.size() - 1);
        String database = names.size() > 1 ? names.get(0) : session.currentDatabase();
        session.catalogue().requireDatabase(database);
        boolean there = session.catalogue().hasSchema(database, name);
        if (there && !unless) {
            throw Refusal.exists(name);
        }
        session.ddl(List.of(), () -> session.write("CREATE SCHEMA IF NOT EXISTS " + Names.quoted(database, name)));
        session.catalogue().createSchema(database, name);
        if (!there) {
            session.useDatabase(database);
            session.useSchema(name);
        }
        return Answer.said(
                StatementType.DDL,
                there ? name + " already exists, statement succeeded." : "Schema " + name + " successfully created.");
    }

    private Answer stage(Tokens tokens, boolean replace) {
        boolean unless = tokens.take("IF", "NOT", "EXISTS");
        ObjectName name = session.resolve(tokens.names());
        if (tokens.take("COMMENT")) {
            tokens.expectSymbol("=");
            tokens.expect(Token.Kind.STRING);
        }
        tokens.expectEnd();
        session.commit();
        if (session.catalogue().hasStage(name) && !unless && !replace) {
            throw Refusal.exists(name);
        }
        session.catalogue().createStage(name);
        return Answer.said(StatementType.DDL, "Stage area " + name.name() + " successfully created.");
    }

    private Answer table(Tokens tokens, boolean replace, Table.Kind kind) {
        boolean unless = tokens.take("IF", "NOT", "EXISTS");
        ObjectName name = session.resolve(tokens.names());
        if (replace && unless) {
            throw Refusal.syntax("IF");
        }
        Optional<Table> there = existing(name, kind);
        if (tokens.take("CLONE")) {
            Table from = session.table(tokens.names());
            boolean granted = replace && tokens.take("COPY", "GRANTS");
            tokens.expectEnd();
            if (!granted) {
                session.catalogue().revoke(name);
            }
            return make(from.named(name), kind, there, unless, replace, Optional.of("SELECT * FROM " + from.duck()));
        }
        if (tokens.take("LIKE")) {
            Table from = session.table(tokens.names());
            tokens.expectEnd();
            return make(from.named(name), kind, there, unless, replace, Optional.empty());
        }
        List<Column> columns = tokens.peek().isSymbol("(") ? columns(new Tokens(tokens.parenthesised())) : List.of();
        Optional<String> cluster = tokens.take("CLUSTER", "BY") ? Optional.of(clustering(tokens)) : Optional.empty();
        Optional<String> comment = Optional.empty();
        if (tokens.take("COMMENT")) {
            tokens.expectSymbol("=");
            comment = Optional.of(tokens.expect(Token.Kind.STRING));
        }
        Optional<String> query = Optional.empty();
        if (tokens.take("AS")) {
            if (!columns.isEmpty()) {
                throw Refusal.unsupported("CREATE TABLE with columns AS SELECT");
            }
            query = Optional.of(new Translation(session, List.of()).of(tokens.rest()));
            columns = selected(query.get());
        }
        tokens.expectEnd();
        if (replace) {
            session.catalogue().revoke(name);
        }
        if (columns.isEmpty()) {
            throw Refusal.syntax("<EOF>");
        }
        return make(new Table(name, kind, columns, cluster, comment), kind, there, unless, replace, query);
    }

    private Optional<Table> existing(ObjectName name, Table.Kind kind) {
        return kind == Table.Kind.TEMPORARY
                ? Optional.ofNullable(session.temporaryTables().get(name))
                : session.catalogue().table(name);
    }

    private List<Column> selected(String query) {
        return new Rows(session, List.of(List.of()))
                .describe(query).stream()
                        .map(head -> new Column(head.name(), head.type(), true, Optional.empty(), Optional.empty()))
                        .toList();
    }

    private Answer make(
            Table like,
            Table.Kind kind,
            Optional<Table> there,
            boolean unless,
            boolean replace,
            Optional<String> rows) {
        Table table = new Table(like.name(), kind, like.columns(), like.clusteringKey(), like.comment());
        if (there.isPresent() && unless) {
            session.commit();
            return Answer.said(StatementType.DDL, table.name().name() + " already exists, statement succeeded.");
        }
        if (there.isPresent() && !replace) {
            throw Refusal.exists(table.name());
        }
        String made = rows.isPresent() ? " AS SELECT * FROM (" + rows.get() + ")" : "";
        session.ddl(List.of(table.name()), () -> {
            if (there.isPresent()) {
                session.write("CREATE TEMP TABLE \"~clone\" AS SELECT * FROM (" + rows.orElse("SELECT 1") + ")");
                session.write("DROP TABLE " + table.duck());
                session.write(ddl(table));
                if (!made.isEmpty()) {
                    session.write("INSERT INTO " + table.duck() + " SELECT * FROM temp.main.\"~clone\"");
                }
                session.write("DROP TABLE temp.main.\"~clone\"");
            } else {
                session.write(ddl(table));
                rows.ifPresent(query -> session.write("INSERT INTO " + table.duck() + " " + query));
            }
        });
        session.world().history().forget(table.name());
        if (kind == Table.Kind.TEMPORARY) {
            session.temporaryTables().put(table.name(), table);
        } else {
            session.catalogue().forget(table.name());
            session.catalogue().put(table);
        }
        return Answer.said(StatementType.DDL, "Table " + table.name().name() + " successfully created.");
    }

    static String ddl(Table table) {
        return "CREATE " + (table.kind() == Table.Kind.TEMPORARY ? "TEMP " : "") + "TABLE " + table.duck() + " ("
                + table.columns().stream().map(Column::duck).collect(Collectors.joining(", ")) + ")";
    }

    static String clustering(Tokens tokens) {
        return "LINEAR(" + tokens.parenthesised().stream().map(Token::text).collect(Collectors.joining()) + ")";
    }

    /** Definitions of columns and constraints; keys are parsed and bind nobody, as in Snowflake. */
    private static List<Column> columns(Tokens tokens) {
        List<Column> columns = new ArrayList<>();
        Set<String> names = new LinkedHashSet<>();
        do {
            if (tokens.take("CONSTRAINT")) {
                tokens.name();
            }
            if (tokens.take("PRIMARY", "KEY") || tokens.take("UNIQUE")) {
                tokens.parenthesised();
                continue;
            }
            Column column = column(tokens);
            if (!names.add(column.name())) {
                throw Refusal.compilation("002025", "42S21", "duplicate column name '" + column.name() + "'");
            }
            columns.add(column);
        } while (tokens.takeSymbol(","));
        tokens.expectEnd();
        return columns;
    }

    static Column column(Tokens tokens) {
        String name = tokens.name();
        SnowType type = SnowType.parse(tokens);
        boolean nullable = true;
        Optional<String> initial = Optional.empty();
        Optional<String> comment = Optional.empty();
        while (!tokens.atEnd() && !tokens.peek().isSymbol(",")) {
            if (tokens.take("NOT", "NULL")) {
                nullable = false;
            } else if (tokens.take("PRIMARY", "KEY")) {
                nullable = false;
            } else if (tokens.take("COMMENT")) {
                comment = Optional.of(tokens.expect(Token.Kind.STRING));
            } else if (tokens.take("DEFAULT")) {
                Token value = tokens.next();
                initial = Optional.of(value.kind() == Token.Kind.STRING ? Names.literal(value.text()) : value.text());
            } else if (!tokens.take("NULL") && !tokens.take("UNIQUE")) {
                throw Refusal.syntax(tokens.peek());
            }
        }
        return new Column(name, type, nullable, initial, comment);
    }
}
