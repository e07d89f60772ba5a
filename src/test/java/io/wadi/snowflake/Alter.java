package io.wadi.snowflake;

import io.wadi.snowflake.Answer.StatementType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What changes or removes a table that is there: ALTER TABLE, DROP, TRUNCATE, COMMENT. */
final class Alter {
    private final Session session;

    Alter(Session session) {
        this.session = session;
    }

    Answer alter(Tokens tokens) {
        tokens.expect("TABLE");
        boolean only = tokens.take("IF", "EXISTS");
        List<String> names = tokens.names();
        Optional<Table> found = session.find(session.resolve(names));
        if (found.isEmpty() && only) {
            return Answer.done(StatementType.DDL);
        }
        Table table = session.table(names);
        if (tokens.take("ADD")) {
            tokens.take("COLUMN");
            add(table, tokens);
        } else if (tokens.take("DROP", "COLUMN")) {
            drop(table, tokens.name());
        } else if (tokens.take("CLUSTER", "BY")) {
            Optional<String> key = Optional.of(Create.clustering(tokens));
            change(table, () -> keep(table.clustered(key)));
        } else if (tokens.take("DROP", "CLUSTERING", "KEY")) {
            change(table, () -> keep(table.clustered(Optional.empty())));
        } else if (tokens.take("RENAME", "TO")) {
            rename(table, session.resolve(tokens.names()));
        } else if (tokens.take("SWAP", "WITH")) {
            swap(table, session.table(tokens.names()));
        } else {
            throw Refusal.syntax(tokens.peek());
        }
        tokens.expectEnd();
        return Answer.done(StatementType.DDL);
    }

    private void add(Table table, Tokens tokens) {
        List<Column> columns = new ArrayList<>(table.columns());
        List<Column> added = new ArrayList<>();
        do {
            boolean unless = tokens.take("IF", "NOT", "EXISTS");
            Column column = Create.column(tokens);
            if (table.column(column.name()).isEmpty()) {
                added.add(column);
            } else if (!unless) {
                throw Refusal.compilation("001430", "42601", "column '" + column.name() + "' already exists");
            }
        } while (tokens.takeSymbol(","));
        columns.addAll(added);
        change(table, () -> {
            long rows = session.read("SELECT count(*) FROM " + table.duck(), count -> {
                count.next();
                return count.getLong(1);
            });
            for (Column column : added) {
                if (!column.nullable() && column.defaultSql().isEmpty() && rows > 0) {
                    throw Refusal.compilation(
                            "002028",
                            "42601",
                            "Non-nullable column '" + column.name() + "' cannot be added to non-empty table '"
                                    + table.name().name() + "' unless it has a non-null default value.");
                }
            }
            rebuild(table, table.with(columns));
        });
    }

    private void drop(Table table, String name) {
        if (table.column(name).isEmpty()) {
            throw Refusal.identifier(Names.shown(name));
        }
        List<Column> columns = new ArrayList<>(table.columns());
        columns.removeIf(column -> column.name().equals(name));
        change(table, () -> rebuild(table, table.with(columns)));
    }

    /** Made anew with other columns, since DuckDB adds no column with a check. */
    private void rebuild(Table before, Table after) {
        String kept = after.columns().stream()
                .filter(column -> before.column(column.name()).isPresent())
                .map(column -> Names.quoted(column.name()))
                .collect(Collectors.joining(", "));
        session.write("CREATE TEMP TABLE \"~before\" AS SELECT * FROM " + before.duck());
        session.write("DROP TABLE " + before.duck());
        session.write(Create.ddl(after));
        session.write("INSERT INTO " + after.duck() + " (" + kept + ") SELECT " + kept + " FROM temp.main.\"~before\"");
        session.write("DROP TABLE temp.main.\"~before\"");
        keep(after);
    }

    private void rename(Table table, ObjectName name) {
        if (session.find(name).isPresent()) {
            throw Refusal.exists(name);
        }
        change(table, () -> move(table, table.named(name)));
        session.catalogue().drop(table.name());
    }

    private void swap(Table one, Table other) {
        session.ddl(List.of(one.name(), other.name()), () -> {
            Table aside = one.named(one.name().sibling(one.name().name() + "~"));
            move(one, aside);
            move(other, other.named(one.name()));
            move(aside, one.named(other.name()));
        });
        session.catalogue().drop(one.name().sibling(one.name().name() + "~"));
        session.world().history().forget(one.name());
        session.world().history().forget(other.name());
    }

    private void move(Table from, Table to) {
        session.write(Create.ddl(to));
        session.write("INSERT INTO " + to.duck() + " SELECT * FROM " + from.duck());
        session.write("DROP TABLE " + from.duck());
        keep(to);
    }

    private void change(Table table, Runnable body) {
        session.ddl(List.of(table.name()), body);
    }

    private void keep(Table table) {
        if (table.kind() == Table.Kind.TEMPORARY) {
            session.temporaryTables().put(table.name(), table);
        } else {
            session.catalogue().put(table);
        }
    }

    Answer drop(Tokens tokens) {
        String what = tokens.expect(Token.Kind.WORD);
        boolean only = tokens.take("IF", "EXISTS");
        List<String> names = tokens.names();
        if (what.equals("SCHEMA") && !tokens.take("CASCADE")) {
            tokens.take("RESTRICT");
        }
        tokens.expectEnd();
        switch (what) {
            case "TABLE" -> dropTable(session.resolve(names), only);
            case "SCHEMA" -> dropSchema(names, only);
            case "STAGE" -> {
                session.commit();
                ObjectName name = session.resolve(names);
                if (!session.catalogue().hasStage(name) && !only) {
                    throw Refusal.missing("Stage", name);
                }
                session.catalogue().dropStage(name);
            }
            default -> throw Refusal.syntax(what);
        }
        return Answer.said(StatementType.DDL, names.get(names.size() - 1) + " successfully dropped.");
    }

    private void dropTable(ObjectName name, boolean only) {
        Optional<Table> table = session.find(name);
        if (table.isEmpty() && !only) {
            throw Refusal.missingTable(name);
        }
        table.ifPresentOrElse(
                there -> {
                    change(there, () -> session.write("DROP TABLE " + there.duck()));
                    if (there.kind() == Table.Kind.TEMPORARY) {
                        session.temporaryTables().remove(name);
                    } else {
                        session.catalogue().drop(name);
                    }
                    session.world().history().forget(name);
                },
                session::commit);
    }

    private void dropSchema(List<String> names, boolean only) {
        String name = names.get(names.size() - 1);
        String database = names.size() > 1 ? names.get(0) : session.currentDatabase();
        if (!session.catalogue().hasSchema(database, name)) {
            session.commit();
            if (!only) {
                throw Refusal.missing("Schema", name);
            }
            return;
        }
        session.ddl(List.of(), () -> session.write("DROP SCHEMA " + Names.quoted(database, name) + " CASCADE"));
        session.catalogue().dropSchema(database, name);
        if (session.schema().equals(Optional.of(name)) && session.database().equals(Optional.of(database))) {
            session.leaveSchema();
        }
    }

    /** Forgets what was loaded, too; and commits, unlike DELETE. */
    Answer truncate(Tokens tokens) {
        tokens.take("TABLE");
        boolean only = tokens.take("IF", "EXISTS");
        ObjectName name = session.resolve(tokens.names());
        tokens.expectEnd();
        Optional<Table> table = session.find(name);
        if (table.isEmpty() && !only) {
            throw Refusal.missingTable(name);
        }
        table.ifPresent(there -> {
            change(there, () -> session.write("DELETE FROM " + there.duck()));
            session.world().history().forget(name);
        });
        return Answer.done(StatementType.DDL);
    }

    Answer comment(Tokens tokens) {
        boolean only = tokens.take("IF", "EXISTS");
        tokens.expect("ON");
        boolean column = tokens.take("COLUMN");
        if (!column) {
            tokens.expect("TABLE");
        }
        List<String> names = tokens.names();
        Optional<String> text = Optional.of(tokens.expect("IS").expect(Token.Kind.STRING));
        tokens.expectEnd();
        List<String> of = column ? names.subList(0, names.size() - 1) : names;
        if (only && session.find(session.resolve(of)).isEmpty()) {
            return Answer.done(StatementType.DDL);
        }
        Table table = session.table(of);
        String last = names.get(names.size() - 1);
        if (column && table.column(last).isEmpty()) {
            throw Refusal.identifier(Names.shown(last));
        }
        List<Column> columns = table.columns().stream()
                .map(each -> column && each.name().equals(last)
                        ? new Column(last, each.type(), each.nullable(), each.defaultSql(), text)
                        : each)
                .toList();
        change(table, () -> keep(column ? table.with(columns) : table.commented(text)));
        return Answer.done(StatementType.DDL);
    }
}
