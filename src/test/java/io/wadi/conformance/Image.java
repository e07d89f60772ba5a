package io.wadi.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;

/** A table of a database: its columns in order and its cells, equal when they hold the same. An empty parent is none. */
record Image(String parent, List<Column> columns, List<List<JsonNode>> rows) {
    static final String ID = "_dlt_id";
    static final String PARENT_ID = "_dlt_parent_id";
    static final String ROOT_ID = "_dlt_root_id";
    static final String LIST_INDEX = "_dlt_list_idx";
    static final Set<String> LINKS = Set.of(ID, PARENT_ID, ROOT_ID);

    /** A column as the database describes it. */
    record Column(String name, String type, boolean nullable) {
        /** A cell of the column, alike for values that are the same: JSON by its content, a double whatever its spelling. */
        JsonNode cell(JsonNode value) {
            if (value.isNull()) {
                return NullNode.getInstance();
            }
            return switch (type) {
                case "JSON" -> TextNode.valueOf(Json.text(Json.read(value.textValue())));
                // SQL holds the two zeros equal.
                case "DOUBLE" -> value.isNumber() ? DoubleNode.valueOf(value.doubleValue() + 0.0) : value;
                default -> value;
            };
        }
    }

    /** The tables under {@code expected}, as the cases write them. */
    static Map<String, Image> expected(JsonNode tables) {
        Map<String, Image> images = new LinkedHashMap<>();
        tables.properties().forEach(e -> {
            JsonNode table = e.getValue();
            List<Column> columns = new ArrayList<>();
            table.path("columns")
                    .forEach(c -> columns.add(new Column(
                            c.path("name").asText(),
                            c.path("type").asText(),
                            c.path("nullable").asBoolean())));
            List<List<JsonNode>> rows = new ArrayList<>();
            table.path("rows").forEach(row -> {
                List<JsonNode> cells = new ArrayList<>();
                row.forEach(cell -> cells.add(columns.get(cells.size()).cell(cell)));
                rows.add(cells);
            });
            images.put(
                    e.getKey(),
                    new Image(
                            table.path("parent").isTextual()
                                    ? table.get("parent").textValue()
                                    : "",
                            columns,
                            rows));
        });
        return images;
    }

    /** The position of the column, or -1. */
    int find(String column) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equals(column)) {
                return i;
            }
        }
        return -1;
    }

    /** The cell of {@code column}; null where the table has no such column. */
    JsonNode cell(List<JsonNode> row, String column) {
        int at = find(column);
        return at < 0 ? NullNode.getInstance() : row.get(at);
    }

    Image with(List<List<JsonNode>> other) {
        return new Image(parent, columns, other);
    }

    /** The same table with other cells. */
    Image map(BiFunction<Column, JsonNode, JsonNode> change) {
        List<List<JsonNode>> changed = new ArrayList<>();
        for (List<JsonNode> row : rows) {
            List<JsonNode> cells = new ArrayList<>();
            for (int i = 0; i < row.size(); i++) {
                cells.add(change.apply(columns.get(i), row.get(i)));
            }
            changed.add(cells);
        }
        return with(changed);
    }
}
