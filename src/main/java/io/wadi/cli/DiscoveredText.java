package io.wadi.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wadi.extract.sql.Survey;
import io.wadi.extract.sql.SurveyedTable;
import io.wadi.model.Column;
import io.wadi.model.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What was found in a database, for a person and as JSON. */
final class DiscoveredText {
    private final Survey.Tables found;

    DiscoveredText(Survey.Tables found) {
        this.found = found;
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (SurveyedTable table : found.tables()) {
            lines.add(table.name() + "  " + about(table));
            lines.addAll(columns(table));
            lines.add("");
        }
        lines.add(found.tables().size()
                + (found.tables().size() == 1 ? " table or view" : " tables and views")
                + (found.otherSchemas().isEmpty()
                        ? ""
                        : "; other schemas, with --schema: " + String.join(", ", found.otherSchemas())));
        return lines;
    }

    private static String about(SurveyedTable table) {
        List<String> words = new ArrayList<>(List.of(table.kind()));
        table.rows().ifPresent(rows -> words.add(String.format(Locale.ROOT, "about %,d rows", rows)));
        if (table.kind().endsWith("table") && table.rows().isEmpty()) {
            words.add("rows unknown: no statistics yet");
        }
        if (table.barred()) {
            words.add("the user may not read it");
        } else if (table.primaryKey().isEmpty() && table.kind().endsWith("table")) {
            words.add("no primary key");
        }
        return String.join(", ", words);
    }

    private static List<String> columns(SurveyedTable table) {
        int names = width(table.columns().stream().map(c -> c.becomes().name()).toList());
        int types =
                width(table.columns().stream().map(SurveyedTable.Column::type).toList());
        int become =
                width(table.columns().stream().map(c -> becomes(c.becomes())).toList());
        List<String> lines = new ArrayList<>();
        for (SurveyedTable.Column column : table.columns()) {
            lines.add(("  " + padded(column.becomes().name(), names) + padded(column.type(), types) + "→ "
                            + padded(becomes(column.becomes()), become) + notes(table, column.becomes()))
                    .stripTrailing());
        }
        return lines;
    }

    private static int width(List<String> texts) {
        return texts.stream().mapToInt(String::length).max().orElse(0) + 2;
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(width - text.length());
    }

    /** A type as hints have it. */
    private static String becomes(Column column) {
        String digits = column.precision().isPresent()
                ? "(" + column.precision().getAsInt() + "," + column.scale().orElse(0) + ")"
                : "";
        boolean wall = column.type() == DataType.TIMESTAMP && !column.zoned();
        return column.type().word() + digits + (wall ? " without zone" : "");
    }

    private static String notes(SurveyedTable table, Column column) {
        List<String> notes = new ArrayList<>();
        int place = table.primaryKey().indexOf(column.name());
        if (place >= 0) {
            notes.add("primary key" + (table.primaryKey().size() > 1 ? " " + (place + 1) : ""));
        } else if (!column.nullable()) {
            notes.add("not null");
        }
        table.foreignKeys().stream()
                .filter(key -> key.columns().contains(column.name()))
                .map(key -> "of " + key.table() + "."
                        + key.references().get(key.columns().indexOf(column.name())))
                .forEach(notes::add);
        return String.join(", ", notes);
    }

    ObjectNode json(String connection) {
        ObjectNode root = JsonNodeFactory.instance.objectNode().put("connection", connection);
        ArrayNode tables = root.putArray("tables");
        found.tables().forEach(table -> add(tables.addObject(), table));
        strings(root.putArray("otherSchemas"), found.otherSchemas());
        return root;
    }

    private static void add(ObjectNode node, SurveyedTable table) {
        table.name().schema().ifPresent(schema -> node.put("schema", schema));
        node.put("name", table.name().table()).put("kind", table.kind()).put("readable", !table.barred());
        table.rows().ifPresent(rows -> node.put("rowsEstimated", rows));
        ArrayNode columns = node.putArray("columns");
        table.columns()
                .forEach(column -> columns.addObject()
                        .put("name", column.becomes().name())
                        .put("type", column.type())
                        .put("becomes", becomes(column.becomes()))
                        .put("nullable", column.becomes().nullable()));
        strings(node.putArray("primaryKey"), table.primaryKey());
        ArrayNode foreign = node.putArray("foreignKeys");
        table.foreignKeys().forEach(key -> {
            ObjectNode entry = foreign.addObject();
            strings(entry.putArray("columns"), key.columns());
            entry.put("table", key.table().toString());
            strings(entry.putArray("references"), key.references());
        });
    }

    private static void strings(ArrayNode array, List<String> texts) {
        texts.forEach(array::add);
    }
}
