package io.wadi.flow.store;

import static java.util.Objects.requireNonNull;

import io.wadi.flow.run.Run;
import io.wadi.flow.run.RunState;
import io.wadi.flow.run.Tally;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Runs as they stand and as they were. */
public final class RunBook {
    /**
     * Which runs a list shows, the newest first.
     *
     * @param name of a deployment or a pipeline
     * @param states any where there are none here
     * @param before a run's id: only those that are older, for the next page
     * @param text that its id, name, key or reason holds, in whatever case
     */
    public record Filter(
            Optional<String> name, Set<RunState> states, Optional<String> before, Optional<String> text, int limit) {
        public static final int MOST = 500;

        public Filter(Optional<String> name, Set<RunState> states, Optional<String> before, int limit) {
            this(name, states, before, Optional.empty(), limit);
        }

        public Filter {
            requireNonNull(name);
            states = Set.copyOf(states);
            requireNonNull(before);
            requireNonNull(text);
            if (limit < 1 || limit > MOST) {
                throw new IllegalArgumentException("a list shows from 1 to " + MOST + " runs");
            }
        }
    }

    /** A state that a run was in. */
    public record Step(Instant at, RunState state, int attempt, Optional<String> node, String reason) {
        public Step {
            requireNonNull(at);
            requireNonNull(state);
            requireNonNull(node);
            requireNonNull(reason);
        }
    }

    /** How an attempt ended: its report or its failure, as JSON. */
    public record Ending(int attempt, Instant at, Optional<String> report, Optional<String> failure) {
        public Ending {
            requireNonNull(at);
            requireNonNull(report);
            requireNonNull(failure);
        }
    }

    /** What became of a table. */
    public record TableRows(String name, long rows, long deleted, boolean isNew, List<String> newColumns) {
        public TableRows {
            requireNonNull(name);
            newColumns = List.copyOf(newColumns);
        }
    }

    /** How many runs ended so. */
    public record Ended(RunState state, int runs, long rows) {
        public Ended {
            requireNonNull(state);
        }
    }

    private final Database database;

    RunBook(Database database) {
        this.database = database;
    }

    public Optional<Run> find(String id) {
        return database.read(connection -> find(connection, id));
    }

    private static Optional<Run> find(Connection connection, String id) throws SQLException {
        return Sql.first(connection, RunRows::of, RunRows.SELECT + "where id = ?", id);
    }

    /** Those of these ids that there are. */
    public List<Run> all(Collection<String> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        String marks = ids.stream().map(id -> "?").collect(Collectors.joining(", "));
        return database.read(connection ->
                Sql.list(connection, RunRows::of, RunRows.SELECT + "where id in (" + marks + ")", ids.toArray()));
    }

    /** Those whose id begins or ends so, as people shorten them; two at most. */
    public List<Run> like(String part) {
        if (!part.matches("[0-9A-Za-z-]+")) {
            return List.of();
        }
        return database.read(connection -> Sql.list(
                connection,
                RunRows::of,
                RunRows.SELECT + "where id in (select id from wadi_run where id like ? or id like ? limit 2)",
                part + "%",
                "%" + part));
    }

    /** The runs of a deployment whose keys begin so. */
    public List<Run> keyed(String deployment, String prefix) {
        return database.read(connection -> Sql.list(
                connection,
                RunRows::of,
                RunRows.SELECT + "where deployment = ? and idem_key like ?",
                deployment,
                prefix + "%"));
    }

    public List<Run> list(Filter filter) {
        Listing listing = Listing.of(filter);
        return database.read(connection -> Sql.list(
                connection, RunRows::of, listing.sql(), listing.values().toArray()));
    }

    /** How many runs ended since then in each state, and with how many rows. */
    public List<Ended> endedSince(Instant since) {
        return database.read(connection -> Sql.list(
                connection,
                row -> new Ended(
                        RunState.of(row.getString("state")).orElseThrow(), row.getInt("runs"), row.getLong("loaded")),
                // By an expression: SQLite would group by the index of states, and read all runs there are.
                "select state || '' as state, count(*) as runs, sum(rows_loaded) as loaded from wadi_run"
                        + " where ended_at >= ? group by state || '' order by 1",
                since));
    }

    /** Those that a node has, or has to look at. */
    public List<Run> heldBy(String node) {
        return database.read(connection -> Sql.list(
                connection,
                RunRows::of,
                RunRows.UNENDED + "and node = ? and state in " + RunQueue.words(RunState::holdsSlots),
                node));
    }

    /** One that began without the queue. */
    void insert(Run run) {
        database.write(connection -> {
            RunRows.insert(connection, run);
            return run;
        });
    }

    /**
     * Changes a run as it stands, in its turn among all who change one: what a node tells and what somebody wants at the
     * same moment are both heard.
     *
     * @param change gives the next version; raises IllegalStateException where there is none
     * @return the run as it now is; empty when it is unknown
     */
    public Optional<Run> change(String id, UnaryOperator<Run> change) {
        return database.exclusive(connection -> {
            Optional<Run> before = find(connection, id);
            if (before.isEmpty()) {
                return before;
            }
            Run after = change.apply(before.get());
            if (after.equals(before.get())) {
                return before;
            }
            return RunRows.swap(connection, before.get(), after) ? Optional.of(after) : Optional.<Run>empty();
        });
    }

    /** Has a run tried again that may be; another is left as it is, for somebody may have been faster. As {@link #change}. */
    public Optional<Run> retry(String id, String why, Instant now) {
        return change(id, run -> run.state().mayBeRetried() ? run.retried(why, now) : run);
    }

    /** How far it is; taken only from the node that has it. */
    public boolean tell(String id, String node, Tally tally) {
        return database.write(connection -> RunRows.tell(connection, id, node, tally));
    }

    /** Notes how an attempt ended; the tables are added to those of earlier attempts. */
    public void ended(String id, Ending ending, List<TableRows> tables) {
        database.write(connection -> {
            Sql.update(connection, "delete from wadi_run_outcome where run = ? and attempt = ?", id, ending.attempt());
            Sql.update(
                    connection,
                    "insert into wadi_run_outcome (run, attempt, at, report, failure) values (?, ?, ?, ?, ?)",
                    id,
                    ending.attempt(),
                    ending.at(),
                    ending.report(),
                    ending.failure());
            for (TableRows table : tables) {
                Sql.update(connection, "delete from wadi_run_table where run = ? and name = ?", id, table.name());
                Sql.update(
                        connection,
                        "insert into wadi_run_table (run, name, rows_loaded, rows_deleted, new_table, new_columns)"
                                + " values (?, ?, ?, ?, ?, ?)",
                        id,
                        table.name(),
                        table.rows(),
                        table.deleted(),
                        table.isNew(),
                        Json.of(table.newColumns()));
            }
            return tables.size();
        });
    }

    /** Its states, the first one first. */
    public List<Step> steps(String id) {
        return database.read(connection ->
                Sql.list(connection, RunBook::step, "select * from wadi_run_state where run = ? order by version", id));
    }

    private static Step step(ResultSet row) throws SQLException {
        return new Step(
                Instant.ofEpochMilli(row.getLong("at")),
                RunState.of(row.getString("state")).orElseThrow(),
                row.getInt("attempt"),
                Sql.text(row, "node"),
                row.getString("reason"));
    }

    public List<Ending> endings(String id) {
        return database.read(connection -> Sql.list(
                connection,
                row -> new Ending(
                        row.getInt("attempt"),
                        Instant.ofEpochMilli(row.getLong("at")),
                        Sql.text(row, "report"),
                        Sql.text(row, "failure")),
                "select * from wadi_run_outcome where run = ? order by attempt",
                id));
    }

    public List<TableRows> tables(String id) {
        return tables(List.of(id)).getOrDefault(id, List.of());
    }

    /** Those of these runs, by run; a run that loaded none is not among them. */
    public Map<String, List<TableRows>> tables(Collection<String> ids) {
        Map<String, List<TableRows>> tables = new HashMap<>();
        if (!ids.isEmpty()) {
            String marks = ids.stream().map(id -> "?").collect(Collectors.joining(", "));
            database.read(connection -> Sql.list(
                    connection,
                    row -> tables.computeIfAbsent(row.getString("run"), any -> new ArrayList<>())
                            .add(table(row)),
                    "select * from wadi_run_table where run in (" + marks + ") order by name",
                    ids.toArray()));
        }
        return tables;
    }

    private static TableRows table(ResultSet row) throws SQLException {
        return new TableRows(
                row.getString("name"),
                row.getLong("rows_loaded"),
                row.getLong("rows_deleted"),
                row.getInt("new_table") == 1,
                Json.names(row.getString("new_columns")));
    }
}
