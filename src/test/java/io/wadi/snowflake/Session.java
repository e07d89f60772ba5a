package io.wadi.snowflake;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * What the server keeps of one connection: where it is, its transaction, its temporary tables. A transaction reads what
 * others have committed until its first change, and a statement that fails leaves those before it standing.
 */
final class Session {
    private final long id;
    private final String user;
    private final World world;
    private final Duck duck;
    private final Map<String, String> parameters = new TreeMap<>();
    private final Map<ObjectName, Table> temporary = new LinkedHashMap<>();
    private final List<String> written = new ArrayList<>();
    private final LoadHistory.Pending history;
    private Optional<String> database = Optional.empty();
    private Optional<String> schema = Optional.empty();
    private Optional<String> warehouse = Optional.empty();
    private Optional<String> role = Optional.empty();
    private volatile Optional<Transaction> transaction = Optional.empty();
    private boolean autocommit = true;
    private boolean begun;
    private boolean open;

    Session(long id, String user, World world, Duck duck) {
        this.id = id;
        this.user = user;
        this.world = world;
        this.duck = duck;
        this.history = world.history().pending();
    }

    long id() {
        return id;
    }

    String user() {
        return user;
    }

    World world() {
        return world;
    }

    Catalogue catalogue() {
        return world.catalogue();
    }

    Map<String, String> parameters() {
        return parameters;
    }

    LoadHistory.Pending history() {
        return history;
    }

    Optional<String> database() {
        return database;
    }

    Optional<String> schema() {
        return schema;
    }

    Optional<String> warehouse() {
        return warehouse;
    }

    Optional<String> role() {
        return role;
    }

    void useDatabase(String name) {
        catalogue().requireDatabase(name);
        database = Optional.of(name);
        useSchema("PUBLIC");
    }

    void useSchema(String name) {
        catalogue().requireSchema(currentDatabase(), name);
        schema = Optional.of(name);
        run("USE " + Names.quoted(currentDatabase(), name));
    }

    void useWarehouse(String name) {
        warehouse = Optional.of(name);
    }

    void useRole(String name) {
        role = Optional.of(name);
    }

    /** The schema was dropped, or the login named none that is there. */
    void leaveSchema() {
        schema = Optional.empty();
    }

    String currentDatabase() {
        return database.orElseThrow(() -> new Refusal(
                "090105",
                "22000",
                "Cannot perform operation. This session does not have a current database. Call 'USE DATABASE', or use a"
                        + " qualified name."));
    }

    String currentSchema() {
        return schema.orElseThrow(() -> new Refusal(
                "090106",
                "22000",
                "Cannot perform operation. This session does not have a current schema. Call 'USE SCHEMA', or use a"
                        + " qualified name."));
    }

    /** The full name of what is called so here; its schema must be there. */
    ObjectName resolve(List<String> names) {
        int n = names.size();
        if (n > 3) {
            throw Refusal.syntax(names.get(3));
        }
        String inDatabase = n > 2 ? names.get(0) : currentDatabase();
        String inSchema = n > 1 ? names.get(n - 2) : currentSchema();
        catalogue().requireSchema(inDatabase, inSchema);
        return new ObjectName(inDatabase, inSchema, names.get(n - 1));
    }

    Optional<Table> find(ObjectName name) {
        return Optional.ofNullable(temporary.get(name)).or(() -> catalogue().table(name));
    }

    Table table(List<String> names) {
        ObjectName name = resolve(names);
        return find(name).orElseThrow(() -> Refusal.missingTable(name));
    }

    Map<ObjectName, Table> temporaryTables() {
        return temporary;
    }

    // --- transactions ---

    boolean inTransaction() {
        return begun || open;
    }

    void begin(String name) {
        begun = true;
        transaction = Optional.of(new Transaction(id, user, name, world.clock().instant()));
    }

    /** The one that was begun and not ended. */
    Optional<Transaction> transaction() {
        return transaction;
    }

    /** True to begin a transaction with each statement that finds none; switching it on commits. */
    void autocommit(boolean on) {
        if (on) {
            commit();
        }
        autocommit = on;
    }

    boolean autocommit() {
        return autocommit;
    }

    void commit() {
        if (open) {
            run("COMMIT");
        }
        history.commit();
        ended();
    }

    void rollback() {
        if (open) {
            run("ROLLBACK");
        }
        history.rollback();
        ended();
    }

    private void ended() {
        open = false;
        begun = false;
        transaction = Optional.empty();
        written.clear();
        world.locks().releaseAll(this);
    }

    /** Runs one statement that reads or changes rows, whole or not at all; changed are the tables that it locks. */
    <T> T statement(List<ObjectName> changed, Supplier<T> body) {
        boolean alone = autocommit && !begun;
        try {
            changed.forEach(table -> world.locks().acquire(table, this, lockTimeout()));
        } catch (Refusal e) {
            if (alone) {
                rollback();
            }
            throw e;
        }
        if (open && written.isEmpty()) {
            run("ROLLBACK"); // to read what was committed since
            open = false;
        }
        if (!open) {
            run("BEGIN");
            open = true;
        }
        int mark = written.size();
        try {
            T result = body.get();
            if (alone) {
                commit();
            }
            return result;
        } catch (RuntimeException e) {
            if (alone) {
                rollback();
            } else {
                redo(mark);
            }
            throw e;
        }
    }

    /** DDL: commits what is open, and is a transaction of its own. */
    void ddl(List<ObjectName> changed, Runnable body) {
        commit();
        try {
            statement(changed, () -> {
                body.run();
                return this;
            });
            commit();
        } catch (RuntimeException e) {
            rollback();
            throw e;
        }
    }

    private void redo(int mark) {
        written.subList(mark, written.size()).clear();
        run("ROLLBACK");
        run("BEGIN");
        written.forEach(this::run);
    }

    /** What the session asks, but no test waits longer than it wants. */
    private Duration lockTimeout() {
        long seconds = Long.parseLong(parameters.getOrDefault("LOCK_TIMEOUT", "43200"));
        return seconds < world.patience().toSeconds() ? Duration.ofSeconds(seconds) : world.patience();
    }

    // --- DuckDB ---

    /** A change, within a statement; gives the rows that it changed. */
    long write(String sql) {
        long count = run(sql);
        written.add(sql);
        return count;
    }

    /** A change that returns rows. */
    <T> T writeReturning(String sql, Duck.Reading<T> reading) {
        T result = read(sql, reading);
        written.add(sql);
        return result;
    }

    <T> T read(String sql, Duck.Reading<T> reading) {
        return duck.read(sql, reading);
    }

    long run(String sql) {
        return duck.run(sql);
    }

    /** Ends what is open without effect. */
    void close() {
        rollback();
        duck.close();
    }
}
