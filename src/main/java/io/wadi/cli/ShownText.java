package io.wadi.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What {@code wadi show} found, on a terminal. */
final class ShownText {
    private ShownText() {}

    static List<String> of(JsonNode shown) {
        List<String> lines = new ArrayList<>();
        lines.add((text(shown, "pipeline") + "   " + text(shown, "description")).strip());
        row(lines, "route", text(shown, "at"), "");
        row(lines, "source", text(shown, "source"), "");
        JsonNode to = shown.path("destination");
        row(lines, "destination", to.has("address") ? text(to, "address") : text(to, "wanted"), text(to, "why"));
        row(lines, "dataset", text(to, "dataset"), text(to, "dataset_from"));
        lines.add("");
        lines.add("Resources");
        for (JsonNode resource : shown.path("resources")) {
            lines.add("  " + text(resource, "name") + "   " + text(resource, "endpoint") + ", " + text(resource, "at"));
            for (JsonNode option : resource.path("options")) {
                lines.add(String.format(
                                Locale.ROOT,
                                "    %-34s %-44s %s",
                                text(option, "option"),
                                text(option, "value"),
                                text(option, "from"))
                        .stripTrailing());
            }
        }
        lines.add("");
        lines.add("State at the destination");
        state(lines, shown.path("state"));
        lines.add("");
        lines.add("Last loads");
        shown.path("loads").forEach(load -> lines.add("  " + text(load, "load_id") + "   " + text(load, "at")));
        if (shown.path("loads").isEmpty()) {
            lines.add("  none");
        }
        return lines;
    }

    private static void state(List<String> lines, JsonNode state) {
        if (state.has("problem")) {
            lines.add("  not known: " + text(state, "problem"));
            return;
        }
        String head = text(state, "head");
        row(lines, "head", head.isEmpty() ? "none: nothing was loaded" : "load " + head, "");
        for (JsonNode table : state.path("tables")) {
            JsonNode contract = table.path("contract");
            row(
                    lines,
                    "table",
                    text(table, "table") + "   " + text(table, "writeDisposition")
                            + (table.has("mergeStrategy") ? ", " + text(table, "mergeStrategy") : ""),
                    contract.isMissingNode()
                            ? ""
                            : "contract: tables " + text(contract, "tables") + ", columns " + text(contract, "columns")
                                    + ", dataType " + text(contract, "dataType"));
        }
        for (JsonNode cursor : state.path("cursors")) {
            row(lines, "cursor", text(cursor, "resource") + "." + text(cursor, "path"), text(cursor, "last"));
        }
    }

    private static void row(List<String> lines, String name, String value, String from) {
        lines.add(String.format(Locale.ROOT, "  %-14s %-44s %s", name, value, from)
                .stripTrailing());
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asText();
    }
}
