package io.wadi.flow.store;

import static java.util.Objects.requireNonNull;

import io.wadi.flow.run.Run;
import io.wadi.flow.run.RunState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The processes that run something, and what becomes of their runs when they are gone. */
public final class Nodes {
    /**
     * A process.
     *
     * @param id another for each start of it
     * @param born when the system began it, in milliseconds: a process id is given out again
     * @param role {@code server} or {@code run}
     * @param beat counts up while it lives
     */
    public record Node(
            String id, String host, long pid, long born, String role, Instant joined, long beat, long memory) {
        public Node {
            requireNonNull(id);
            requireNonNull(host);
            requireNonNull(role);
            requireNonNull(joined);
        }
    }

    private final Database database;

    Nodes(Database database) {
        this.database = database;
    }

    public void join(Node node) {
        database.write(connection -> Sql.update(
                connection,
                "insert into wadi_node (id, host, pid, born, role, joined_at, beat, memory_bytes)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?)",
                node.id(),
                node.host(),
                node.pid(),
                node.born(),
                node.role(),
                node.joined(),
                node.beat(),
                node.memory()));
    }

    /** Whether the others still count on it: a node that was buried has to join again. */
    public boolean beat(String id, long memory) {
        return database.write(connection -> Sql.update(
                        connection, "update wadi_node set beat = beat + 1, memory_bytes = ? where id = ?", memory, id))
                == 1;
    }

    public List<Node> list() {
        return database.read(connection -> Sql.list(
                connection,
                row -> new Node(
                        row.getString("id"),
                        row.getString("host"),
                        row.getLong("pid"),
                        row.getLong("born"),
                        row.getString("role"),
                        Instant.ofEpochMilli(row.getLong("joined_at")),
                        row.getLong("beat"),
                        row.getLong("memory_bytes")),
                "select * from wadi_node order by joined_at, id"));
    }

    public Map<String, Long> beats() {
        Map<String, Long> beats = new HashMap<>();
        list().forEach(node -> beats.put(node.id(), node.beat()));
        return beats;
    }

    /**
     * Takes a node for gone: what it had is Crashed, and where attempts are left and no process waits for it, queued
     * again; what waited for it alone is Cancelled. To leave is the same, with nothing left to crash.
     *
     * @return the runs that crashed, as they stand now
     */
    public List<Run> bury(String id, String why, Instant now) {
        return database.exclusive(connection -> {
            List<Run> crashed = new ArrayList<>();
            for (Run run : Sql.list(
                    connection,
                    RunRows::of,
                    RunRows.UNENDED + "and (node = ? or keeper = ?) and state <> 'Paused'",
                    id,
                    id)) {
                boolean held = run.state().holdsSlots();
                Run after = run.to(held ? RunState.CRASHED : RunState.CANCELLED, why, now);
                RunRows.swap(connection, run, after);
                boolean again = held && run.state() != RunState.CANCELLING && after.attemptsLeft() > 0;
                if (again && run.order().keeper().isEmpty()) {
                    Run queued = after.to(RunState.QUEUED, why + "; it goes on", now);
                    RunRows.swap(connection, after, queued);
                    after = queued;
                }
                if (held) {
                    crashed.add(after);
                }
            }
            Sql.update(connection, "delete from wadi_node where id = ?", id);
            return List.copyOf(crashed);
        });
    }

    /** The node with that id, while it is counted on. */
    public Optional<Node> find(String id) {
        return list().stream().filter(node -> node.id().equals(id)).findFirst();
    }
}
