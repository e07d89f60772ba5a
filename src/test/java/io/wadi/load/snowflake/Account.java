package io.wadi.load.snowflake;

import io.wadi.load.Loaded;
import io.wadi.load.Milestones;
import io.wadi.load.duckdb.Packages;
import io.wadi.load.snowflake.SnowflakeSettings.Login;
import io.wadi.model.Clearing;
import io.wadi.model.Deadline;
import io.wadi.model.Head;
import io.wadi.model.LoadJob;
import io.wadi.model.LoadPackage;
import io.wadi.model.Refresh;
import io.wadi.snowflake.Said;
import io.wadi.snowflake.SnowflakeAccount;
import io.wadi.snowflake.SnowflakeServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A server, and loads into its dataset {@code data}, one after another. */
final class Account implements AutoCloseable {
    static final String USER = "SVC_WADI";

    private final SnowflakeAccount snowflake;
    private final String database;
    private final Path work;
    private int loads;

    Account(Path work) {
        this(SnowflakeAccount.start(USER, "secret"), work);
    }

    private Account(SnowflakeAccount snowflake, Path work) {
        this(snowflake, snowflake.database(), work);
    }

    /** One database of a server that others use, too. */
    Account(SnowflakeAccount snowflake, String database, Path work) {
        this.snowflake = snowflake;
        this.database = database;
        this.work = work;
    }

    SnowflakeAccount snowflake() {
        return snowflake;
    }

    /** What only our own server can be told; a test that asks for it is none for peers. */
    SnowflakeServer server() {
        return (SnowflakeServer) snowflake;
    }

    /** Those that the server admits. */
    SnowflakeSettings settings() {
        return settings(new Login.Password("secret"));
    }

    SnowflakeSettings settings(Login login) {
        return new SnowflakeSettings(
                snowflake.url() + "?ssl=off&maxHttpRetries=1&loginTimeout=1&LOCK_TIMEOUT=5",
                SnowflakeServer.ACCOUNT,
                USER,
                Optional.of(SnowflakeServer.ROLE),
                Optional.of(SnowflakeServer.WAREHOUSE),
                database,
                login);
    }

    SnowflakeDestination destination() {
        return destination(Milestones.NONE);
    }

    SnowflakeDestination destination(SnowflakeSettings settings) {
        return new SnowflakeDestination(settings, work, Map.of());
    }

    SnowflakeDestination destination(Milestones milestones) {
        return new SnowflakeDestination(settings(), work, Map.of("deployment", "nightly \"1\""), milestones);
    }

    /** The next load, of pipeline {@code shop}. */
    LoadPackage next(LoadJob... jobs) {
        Head base = loads == 0 ? Head.NONE : new Head(loads + ".5", loads);
        loads++;
        return Packages.load(loads + ".5", base, jobs);
    }

    /** The same package, which clears these tables first. */
    static LoadPackage clearing(LoadPackage load, Refresh refresh, String... tables) {
        return new LoadPackage(
                load.pipeline(),
                load.dataset(),
                load.loadId(),
                load.createdAt(),
                load.base(),
                load.schema(),
                load.stored(),
                load.state(),
                new Clearing(Optional.of(refresh), List.of(), List.of(tables)),
                load.jobs(),
                load.hash(),
                load.key(),
                load.input());
    }

    Loaded load(LoadJob... jobs) {
        return destination().load(next(jobs), Deadline.none());
    }

    /** Each row as its values in text, with commas between. */
    List<String> rows(String sql) {
        return snowflake.rows(sql).stream()
                .map(row -> row.values().stream().map(String::valueOf).collect(Collectors.joining(",")))
                .toList();
    }

    /** What came since {@code from} statements had come. */
    List<Said> statements(int from) {
        List<Said> all = snowflake.statements();
        return all.subList(from, all.size());
    }

    @Override
    public void close() {
        snowflake.close();
    }
}
