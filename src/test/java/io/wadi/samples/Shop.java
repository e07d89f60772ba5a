package io.wadi.samples;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A shop in a real PostgreSQL of its own, on a free port of 127.0.0.1. Its directory goes with it; its reader's password
 * is made anew at each start.
 */
public final class Shop implements AutoCloseable {
    private static final String READER = "wadi";

    private final EmbeddedPostgres server;
    private final Connection owner; // one session for all: it holds the functions that make rows
    private final String password;
    private boolean advanced;

    private Shop(EmbeddedPostgres server, Connection owner, String password) {
        this.server = server;
        this.owner = owner;
        this.password = password;
    }

    /** Returns when the tables are there: after one to three seconds. */
    public static Shop start() {
        String password = new BigInteger(128, new SecureRandom()).toString(36);
        try {
            return start(Files.createTempDirectory("wadi-samples-shop-"), password);
        } catch (IOException | SQLException e) {
            throw new IllegalStateException("The shop's PostgreSQL did not start: " + e.getMessage(), e);
        }
    }

    private static Shop start(Path directory, String password) throws IOException, SQLException {
        EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setDataDirectory(directory)
                .setCleanDataDirectory(true)
                .setDataDirectoryCustomizer(Shop::askReadersForThePassword)
                .setServerConfig("fsync", "off") // it is thrown away
                .setServerConfig("unix_socket_directories", "")
                .start();
        Connection owner;
        try {
            try (Connection maintenance = server.getPostgresDatabase().getConnection()) {
                execute(maintenance, "CREATE ROLE " + READER + " LOGIN PASSWORD '" + password + "'");
                execute(maintenance, "CREATE DATABASE shop");
            }
            owner = server.getDatabase("postgres", "shop").getConnection();
            owner.setAutoCommit(false);
            execute(owner, script("shop.sql"));
            execute(owner, "GRANT SELECT ON ALL TABLES IN SCHEMA public TO " + READER);
            owner.commit();
        } catch (IOException | SQLException e) {
            server.close();
            throw e;
        }
        return new Shop(server, owner, password);
    }

    private static void askReadersForThePassword(File data) {
        Path rules = data.toPath().resolve("pg_hba.conf");
        try {
            Files.writeString(rules, "host all " + READER + " all scram-sha-256\n" + Files.readString(rules));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** For JDBC; without the password. */
    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/shop";
    }

    /** Who may read and do nothing else. */
    public String user() {
        return READER;
    }

    public String password() {
        return password;
    }

    /** A month passes, once: gives the number of products that are new or changed. */
    synchronized int advance() {
        if (advanced) {
            return 0;
        }
        try {
            int before = recent();
            execute(owner, script("shop-advance.sql"));
            int after = recent();
            owner.commit();
            advanced = true;
            return after - before;
        } catch (IOException | SQLException e) {
            throw new IllegalStateException("Time does not pass in the shop: " + e.getMessage(), e);
        }
    }

    /** Products of the first day's last hour and later: those that are late belong to them. */
    private int recent() throws SQLException {
        try (Statement statement = owner.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT count(*) FROM products WHERE updated_at > '2026-09-30 11:00:00Z'")) {
            row.next();
            return row.getInt(1);
        }
    }

    /** What the tables hold, as numbers that a copy of them can be compared with. */
    public synchronized Map<String, BigDecimal> truth() {
        Map<String, BigDecimal> truth = new LinkedHashMap<>();
        try (Statement statement = owner.createStatement();
                ResultSet row = statement.executeQuery("""
                        SELECT count(*) AS products, sum(id * price) AS products_sum,
                            (SELECT count(*) FROM product_prices) AS product_prices,
                            (SELECT sum(product_id * amount) FROM product_prices) AS product_prices_sum
                        FROM products""")) {
            row.next();
            for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
                truth.put(row.getMetaData().getColumnName(column), row.getBigDecimal(column));
            }
            owner.commit();
        } catch (SQLException e) {
            throw new IllegalStateException("The shop does not answer: " + e.getMessage(), e);
        }
        return truth;
    }

    @Override
    public void close() {
        try {
            owner.close();
            server.close();
        } catch (SQLException | IOException e) {
            throw new IllegalStateException("The shop's PostgreSQL did not stop", e);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String script(String name) throws IOException {
        try (InputStream in = Shop.class.getResourceAsStream("/samples/" + name)) {
            if (in == null) {
                throw new FileNotFoundException("/samples/" + name + " is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
