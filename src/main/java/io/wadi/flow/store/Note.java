package io.wadi.flow.store;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.wadi.flow.Asks;
import io.wadi.flow.run.Order;
import io.wadi.flow.run.Run;
import io.wadi.flow.run.RunState;
import io.wadi.flow.run.Tally;
import io.wadi.flow.run.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a node tells of its runs. A note can be kept as a line of text and be entered later, once or twice: instants and
 * spans are milliseconds for that.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "note")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Note.Opened.class, name = "opened"),
    @JsonSubTypes.Type(value = Note.Moved.class, name = "moved"),
    @JsonSubTypes.Type(value = Note.Told.class, name = "told"),
    @JsonSubTypes.Type(value = Note.Stood.class, name = "stood"),
    @JsonSubTypes.Type(value = Note.Ended.class, name = "ended"),
    @JsonSubTypes.Type(value = Note.Said.class, name = "said"),
})
public sealed interface Note {
    /** @throws StoreDown when it has to be kept */
    void enter(RunStore store);

    /** A run began that the store could not be asked about; it may have taken the order just before. */
    record Opened(String run, String node, String pipeline, Optional<String> deployment, Asks asks, String by, long at)
            implements Note {
        @Override
        public void enter(RunStore store) {
            Instant began = Instant.ofEpochMilli(at);
            if (store.runs().find(run).isPresent()) {
                store.runs()
                        .change(
                                run,
                                before -> before.state() == RunState.QUEUED ? before.claimed(node, began) : before);
                return;
            }
            Order order = new Order(
                    pipeline,
                    deployment,
                    asks,
                    Trigger.COMMAND_LINE,
                    by,
                    Optional.empty(),
                    began,
                    Map.of(),
                    1,
                    Optional.of(node));
            store.runs()
                    .insert(Run.asked(run, order, RunState.QUEUED, "", began).claimed(node, began));
        }
    }

    /** A run of this node is in another state. */
    record Moved(String run, String node, RunState state, int attempt, Optional<Long> again, String reason, long at)
            implements Note {
        @Override
        public void enter(RunStore store) {
            Instant now = Instant.ofEpochMilli(at);
            store.runs()
                    .change(
                            run,
                            before -> before.node().filter(node::equals).isPresent()
                                            && before.state().mayBecome(next(before))
                                    ? after(before, now)
                                    : before);
        }

        private Run after(Run before, Instant now) {
            return switch (next(before)) {
                case RUNNING -> before.begun(attempt, now);
                case AWAITING_RETRY -> before.awaits(Instant.ofEpochMilli(again.orElse(at)), reason, now);
                case PAUSED, QUEUED -> before.brokenOff(state, reason, now);
                default -> before.to(next(before), reason, now);
            };
        }

        /** What was broken off to go on later, and is cancelled by then, does not go on. */
        private RunState next(Run before) {
            boolean brokenOff = state == RunState.PAUSED || state == RunState.QUEUED;
            return brokenOff && before.state() == RunState.CANCELLING ? RunState.CANCELLED : state;
        }
    }

    /** How far a run is. */
    record Told(
            String run,
            String node,
            long spent,
            String station,
            long records,
            long rows,
            long bytes,
            long cpu,
            long memory,
            Optional<String> loadId)
            implements Note {
        public static Told of(String run, String node, Tally tally) {
            return new Told(
                    run,
                    node,
                    tally.spent().toMillis(),
                    tally.station(),
                    tally.records(),
                    tally.rows(),
                    tally.bytes(),
                    tally.cpu().toMillis(),
                    tally.memory(),
                    tally.loadId());
        }

        @Override
        public void enter(RunStore store) {
            Tally tally = new Tally(
                    Duration.ofMillis(spent), station, records, rows, bytes, Duration.ofMillis(cpu), memory, loadId);
            store.runs().tell(run, node, tally);
        }
    }

    /**
     * What an attempt has done so far.
     *
     * @param packed rows that are ready to be loaded, by table
     */
    record Stood(String run, String node, int attempt, List<Active> active, Map<String, Long> packed) implements Note {
        /** When a station was first and last active. */
        public record Active(String station, long from, long to) {}

        @Override
        public void enter(RunStore store) {
            store.stations()
                    .tell(
                            run,
                            node,
                            attempt,
                            active.stream()
                                    .map(each -> new Stations.Stretch(
                                            attempt,
                                            each.station(),
                                            Instant.ofEpochMilli(each.from()),
                                            Instant.ofEpochMilli(each.to())))
                                    .toList(),
                            packed);
        }
    }

    /** How an attempt ended. */
    record Ended(
            String run,
            int attempt,
            long at,
            Optional<String> report,
            Optional<String> failure,
            List<RunBook.TableRows> tables)
            implements Note {
        @Override
        public void enter(RunStore store) {
            store.runs().ended(run, new RunBook.Ending(attempt, Instant.ofEpochMilli(at), report, failure), tables);
        }
    }

    /** Lines of a run's log. */
    record Said(String run, long seq, long at, String level, String text) implements Note {
        Logs.Line line() {
            return new Logs.Line(run, seq, Instant.ofEpochMilli(at), level, text);
        }

        @Override
        public void enter(RunStore store) {
            store.logs().add(List.of(line()));
        }
    }
}
