package io.wadi.flow.store;

import static java.util.Objects.requireNonNull;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What was deployed, and what people switched since. */
public final class DeploymentBook {
    /** Nobody runs it by the clock until this is taken back. */
    public record Hold(Instant since, String by) {
        public Hold {
            requireNonNull(since);
            requireNonNull(by);
        }
    }

    /**
     * @param definition its entry of deployments.yaml, whole, as JSON
     * @param fingerprint of the definition
     * @param origin {@code file} or {@code deploy}
     * @param seenTo the last instant of its schedules that was seen to
     */
    public record Deployed(
            String name,
            String pipeline,
            String definition,
            String fingerprint,
            String origin,
            Instant at,
            String by,
            Optional<Hold> hold,
            Instant seenTo) {
        public Deployed {
            requireNonNull(name);
            requireNonNull(pipeline);
            requireNonNull(definition);
            requireNonNull(fingerprint);
            requireNonNull(origin);
            requireNonNull(at);
            requireNonNull(by);
            requireNonNull(hold);
            requireNonNull(seenTo);
        }
    }

    private final Database database;

    DeploymentBook(Database database) {
        this.database = database;
    }

    public List<Deployed> list() {
        return database.read(
                connection -> Sql.list(connection, DeploymentBook::of, "select * from wadi_deployment order by name"));
    }

    public Optional<Deployed> find(String name) {
        return database.read(connection ->
                Sql.first(connection, DeploymentBook::of, "select * from wadi_deployment where name = ?", name));
    }

    public Map<String, Integer> limits() {
        Map<String, Integer> limits = new TreeMap<>();
        database.read(connection -> Sql.list(
                        connection,
                        row -> Map.entry(row.getString("name"), row.getInt("slots")),
                        "select * from wadi_limit"))
                .forEach(limit -> limits.put(limit.getKey(), limit.getValue()));
        return limits;
    }

    /**
     * Puts deployments in force, all or none. One that is there keeps its switches, and what was seen to never goes back.
     *
     * @param gone the names of those that go
     */
    public void apply(List<Deployed> deployed, List<String> gone, Map<String, Integer> limits) {
        database.exclusive(connection -> {
            for (String name : gone) {
                Sql.update(connection, "delete from wadi_deployment where name = ?", name);
            }
            for (Deployed each : deployed) {
                put(connection, each);
            }
            Sql.update(connection, "delete from wadi_limit");
            for (Map.Entry<String, Integer> limit : limits.entrySet()) {
                Sql.update(
                        connection,
                        "insert into wadi_limit (name, slots) values (?, ?)",
                        limit.getKey(),
                        limit.getValue());
            }
            return deployed.size();
        });
    }

    private static void put(Connection connection, Deployed each) throws SQLException {
        Sql.update(
                connection,
                "insert into wadi_deployment (name, pipeline, definition, fingerprint, origin, deployed_at, deployed_by,"
                        + " seen_to) values (?, ?, ?, ?, ?, ?, ?, ?) on conflict (name) do update set"
                        + " pipeline = excluded.pipeline, definition = excluded.definition,"
                        + " fingerprint = excluded.fingerprint, origin = excluded.origin,"
                        + " deployed_at = excluded.deployed_at, deployed_by = excluded.deployed_by,"
                        + " seen_to = case when excluded.seen_to > wadi_deployment.seen_to"
                        + " then excluded.seen_to else wadi_deployment.seen_to end",
                each.name(),
                each.pipeline(),
                each.definition(),
                each.fingerprint(),
                each.origin(),
                each.at(),
                each.by(),
                each.seenTo());
    }

    /** Holds its schedules, or lets them go on where {@code hold} is empty; false where it is unknown. */
    public boolean hold(String name, Optional<Hold> hold) {
        return database.write(connection -> Sql.update(
                        connection,
                        "update wadi_deployment set paused_at = ?, paused_by = ? where name = ?",
                        hold.map(Hold::since),
                        hold.map(Hold::by),
                        name))
                == 1;
    }

    /** Notes that an instant of its schedules was seen to; never goes back. */
    public void seen(String name, Instant to) {
        database.write(connection -> Sql.update(
                connection, "update wadi_deployment set seen_to = ? where name = ? and seen_to < ?", to, name, to));
    }

    private static Deployed of(ResultSet row) throws SQLException {
        Optional<Instant> paused = Sql.instant(row, "paused_at");
        String by = Sql.text(row, "paused_by").orElse("");
        return new Deployed(
                row.getString("name"),
                row.getString("pipeline"),
                row.getString("definition"),
                row.getString("fingerprint"),
                row.getString("origin"),
                Instant.ofEpochMilli(row.getLong("deployed_at")),
                row.getString("deployed_by"),
                paused.map(since -> new Hold(since, by)),
                Instant.ofEpochMilli(row.getLong("seen_to")));
    }
}
