package io.wadi.flow.store;

import io.wadi.flow.run.Order;
import io.wadi.flow.run.Run;
import io.wadi.flow.run.RunState;
import io.wadi.flow.run.Tally;
import io.wadi.flow.run.Trigger;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;

/** Runs as rows of their table; within the transaction of whoever calls. */
final class RunRows {
    static final String SELECT = "select * from wadi_run ";

    /** Says what an index says, too, so that it is used. */
    static final String UNENDED = SELECT + "where ended_at is null ";

    /** What {@link #tally} gives, in its order. */
    private static final String TALLY =
            "spent_ms = ?, station = ?, records = ?, rows_loaded = ?, bytes = ?, cpu_ms = ?,"
                    + " memory_bytes = ?, load_id = ?";

    private RunRows() {}

    static void insert(Connection connection, Run run) throws SQLException {
        Order order = run.order();
        Tally tally = run.tally();
        Sql.update(
                connection,
                "insert into wadi_run (id, pipeline, deployment, state, version, reason, attempt, since, attempts, cause,"
                        + " caused_by, idem_key, asks, slots, keeper, node, pausing, due_at, created_at, changed_at,"
                        + " started_at, ended_at, again_at, spent_ms, station, records, rows_loaded, bytes, cpu_ms,"
                        + " memory_bytes, load_id) values (" + "?, ".repeat(30) + "?)",
                run.id(),
                order.pipeline(),
                order.deployment(),
                run.state().word(),
                run.version(),
                run.reason(),
                run.attempt(),
                run.since(),
                order.attempts(),
                order.trigger().word(),
                order.by(),
                order.key(),
                Json.of(order.asks()),
                Json.of(order.slots()),
                order.keeper(),
                run.node(),
                run.pausing(),
                order.due(),
                run.created(),
                run.changed(),
                run.started(),
                run.ended(),
                run.again(),
                tally.spent(),
                tally.station(),
                tally.records(),
                tally.rows(),
                tally.bytes(),
                tally.cpu(),
                tally.memory(),
                tally.loadId());
        note(connection, run);
    }

    private static Stream<Object> tally(Tally tally) {
        return Stream.of(
                tally.spent(),
                tally.station(),
                tally.records(),
                tally.rows(),
                tally.bytes(),
                tally.cpu(),
                tally.memory(),
                tally.loadId());
    }

    private static Object[] with(Stream<Object> first, Tally tally, Object... last) {
        return Stream.of(first, tally(tally), Stream.of(last))
                .flatMap(each -> each)
                .toArray();
    }

    /** How far a run is, where this node has it. */
    static boolean tell(Connection connection, String id, String node, Tally tally) throws SQLException {
        return Sql.update(
                        connection,
                        "update wadi_run set " + TALLY + " where id = ? and node = ? and state in "
                                + RunQueue.words(RunState::holdsSlots),
                        with(Stream.empty(), tally, id, node))
                == 1;
    }

    /** Whether {@code before} was in force, and {@code after} now is. */
    static boolean swap(Connection connection, Run before, Run after) throws SQLException {
        int changed = Sql.update(
                connection,
                "update wadi_run set state = ?, version = ?, reason = ?, attempt = ?, since = ?, keeper = ?, node = ?,"
                        + " pausing = ?, changed_at = ?, started_at = ?, ended_at = ?, again_at = ?, " + TALLY
                        + " where id = ? and version = ?",
                with(
                        Stream.of(
                                after.state().word(),
                                after.version(),
                                after.reason(),
                                after.attempt(),
                                after.since(),
                                after.order().keeper(),
                                after.node(),
                                after.pausing(),
                                after.changed(),
                                after.started(),
                                after.ended(),
                                after.again()),
                        after.tally(),
                        before.id(),
                        before.version()));
        if (changed == 1) {
            note(connection, after);
        }
        return changed == 1;
    }

    private static void note(Connection connection, Run run) throws SQLException {
        Sql.update(
                connection,
                "insert into wadi_run_state (run, version, at, state, attempt, node, reason)"
                        + " values (?, ?, ?, ?, ?, ?, ?)",
                run.id(),
                run.version(),
                run.changed(),
                run.state().word(),
                run.attempt(),
                run.node(),
                run.reason());
    }

    static Run of(ResultSet row) throws SQLException {
        Order order = new Order(
                row.getString("pipeline"),
                Sql.text(row, "deployment"),
                Json.asks(row.getString("asks")),
                Trigger.of(row.getString("cause")).orElseThrow(),
                row.getString("caused_by"),
                Sql.text(row, "idem_key"),
                Instant.ofEpochMilli(row.getLong("due_at")),
                Json.slots(row.getString("slots")),
                row.getInt("attempts"),
                Sql.text(row, "keeper"));
        Tally tally = new Tally(
                Duration.ofMillis(row.getLong("spent_ms")),
                row.getString("station"),
                row.getLong("records"),
                row.getLong("rows_loaded"),
                row.getLong("bytes"),
                Duration.ofMillis(row.getLong("cpu_ms")),
                row.getLong("memory_bytes"),
                Sql.text(row, "load_id"));
        return new Run(
                row.getString("id"),
                order,
                RunState.of(row.getString("state")).orElseThrow(),
                row.getLong("version"),
                row.getString("reason"),
                row.getInt("attempt"),
                row.getInt("since"),
                Instant.ofEpochMilli(row.getLong("created_at")),
                Instant.ofEpochMilli(row.getLong("changed_at")),
                Sql.instant(row, "started_at"),
                Sql.instant(row, "ended_at"),
                Sql.instant(row, "again_at"),
                Sql.text(row, "node"),
                row.getInt("pausing") == 1,
                tally);
    }
}
