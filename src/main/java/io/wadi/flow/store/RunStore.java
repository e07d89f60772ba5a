package io.wadi.flow.store;

import io.wadi.model.Explanation;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** The books of runs: a file beside the packages, or a PostgreSQL server that several nodes share. */
public final class RunStore implements AutoCloseable {
    /** The last of the migrations that come with this build. */
    private static final String NEWEST = "3";

    private static final String MIGRATIONS = "classpath:io/wadi/flow/store/migrations";
    private static final String MIGRATIONS_OF_THE_CLOCK = "classpath:io/wadi/flow/store/clock";
    private static final int BATCH = 500;

    private final Database database;

    private RunStore(Database database) {
        this.database = database;
    }

    /** The file is made where there is none. */
    public static RunStore file(Path file) {
        return migrated(SqliteDatabase.open(file));
    }

    /** @param url as in {@code jdbc:postgresql://host/database} */
    public static RunStore postgres(String url, Optional<String> user, Optional<String> password) {
        return migrated(PostgresDatabase.open(url, user, password));
    }

    private static RunStore migrated(Database database) {
        try {
            if (!NEWEST.equals(version(database))) {
                database.alone(() -> migrate(database, MIGRATIONS, "wadi_migrations"));
            }
            return new RunStore(database);
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    /** Asked for by hand: Flyway takes longer to start than most commands take in all. */
    private static String version(Database database) {
        try {
            return database.read(connection -> Sql.first(
                            connection,
                            row -> row.getString("version"),
                            "select version from wadi_migrations where success order by installed_rank desc limit 1")
                    .orElse(""));
        } catch (StoreDown e) {
            return ""; // there is no such table yet; a store that is down says so to Flyway
        }
    }

    private static void migrate(Database database, String migrations, String table) {
        try {
            Flyway.configure()
                    .dataSource(database.source())
                    .locations(migrations)
                    .table(table)
                    .baselineOnMigrate(true) // a server's schema may hold other tables
                    .baselineVersion("0")
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw new StoreDown(
                    Explanation.of("the run store cannot be brought to this version of Wadi: " + e.getMessage())
                            .at(database.where())
                            .fix("use the version that wrote it, or another wadi.store.url; no run is lost"),
                    e);
        }
    }

    public RunQueue queue() {
        return new RunQueue(database);
    }

    public RunBook runs() {
        return new RunBook(database);
    }

    public Stations stations() {
        return new Stations(database);
    }

    public Nodes nodes() {
        return new Nodes(database);
    }

    public Logs logs() {
        return new Logs(database);
    }

    public DeploymentBook deployments() {
        return new DeploymentBook(database);
    }

    /** Tables for the clock of a cluster; empty where the store is a file, which one machine has to itself. */
    public Optional<QuartzTables> clockTables() {
        return database.clock().map(pool -> {
            database.alone(() -> migrate(database, MIGRATIONS_OF_THE_CLOCK, "wadi_clock_migrations"));
            return new QuartzTables(pool);
        });
    }

    public Incidents incidents() {
        return new Incidents(database);
    }

    public Audit audit() {
        return new Audit(database);
    }

    public Sessions sessions() {
        return new Sessions(database);
    }

    /** Where it lies, for people. */
    public String where() {
        return database.where();
    }

    /**
     * Forgets what is old, a few rows a transaction so that nobody waits for it.
     *
     * @return how many runs went
     */
    public int forget(Instant runsBefore, Instant logsBefore) {
        sweep(
                "delete from wadi_log where (run, seq) in (select run, seq from wadi_log where at < ? limit " + BATCH
                        + ")",
                logsBefore);
        sweep(
                "delete from wadi_incident where id in (select id from wadi_incident where closed_at < ? limit " + BATCH
                        + ")",
                runsBefore);
        sweep(
                "delete from wadi_audit where id in (select id from wadi_audit where at < ? limit " + BATCH + ")",
                runsBefore);
        return sweep(
                "delete from wadi_run where id in (select id from wadi_run where ended_at < ? limit " + BATCH + ")",
                runsBefore);
    }

    /** How many runs {@link #forget} would remove. */
    public int old(Instant runsBefore) {
        return database.read(connection -> Sql.first(
                        connection,
                        row -> row.getInt(1),
                        "select count(*) from wadi_run where ended_at < ?",
                        runsBefore)
                .orElse(0));
    }

    private int sweep(String sql, Instant before) {
        int all = 0;
        int gone;
        do {
            gone = database.write(connection -> Sql.update(connection, sql, before));
            all += gone;
        } while (gone > 0);
        return all;
    }

    @Override
    public void close() {
        database.close();
    }
}
