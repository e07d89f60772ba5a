package io.wadi.snowflake;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/**
 * A Snowflake account for tests: database WADI with schema PUBLIC, warehouse LOADING, role LOADER; users are told. It
 * speaks a closed dialect over the wire of the real driver, and refuses what it does not know.
 */
public final class SnowflakeServer implements SnowflakeAccount {
    public static final String ACCOUNT = "TESTACCOUNT";
    public static final String DATABASE = "WADI";
    public static final String WAREHOUSE = "LOADING";
    public static final String ROLE = "LOADER";

    static {
        System.setProperty("sun.net.httpserver.nodelay", "true"); // else each answer takes 40 ms
    }

    private final HttpServer http;
    private final ExecutorService threads = Executors.newCachedThreadPool(run -> {
        Thread thread = new Thread(run, "snowflake");
        thread.setDaemon(true);
        return thread;
    });
    private final Connection duck;
    private final Path stages;
    private final Sessions sessions;
    private final Login login;
    private final Faults faults = new Faults();

    private SnowflakeServer(Clock clock, Duration lockPatience) throws IOException, SQLException {
        stages = Files.createTempDirectory("snowflake-stages");
        duck = DriverManager.getConnection("jdbc:duckdb:");
        World world = new World(
                new Catalogue(clock),
                new Locks(),
                new LoadHistory(),
                stages,
                lockPatience,
                new ReentrantLock(),
                clock,
                new CopyOnWriteArrayList<>());
        sessions = new Sessions(duck, world);
        login = new Login(ACCOUNT, clock);
        database(DATABASE);
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.setExecutor(threads);
        http.createContext("/", new Endpoints(sessions, login, faults)::handle);
        http.start();
    }

    /** With the system's clock; a statement waits five seconds at most for a table that another transaction changes. */
    public static SnowflakeServer start() {
        return start(Clock.systemUTC(), Duration.ofSeconds(5));
    }

    /** @param lockPatience how long a statement waits for a lock, unless its LOCK_TIMEOUT is shorter */
    public static SnowflakeServer start(Clock clock, Duration lockPatience) {
        try {
            return new SnowflakeServer(clock, lockPatience);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Admits a user by password. */
    public SnowflakeServer user(String name, String password) {
        login.admit(new Login.User(name, Optional.of(password), List.of()));
        return this;
    }

    /** Admits a user by key pair; two keys while they are rotated. Called again it replaces the keys. */
    public SnowflakeServer user(String name, PublicKey... keys) {
        login.admit(new Login.User(name, Optional.empty(), List.of(keys)));
        return this;
    }

    @Override
    public String database() {
        return DATABASE;
    }

    /** Makes a further database, with the schema PUBLIC. */
    public void database(String name) {
        sessions.createDatabase(name);
    }

    /** Makes a role that can be granted to. */
    public SnowflakeServer role(String name) {
        sessions.catalogue().createRole(name);
        return this;
    }

    /** The tables that a role was granted to read, in order. */
    public List<String> readable(String role) {
        return sessions.catalogue().readable(role);
    }

    @Override
    public String url() {
        return "jdbc:snowflake://http://127.0.0.1:" + http.getAddress().getPort() + "/";
    }

    /** What the driver needs beside credentials to talk with this server, and to give up soon where it does not answer. */
    public Properties properties(String user) {
        Properties properties = new Properties();
        properties.putAll(Map.ofEntries(
                Map.entry("account", ACCOUNT),
                Map.entry("user", user),
                Map.entry("db", DATABASE),
                Map.entry("schema", "PUBLIC"),
                Map.entry("warehouse", WAREHOUSE),
                Map.entry("role", ROLE),
                Map.entry("ssl", "off"),
                Map.entry("disablePlatformDetection", "true"),
                Map.entry("JDBC_QUERY_RESULT_FORMAT", "JSON"),
                Map.entry("maxHttpRetries", "1"),
                Map.entry("loginTimeout", "5")));
        return properties;
    }

    public Faults faults() {
        return faults;
    }

    @Override
    public List<Said> statements() {
        return sessions.statements();
    }

    @Override
    public int openSessions() {
        return sessions.count();
    }

    /** Ends all sessions, as Snowflake does after hours: the next statement of each is refused. */
    public void expireSessions() {
        sessions.expire();
    }

    @Override
    public List<Map<String, Object>> rows(String query) {
        return sessions.rows(query);
    }

    @Override
    public Map<String, String> columns(String table) {
        return sessions.columns(table);
    }

    @Override
    public List<Path> stagedFiles() {
        try (Stream<Path> files = Files.walk(stages)) {
            return files.filter(Files::isRegularFile)
                    .map(stages::relativize)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Their sizes in bytes. */
    public List<Long> stagedSizes() {
        return stagedFiles().stream()
                .map(file -> stages.resolve(file).toFile().length())
                .toList();
    }

    @Override
    public void close() {
        http.stop(0);
        threads.shutdownNow();
        sessions.close();
        try (Stream<Path> files = Files.walk(stages)) {
            duck.close();
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
