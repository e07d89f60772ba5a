package io.wadi.snowflake;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.duckdb.DuckDBConnection;

/** The connections that are open, by their tokens, and what they said. */
final class Sessions {
    private final Connection duck;
    private final World world;
    private final Map<String, Session> open = new ConcurrentHashMap<>();
    private final List<Said> statements = new CopyOnWriteArrayList<>();
    private final AtomicLong ids = new AtomicLong();

    Sessions(Connection duck, World world) throws SQLException {
        this.duck = duck;
        this.world = world;
        try (var statement = duck.createStatement()) {
            statement.execute("SET GLOBAL TimeZone = 'UTC'");
            statement.execute("SET GLOBAL default_null_order = 'nulls_last_on_asc_first_on_desc'");
            for (String macro : Functions.macros()) {
                statement.execute(macro);
            }
        }
    }

    void createDatabase(String name) {
        Session admin = session("ADMIN");
        admin.run("ATTACH ':memory:' AS " + Names.quoted(name));
        admin.run("CREATE SCHEMA " + Names.quoted(name, "PUBLIC"));
        world.catalogue().createDatabase(name);
        admin.close();
    }

    Catalogue catalogue() {
        return world.catalogue();
    }

    private Session session(String user) {
        try {
            return new Session(ids.incrementAndGet(), user, world, new Duck(((DuckDBConnection) duck).duplicate()));
        } catch (SQLException e) {
            throw DuckErrors.of(e);
        }
    }

    /** Opens one; its token is token-ID. */
    Session open(String user) {
        Session session = session(user);
        open.put("token-" + session.id(), session);
        world.sessions().add(session);
        return session;
    }

    Session of(String token) {
        return Optional.ofNullable(open.get(token))
                .orElseThrow(() -> new Refusal(
                        "390111", "08001", "Session no longer exists. New login required to access the service."));
    }

    void close(String token) {
        Optional.ofNullable(open.remove(token)).ifPresent(session -> {
            world.sessions().remove(session);
            synchronized (session) {
                session.close();
            }
        });
    }

    void said(Said said) {
        statements.add(said);
    }

    List<Said> statements() {
        return List.copyOf(statements);
    }

    int count() {
        return open.size();
    }

    void expire() {
        List.copyOf(open.keySet()).forEach(this::close);
    }

    void close() {
        expire();
    }

    List<Map<String, Object>> rows(String query) {
        Session session = reader();
        try {
            List<Token> tokens = Lexer.statement(query);
            String sql = new Translation(session, List.of()).of(tokens);
            List<Answer.Head> heads = new Rows(session, List.of()).describe(sql);
            return session.read(Rows.asJson(sql, heads), rows -> {
                List<Map<String, Object>> all = new ArrayList<>();
                while (rows.next()) {
                    all.add(PlainRow.of(rows, heads));
                }
                return all;
            });
        } finally {
            session.close();
        }
    }

    Map<String, String> columns(String table) {
        Session session = reader();
        try {
            Map<String, String> columns = new LinkedHashMap<>();
            session.table(new Tokens(Lexer.statement(table)).names())
                    .columns()
                    .forEach(column ->
                            columns.put(column.name(), column.type() + (column.nullable() ? "" : " NOT NULL")));
            return columns;
        } finally {
            session.close();
        }
    }

    private Session reader() {
        Session session = session("TEST");
        session.useDatabase(SnowflakeServer.DATABASE);
        return session;
    }
}
