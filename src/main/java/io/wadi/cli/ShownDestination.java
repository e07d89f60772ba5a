package io.wadi.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wadi.config.Route;
import io.wadi.load.PastLoad;
import io.wadi.model.Base;
import io.wadi.model.CursorState;
import io.wadi.model.Deadline;
import io.wadi.model.Failure;
import io.wadi.model.PipelineState;
import io.wadi.model.Schema;
import io.wadi.model.Table;
import io.wadi.model.Value;
import io.wadi.pack.SchemaDocument;
import io.wadi.pack.StateDocument;
import io.wadi.pipeline.LoadOptions;
import io.wadi.pipeline.Target;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/** Where a pipeline loads and why, and what the destination knows of it. Asks, and changes nothing. */
final class ShownDestination {
    private static final int LAST = 5;

    private final Destinations destinations;
    private final LoadOptions options;
    private final Route.Target load;
    private final String source;

    ShownDestination(Destinations destinations, LoadOptions options, Route.Target load, String source) {
        this.destinations = destinations;
        this.options = options;
        this.load = load;
        this.source = source;
    }

    void add(ObjectNode root) {
        Destinations.Choice choice = destinations.choose(options);
        String dataset = options.dataset().orElse(options.pipeline());
        ObjectNode shown = root.putObject("destination")
                .put("wanted", choice.wanted())
                .put("why", choice.why().equals("the route") ? place("destination") : choice.why())
                .put("dataset", dataset)
                .put("dataset_from", options.dataset().isPresent() ? place("dataset") : "default");
        ObjectNode state = root.putObject("state");
        ArrayNode loads = root.putArray("loads");
        try {
            Target target = destinations.find(options);
            dataset = target.dataset(options);
            shown.put("address", target.address()).put("dataset", dataset);
            Deadline deadline = Deadline.none();
            Base base = target.destination().base(options.pipeline(), dataset, source, deadline);
            state(state, base);
            tables(state.putArray("tables"), SchemaDocument.read(source, base));
            for (PastLoad past : target.destination().loads(options.pipeline(), dataset, source, LAST, deadline)) {
                loads.addObject()
                        .put("load_id", past.loadId())
                        .put("at", past.at().truncatedTo(ChronoUnit.SECONDS).toString());
            }
        } catch (Failure e) {
            state.put("problem", e.explanation().what());
        }
    }

    private String place(String option) {
        return Optional.ofNullable(load.options().get(option))
                .map(o -> o.place().toString())
                .orElse("");
    }

    private static void state(ObjectNode state, Base base) {
        state.put("head", base.head().loadId()).put("state_version", base.head().stateVersion());
        ArrayNode cursors = state.putArray("cursors");
        StateDocument.read(base).cursors().cursors().entrySet().stream()
                .sorted(Map.Entry.comparingByKey(Comparator.comparing(PipelineState.Key::source)
                        .thenComparing(PipelineState.Key::resource)
                        .thenComparing(PipelineState.Key::path)))
                .forEach(entry -> cursor(cursors, entry.getKey(), entry.getValue()));
    }

    /** Root tables, and what they keep of what was said of them. */
    private static void tables(ArrayNode tables, Schema schema) {
        for (Table table : schema.tables()) {
            if (table.isRoot() && !table.name().startsWith("_dlt_")) {
                ObjectNode shown = tables.addObject()
                        .put("table", table.name())
                        .put("writeDisposition", table.disposition().word());
                table.merge().strategy().ifPresent(strategy -> shown.put("mergeStrategy", strategy.word()));
                table.contract()
                        .ifPresent(contract -> shown.putObject("contract")
                                .put("tables", contract.tables().word())
                                .put("columns", contract.columns().word())
                                .put("dataType", contract.dataType().word()));
            }
        }
    }

    private static void cursor(ArrayNode cursors, PipelineState.Key key, CursorState state) {
        cursors.addObject()
                .put("resource", key.resource())
                .put("path", key.path())
                .put("last", state.last().map(Value::plain).orElse(""));
    }
}
