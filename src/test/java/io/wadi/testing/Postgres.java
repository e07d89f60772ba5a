package io.wadi.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/** A real PostgreSQL on a free port of 127.0.0.1, started once for all tests; each class takes a database of its own. */
public final class Postgres {
    public static final String USER = "postgres";
    private static final Postgres SHARED = new Postgres(start());

    private final EmbeddedPostgres server;

    private Postgres(EmbeddedPostgres server) {
        this.server = server;
    }

    public static Postgres shared() {
        return SHARED;
    }

    private static EmbeddedPostgres start() {
        try {
            return EmbeddedPostgres.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A new, empty database. */
    public Postgres database(String name) {
        execute("postgres", "CREATE DATABASE " + name);
        return this;
    }

    /** A user who may connect to all databases, with this password alone. */
    public void requirePassword(String user, String password) {
        execute("postgres", "CREATE USER " + user + " PASSWORD '" + password + "'");
        Path rules = Path.of(ask("postgres", "SHOW hba_file").orElseThrow());
        try {
            Files.writeString(rules, "host all " + user + " 127.0.0.1/32 scram-sha-256\n" + Files.readString(rules));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        execute("postgres", "SELECT pg_reload_conf()");
    }

    public String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/" + database;
    }

    public void execute(String database, String... statements) {
        try (Connection connection = DriverManager.getConnection(url(database), USER, USER);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The first column of the first row, as text. */
    public Optional<String> ask(String database, String query) {
        try (Connection connection = DriverManager.getConnection(url(database), USER, USER);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            return rows.next() ? Optional.ofNullable(rows.getString(1)) : Optional.empty();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
