package io.wadi.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.wadi.flow.Asks;
import io.wadi.flow.run.Order;
import io.wadi.flow.run.Run;
import io.wadi.flow.run.Tally;
import io.wadi.flow.store.Logs;
import io.wadi.flow.store.RunBook;
import io.wadi.flow.store.RunStore;
import io.wadi.flow.store.Stations;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Runs and what belongs to them, as JSON: of the API, and of the command line. */
public final class RunJson {
    private static final ObjectMapper MAPPER = JsonMapper.builder().build();

    private RunJson() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    /** What the store holds as JSON; what is none, as its text. */
    public static JsonNode read(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            return TextNode.valueOf(text);
        }
    }

    /** One of a list. */
    public static ObjectNode summary(Run run) {
        Order order = run.order();
        ObjectNode one = object().put("id", run.id())
                .put("name", order.name())
                .put("pipeline", order.pipeline())
                .put("deployment", order.deployment().orElse(null))
                .put("state", run.state().word())
                .put("reason", run.reason())
                .put("attempt", run.attempt())
                .put("attempts", order.attempts())
                .put("attemptsLeft", run.attemptsLeft())
                .put("trigger", order.trigger().word())
                .put("by", order.by())
                .put("node", run.node().orElse(null))
                .put("pausing", run.pausing());
        one.put("createdAt", run.created().toString()).put("dueAt", order.due().toString());
        instant(one, "startedAt", run.started());
        instant(one, "endedAt", run.ended());
        instant(one, "nextAttemptAt", run.again());
        one.setAll(tally(run.tally()));
        return one;
    }

    /** Everything about one. */
    public static ObjectNode details(Run run, RunStore store) {
        ObjectNode all = summary(run);
        all.set("order", order(run.order()));
        ArrayNode waitsFor = all.putArray("waitsFor");
        if (run.state().waits()) {
            store.queue()
                    .holders(run)
                    .forEach((slot, runs) ->
                            waitsFor.addObject().put("slot", slot).set("runs", list(runs)));
        }
        ArrayNode steps = all.putArray("steps");
        store.runs().steps(run.id()).stream().map(RunJson::step).forEach(steps::add);
        ArrayNode endings = all.putArray("endings");
        store.runs().endings(run.id()).stream().map(RunJson::ending).forEach(endings::add);
        all.set("tables", tables(store.runs().tables(run.id())));
        all.setAll(stations(store.stations(), run.id()));
        return all;
    }

    static void instant(ObjectNode into, String name, Optional<Instant> at) {
        into.put(name, at.map(Instant::toString).orElse(null));
    }

    static ObjectNode tally(Tally tally) {
        return object().put("station", tally.station())
                .put("records", tally.records())
                .put("rows", tally.rows())
                .put("bytes", tally.bytes())
                .put("spentMs", tally.spent().toMillis())
                .put("cpuMs", tally.cpu().toMillis())
                .put("memoryBytes", tally.memory())
                .put("loadId", tally.loadId().orElse(null));
    }

    static ObjectNode order(Order order) {
        Asks asks = order.asks();
        ObjectNode one = object();
        one.set("parameters", texts(asks.parameters()));
        one.set("resources", list(asks.resources()));
        one.set("credentials", texts(asks.credentials()));
        one.put("destination", asks.destination().orElse(null));
        one.put("key", order.key().orElse(null));
        ObjectNode slots = one.putObject("slots");
        order.slots().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(slot -> slots.put(slot.getKey(), slot.getValue()));
        return one.put("keeper", order.keeper().orElse(null));
    }

    static ObjectNode texts(Map<String, String> texts) {
        ObjectNode node = object();
        texts.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(text -> node.put(text.getKey(), text.getValue()));
        return node;
    }

    static ArrayNode list(Collection<String> texts) {
        ArrayNode node = array();
        texts.forEach(node::add);
        return node;
    }

    static ObjectNode step(RunBook.Step step) {
        return object().put("at", step.at().toString())
                .put("state", step.state().word())
                .put("attempt", step.attempt())
                .put("node", step.node().orElse(null))
                .put("reason", step.reason());
    }

    static ObjectNode ending(RunBook.Ending ending) {
        ObjectNode one =
                object().put("attempt", ending.attempt()).put("at", ending.at().toString());
        one.set("report", ending.report().map(RunJson::read).orElse(JsonNodeFactory.instance.nullNode()));
        one.set("failure", ending.failure().map(RunJson::read).orElse(JsonNodeFactory.instance.nullNode()));
        return one;
    }

    static ArrayNode tables(List<RunBook.TableRows> tables) {
        ArrayNode all = array();
        for (RunBook.TableRows table : tables) {
            all.addObject()
                    .put("name", table.name())
                    .put("rows", table.rows())
                    .put("deleted", table.deleted())
                    .put("new", table.isNew())
                    .set("newColumns", list(table.newColumns()));
        }
        return all;
    }

    /** When the stations of each attempt were active, and which rows the last attempt has made ready. */
    static ObjectNode stations(Stations of, String run) {
        ObjectNode one = object();
        ArrayNode all = one.putArray("stations");
        for (Stations.Stretch each : of.of(run)) {
            all.addObject()
                    .put("attempt", each.attempt())
                    .put("station", each.station())
                    .put("from", each.from().toString())
                    .put("to", each.to().toString());
        }
        ObjectNode packed = one.putObject("packed");
        new TreeMap<>(of.packed(run)).forEach(packed::put);
        return one;
    }

    public static ObjectNode line(Logs.Line line) {
        return object().put("seq", line.seq())
                .put("at", line.at().toString())
                .put("level", line.level())
                .put("text", line.text());
    }
}
