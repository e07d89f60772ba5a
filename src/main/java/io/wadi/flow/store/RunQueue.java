package io.wadi.flow.store;

import static java.util.Objects.requireNonNull;

import io.wadi.flow.Overlap;
import io.wadi.flow.run.Admission;
import io.wadi.flow.run.Arrival;
import io.wadi.flow.run.Order;
import io.wadi.flow.run.Run;
import io.wadi.flow.run.RunState;
import io.wadi.flow.run.Trigger;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where runs arrive, wait for slots, and are given to nodes: one decision at a time, over all processes. */
public final class RunQueue {
    /** What became of an order. */
    public sealed interface Answer permits Taken, Known, Clash {}

    /** It is a run now; one that its policy passed over has ended already. */
    public record Taken(Run run) implements Answer {
        public Taken {
            requireNonNull(run);
        }
    }

    /** Its key was seen before, with the same wishes: this is the run. */
    public record Known(Run run) implements Answer {
        public Known {
            requireNonNull(run);
        }
    }

    /** Its key was seen before, with other wishes. */
    public record Clash(Run run) implements Answer {
        public Clash {
            requireNonNull(run);
        }
    }

    /**
     * These leave states out and do not name those that they want: an index of what has not ended is shorter than any by
     * state, and databases without statistics do not know.
     */
    private static final String HOLD = "where ended_at is null and state not in " + words(state -> !state.holdsSlots());

    /** Those that are due for a node, the first one first. */
    static final String DUE = "select id, slots from wadi_run where ended_at is null and state not in "
            + words(state -> !state.waits())
            + " and due_at <= ? and (keeper is null or keeper = ?) order by case cause when '"
            + Trigger.BACKFILL.word() + "' then 1 else 0 end, due_at, created_at, id";

    /** Those of a deployment that have not ended. */
    static final String OTHERS =
            "select id, state from wadi_run where ended_at is null and coalesce(deployment, '') = ? and cause <> '"
                    + Trigger.BACKFILL.word() + "' order by due_at, created_at, id";

    private final Database database;

    RunQueue(Database database) {
        this.database = database;
    }

    /** @param id of the run, where it becomes one */
    public Answer arrive(String id, Order order, Overlap overlap, Instant now) {
        return arrive(order, connection -> insert(connection, id, order, overlap, now));
    }

    /** One that is not run, so that somebody sees that. */
    public Answer passOver(String id, Order order, String why, Instant now) {
        return arrive(order, connection -> {
            Run run = Run.asked(id, order, RunState.SKIPPED, why, now);
            RunRows.insert(connection, run);
            return run;
        });
    }

    /**
     * Several, all or none.
     *
     * @param orders by the ids of their runs
     */
    public void arrive(Map<String, Order> orders, Overlap overlap, Instant now) {
        database.exclusive(connection -> {
            for (Map.Entry<String, Order> each : orders.entrySet()) {
                Order order = each.getValue();
                arrive(connection, order, with -> insert(with, each.getKey(), order, overlap, now));
            }
            return orders.size();
        });
    }

    private Answer arrive(Order order, Database.Work<Run> insert) {
        return database.exclusive(connection -> arrive(connection, order, insert));
    }

    private static Answer arrive(Connection connection, Order order, Database.Work<Run> insert) throws SQLException {
        Optional<Run> known = order.key().isEmpty()
                ? Optional.empty()
                : Sql.first(
                        connection,
                        RunRows::of,
                        RunRows.SELECT + "where deployment = ? and idem_key = ?",
                        order.deployment(),
                        order.key());
        if (known.isPresent()) {
            Run run = known.get();
            return run.order().asks().equals(order.asks()) ? new Known(run) : new Clash(run);
        }
        return new Taken(insert.on(connection));
    }

    private static Run insert(Connection connection, String id, Order order, Overlap overlap, Instant now)
            throws SQLException {
        Arrival arrival = Arrival.of(overlap, order.trigger(), others(connection, order));
        RunState first = order.due().isAfter(now) ? RunState.SCHEDULED : RunState.QUEUED;
        Run run = arrival instanceof Arrival.PassedOver passed
                ? Run.asked(id, order, RunState.SKIPPED, passed.reason(), now)
                : Run.asked(id, order, first, "", now);
        RunRows.insert(connection, run);
        if (arrival instanceof Arrival.Replaces replaces) {
            for (String other : replaces.runs()) {
                Optional<Run> found = Sql.first(connection, RunRows::of, RunRows.SELECT + "where id = ?", other);
                if (found.isPresent()) {
                    cancel(connection, found.get(), "run " + id + " takes its place", now);
                }
            }
        }
        return run;
    }

    /** A backfill is nobody's earlier run: what is due meanwhile is neither passed over for it nor cancels it. */
    private static List<Arrival.Other> others(Connection connection, Order order) throws SQLException {
        return Sql.list(
                connection,
                row -> new Arrival.Other(
                        row.getString("id"), RunState.of(row.getString("state")).orElseThrow()),
                OTHERS,
                order.deployment());
    }

    /**
     * Gives the next run to a node: the past of a backfill waits for what is due today. One that was taken for gone gets
     * none before it has joined again: nobody would bury it a second time, and free what it got.
     *
     * @param only the run that it wants and no other
     */
    public Optional<Run> claim(String node, Optional<String> only, Instant now) {
        return database.exclusive(connection -> {
            if (Sql.first(connection, row -> row.getString("id"), "select id from wadi_node where id = ?", node)
                    .isEmpty()) {
                return Optional.<Run>empty();
            }
            List<Admission.Waiting> waiting = Sql.list(
                    connection,
                    row -> new Admission.Waiting(row.getString("id"), Json.slots(row.getString("slots"))),
                    DUE,
                    now,
                    node);
            if (waiting.isEmpty()) {
                return Optional.<Run>empty();
            }
            Admission admission = admission(connection);
            List<Admission.Waiting> wanted = waiting.stream()
                    .filter(each -> only.isEmpty() || only.get().equals(each.id()))
                    .toList();
            Optional<Admission.Waiting> next = admission.next(wanted);
            return next.isEmpty()
                    ? Optional.<Run>empty()
                    : taken(connection, next.get().id(), node, now);
        });
    }

    private static Optional<Run> taken(Connection connection, String id, String node, Instant now) throws SQLException {
        Optional<Run> found = Sql.first(connection, RunRows::of, RunRows.SELECT + "where id = ?", id);
        if (found.isEmpty()) {
            return found;
        }
        Run before = found.get();
        Run due = before.state() == RunState.QUEUED ? before : queued(connection, before, now);
        Run after = due.claimed(node, now);
        return RunRows.swap(connection, due, after) ? Optional.of(after) : Optional.empty();
    }

    private static Run queued(Connection connection, Run before, Instant now) throws SQLException {
        Run after = before.to(RunState.QUEUED, "", now);
        RunRows.swap(connection, before, after);
        return after;
    }

    private static Admission admission(Connection connection) throws SQLException {
        List<Set<String>> holding = Sql.list(
                connection, row -> Json.slots(row.getString("slots")).keySet(), "select slots from wadi_run " + HOLD);
        return Admission.of(holding);
    }

    /** Why a run waits: the slot that it lacks, and the runs that hold it; empty where it lacks none. */
    public Map<String, List<String>> holders(Run run) {
        return database.read(connection -> {
            Optional<String> slot = admission(connection)
                    .missing(new Admission.Waiting(run.id(), run.order().slots()));
            if (slot.isEmpty()) {
                return Map.<String, List<String>>of();
            }
            List<Run> holding = Sql.list(connection, RunRows::of, RunRows.SELECT + HOLD + " order by id");
            return Map.of(
                    slot.get(),
                    holding.stream()
                            .filter(each -> each.order().slots().containsKey(slot.get()))
                            .map(Run::id)
                            .toList());
        });
    }

    /** How many runs that have not ended are in each state. */
    public Map<RunState, Integer> standing() {
        Map<RunState, Integer> standing = new EnumMap<>(RunState.class);
        database.read(connection -> Sql.list(
                        connection,
                        row -> Map.entry(RunState.of(row.getString("state")).orElseThrow(), row.getInt("runs")),
                        "select state, count(*) as runs from wadi_run where ended_at is null and state in "
                                + words(state -> !state.hasEnded()) + " group by state"))
                .forEach(each -> standing.put(each.getKey(), each.getValue()));
        return standing;
    }

    /** By slot, how many runs hold it. */
    public Map<String, Integer> held() {
        return database.read(RunQueue::admission).held();
    }

    /** Ends a run that waits, and asks one that goes on to end; empty where it had ended or is unknown. */
    public Optional<Run> cancel(String id, String why, Instant now) {
        return database.exclusive(connection -> {
            Optional<Run> found = Sql.first(connection, RunRows::of, RunRows.SELECT + "where id = ?", id);
            return found.isEmpty() ? found : cancel(connection, found.get(), why, now);
        });
    }

    private static Optional<Run> cancel(Connection connection, Run run, String why, Instant now) throws SQLException {
        if (run.state().hasEnded() || run.state() == RunState.CANCELLING) {
            return Optional.empty();
        }
        Run after = run.to(run.state().holdsSlots() ? RunState.CANCELLING : RunState.CANCELLED, why, now);
        return RunRows.swap(connection, run, after) ? Optional.of(after) : Optional.empty();
    }

    static String words(Predicate<RunState> which) {
        return Stream.of(RunState.values())
                .filter(which)
                .map(state -> "'" + state.word() + "'")
                .collect(Collectors.joining(", ", "(", ")"));
    }
}
