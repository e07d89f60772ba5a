package io.wadi.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.wadi.flow.Asks;
import io.wadi.flow.run.Order;
import io.wadi.flow.run.Run;
import io.wadi.flow.run.Tally;
import io.wadi.flow.store.Logs;
import io.wadi.flow.store.RunBook;
import java.util.TreeMap;

/** Runs for programs. */
final class RunJson {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private RunJson() {}

    static ObjectNode of(Run run) {
        Order order = run.order();
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("id", run.id()).put("name", order.name()).put("pipeline", order.pipeline());
        order.deployment().ifPresent(name -> root.put("deployment", name));
        root.put("state", run.state().word()).put("reason", run.reason()).put("attempt", run.attempt());
        root.put("attempts_left", run.attemptsLeft());
        root.put("trigger", order.trigger().word()).put("by", order.by());
        run.node().ifPresent(node -> root.put("node", node));
        root.put("created", run.created().toString()).put("due", order.due().toString());
        run.started().ifPresent(at -> root.put("started", at.toString()));
        run.ended().ifPresent(at -> root.put("ended", at.toString()));
        run.again().ifPresent(at -> root.put("again", at.toString()));
        asks(root, order.asks());
        Tally tally = run.tally();
        root.put("records", tally.records()).put("rows", tally.rows()).put("bytes", tally.bytes());
        root.put("cpu_ms", tally.cpu().toMillis()).put("memory_bytes", tally.memory());
        tally.loadId().ifPresent(id -> root.put("load_id", id));
        return root;
    }

    private static void asks(ObjectNode root, Asks asks) {
        ObjectNode parameters = root.putObject("parameters");
        new TreeMap<>(asks.parameters()).forEach(parameters::put);
        asks.resources().forEach(root.withArray("resources")::add);
        asks.destination().ifPresent(name -> root.put("destination", name));
    }

    static ObjectNode of(RunBook.Step step) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("at", step.at().toString()).put("state", step.state().word()).put("attempt", step.attempt());
        step.node().ifPresent(name -> node.put("node", name));
        return node.put("reason", step.reason());
    }

    static ObjectNode of(RunBook.Ending ending) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("attempt", ending.attempt()).put("at", ending.at().toString());
        ending.report().ifPresent(text -> node.set("report", read(text)));
        ending.failure().ifPresent(text -> node.set("failure", read(text)));
        return node;
    }

    static ObjectNode of(RunBook.TableRows table) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("name", table.name()).put("rows", table.rows()).put("deleted", table.deleted());
        node.put("new", table.isNew());
        table.newColumns().forEach(node.withArray("new_columns")::add);
        return node;
    }

    static ObjectNode of(Logs.Line line) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("run", line.run()).put("seq", line.seq()).put("at", line.at().toString());
        return node.put("level", line.level()).put("text", line.text());
    }

    /** What the store holds as JSON; what is none, as its text. */
    static JsonNode read(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            return TextNode.valueOf(text);
        }
    }
}
