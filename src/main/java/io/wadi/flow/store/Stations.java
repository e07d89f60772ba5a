package io.wadi.flow.store;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** How far the attempts of runs are: when their stations were active, and which rows are ready to be loaded. */
public final class Stations {
    /**
     * When a station of an attempt was first and last active; stations overlap.
     *
     * @param station extract, normalise or load
     */
    public record Stretch(int attempt, String station, Instant from, Instant to) {
        public Stretch {
            requireNonNull(station);
            requireNonNull(from);
            requireNonNull(to);
        }
    }

    private static final String OF_THE_NODE = " from wadi_run where id = ? and node = ?";

    private final Database database;

    Stations(Database database) {
        this.database = database;
    }

    /** Taken only from the node that has the run; what was told before of the same attempt is replaced. */
    public void tell(String run, String node, int attempt, List<Stretch> stretches, Map<String, Long> packed) {
        database.write(connection -> {
            Sql.batch(
                    connection,
                    "insert into wadi_run_station (run, attempt, station, began_at, seen_at) select id, ?, ?, ?, ?"
                            + OF_THE_NODE
                            + " on conflict (run, attempt, station) do update set began_at = excluded.began_at,"
                            + " seen_at = excluded.seen_at",
                    stretches.stream()
                            .map(stretch ->
                                    new Object[] {attempt, stretch.station(), stretch.from(), stretch.to(), run, node})
                            .toList());
            return packed.isEmpty()
                    ? 0
                    : Sql.update(
                            connection,
                            "insert into wadi_run_packed (run, attempt, tables) select id, ?, ?" + OF_THE_NODE
                                    + " on conflict (run, attempt) do update set tables = excluded.tables",
                            attempt,
                            Json.of(packed),
                            run,
                            node);
        });
    }

    /** By attempt, and in the order in which they began. */
    public List<Stretch> of(String run) {
        return database.read(connection -> Sql.list(
                connection,
                row -> new Stretch(
                        row.getInt("attempt"),
                        row.getString("station"),
                        Instant.ofEpochMilli(row.getLong("began_at")),
                        Instant.ofEpochMilli(row.getLong("seen_at"))),
                "select * from wadi_run_station where run = ? order by attempt, began_at, station",
                run));
    }

    /** Rows that the last attempt made ready, by table. */
    public Map<String, Long> packed(String run) {
        return database.read(connection -> Sql.first(
                        connection,
                        row -> Json.counts(row.getString("tables")),
                        "select tables from wadi_run_packed where run = ? order by attempt desc limit 1",
                        run)
                .orElse(Map.of()));
    }
}
