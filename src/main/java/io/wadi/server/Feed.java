package io.wadi.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wadi.flow.run.Run;
import io.wadi.flow.store.Logs;
import io.wadi.flow.store.RunBook;
import io.wadi.flow.store.RunStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A run's story, as its listeners are told it. The store is where what was not told yet waits, so nothing is kept here for
 * a slow listener; one that is more than a page behind is told of the gap and goes on at its end.
 */
final class Feed {
    static final int PAGE = 500;
    /** Ticks without news after the end: its last lines come after its last state. */
    static final int PATIENCE = 4;
    /** Ticks without a word after which a comment keeps the connection alive: 15 seconds. */
    static final int SILENCE = 60;

    private static final class Told {
        private final Listener listener;
        private Position at;
        private JsonNode progress = RunJson.object();
        private JsonNode tables = RunJson.array();
        private JsonNode stations = RunJson.object();
        private boolean wasSlow;
        private int quiet;
        private int silent;

        Told(Listener listener, Position at) {
            this.listener = listener;
            this.at = at;
        }

        void send(String event, JsonNode data, boolean withId) {
            listener.tell((withId ? "id: " + at + "\n" : "") + "event: " + event + "\ndata: " + data + "\n\n");
            quiet = 0;
            silent = 0;
        }
    }

    private final RunStore store;
    private final String id;
    private final List<Told> all = new ArrayList<>();

    Feed(RunStore store, String id) {
        this.store = store;
        this.id = id;
    }

    synchronized void add(Listener listener, Position from) {
        all.add(new Told(listener, from));
    }

    /** Tells everybody what is new; whether anybody still listens. */
    synchronized boolean tick() {
        all.removeIf(told -> told.listener.isGone());
        if (all.isEmpty()) {
            return false;
        }
        Optional<Run> run = store.runs().find(id);
        Map<Long, List<Logs.Line>> lines = new HashMap<>();
        for (Told told : all) {
            if (run.isEmpty()) {
                told.listener.end();
            } else if (told.listener.isReady()) {
                tell(told, run.get(), lines);
            } else {
                told.wasSlow = true;
            }
        }
        all.removeIf(told -> run.isEmpty() || told.listener.isGone());
        return !all.isEmpty();
    }

    synchronized int size() {
        return all.size();
    }

    /** Lets everybody go. */
    synchronized void end() {
        all.forEach(told -> told.listener.end());
        all.clear();
    }

    private void tell(Told told, Run run, Map<Long, List<Logs.Line>> lines) {
        told.quiet++;
        told.silent++;
        states(told, run);
        logs(told, lines.computeIfAbsent(told.at.lines(), seq -> store.logs().after(id, seq, PAGE)));
        ObjectNode progress = RunJson.tally(run.tally()).put("attempt", run.attempt());
        if (!progress.equals(told.progress)) {
            told.progress = progress;
            told.send("progress", progress, false);
        }
        if (told.quiet == 0 || run.state().hasEnded()) {
            rows(told);
        }
        told.wasSlow = false;
        if (run.state().hasEnded() && told.quiet >= PATIENCE) {
            told.listener.end();
        } else if (told.silent >= SILENCE) {
            told.listener.tell(": still here\n\n");
            told.silent = 0;
        }
    }

    private void states(Told told, Run run) {
        if (told.at.states() >= run.version()) {
            return;
        }
        List<RunBook.Step> steps = store.runs().steps(id);
        for (int i = (int) told.at.states(); i < steps.size(); i++) {
            told.at = new Position(i + 1L, told.at.lines());
            told.send("state", RunJson.step(steps.get(i)), true);
        }
    }

    private void logs(Told told, List<Logs.Line> lines) {
        if (told.wasSlow && lines.size() == PAGE) {
            ObjectNode gap = RunJson.object().put("after", told.at.lines());
            told.at = new Position(told.at.states(), store.logs().last(id));
            told.send("gap", gap.put("to", told.at.lines()), true);
            return;
        }
        for (Logs.Line line : lines) {
            told.at = new Position(told.at.states(), line.seq());
            told.send("log", RunJson.line(line), true);
        }
    }

    private void rows(Told told) {
        ArrayNode tables = RunJson.tables(store.runs().tables(id));
        if (!tables.equals(told.tables)) {
            told.tables = tables;
            told.send("rows", RunJson.object().set("tables", tables), false);
        }
        ObjectNode stations = RunJson.stations(store.stations(), id);
        if (!stations.equals(told.stations) && !stations.path("stations").isEmpty()) {
            told.stations = stations;
            told.send("stations", stations, false);
        }
    }
}
