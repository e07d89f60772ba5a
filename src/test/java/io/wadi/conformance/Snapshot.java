package io.wadi.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The tables of a dataset once what differs from run to run has been replaced: load ids, times, hashes, row ids. The system
 * tables that dlt has are kept apart; Wadi's own are left out.
 */
record Snapshot(Map<String, Image> tables, Map<String, Image> system) {
    private static final String SYSTEM = "_dlt_";
    private static final String OWN = "_wadi_";
    /** The hash of a schema that a refresh took away with its tables. */
    private static final String FORGOTTEN = "<forgotten>";

    /** @param loadIds the load's number, by its id @param created the load's number, by when its package was made */
    static Snapshot of(Map<String, Image> all, Map<String, Integer> loadIds, Map<String, Integer> created) {
        Map<String, String> schemas = hashes(all, "_dlt_version", "schema-hash-");
        Map<String, String> states = hashes(all, "_dlt_pipeline_state", "state-hash-");
        Map<String, String> parents = parents(all);
        Map<String, Image> tables = new TreeMap<>();
        Map<String, Image> system = new TreeMap<>();
        all.forEach((name, image) -> {
            Image numbered = image.map((column, cell) -> loadId(column.name(), cell, loadIds));
            if (name.startsWith(SYSTEM)) {
                Map<String, String> hashes = name.equals("_dlt_pipeline_state") ? states : schemas;
                system.put(name, sorted(numbered.map((column, cell) -> masked(column.name(), cell, hashes))));
            } else if (!name.startsWith(OWN)) {
                Image own = new Image(parents.getOrDefault(name, ""), numbered.columns(), numbered.rows());
                tables.put(
                        name,
                        own.map((column, cell) -> created.containsKey(cell.asText())
                                ? TextNode.valueOf("<created_at load-" + created.get(cell.asText()) + ">")
                                : cell));
            }
        });
        return new Snapshot(tables, system);
    }

    private static JsonNode loadId(String column, JsonNode cell, Map<String, Integer> loadIds) {
        boolean isLoadId = column.equals("_dlt_load_id") || column.equals("load_id");
        return isLoadId && loadIds.containsKey(cell.asText())
                ? TextNode.valueOf("load-" + loadIds.get(cell.asText()))
                : cell;
    }

    private static JsonNode masked(String column, JsonNode cell, Map<String, String> hashes) {
        return switch (column) {
            case "inserted_at", "created_at" -> TextNode.valueOf("<timestamp>");
            case "schema_version_hash", "version_hash" ->
                TextNode.valueOf(hashes.getOrDefault(cell.asText(), FORGOTTEN));
            case "schema", "state" -> TextNode.valueOf("<" + column + ">");
            case "pipeline_name" -> TextNode.valueOf("<pipeline>");
            case "_dlt_id" -> TextNode.valueOf("<id>");
            default -> cell;
        };
    }

    /** A system table as the cases write it: a hash that it has to the letter is one that no schema has. */
    static Image expected(Image image) {
        return sorted(image.map((column, cell) ->
                column.name().equals("schema_version_hash") && !cell.asText().startsWith("schema-hash-")
                        ? TextNode.valueOf(FORGOTTEN)
                        : cell));
    }

    private static Image sorted(Image image) {
        return image.with(image.rows().stream()
                .sorted(Comparator.comparing(List::toString))
                .toList());
    }

    /** The hashes' names, in the order of the versions. */
    private static Map<String, String> hashes(Map<String, Image> all, String table, String prefix) {
        Map<String, String> names = new HashMap<>();
        byVersion(all, table)
                .forEach(row -> names.putIfAbsent(
                        all.get(table).cell(row, "version_hash").asText(), prefix + (names.size() + 1)));
        return names;
    }

    private static List<List<JsonNode>> byVersion(Map<String, Image> all, String table) {
        if (!all.containsKey(table)) {
            return List.of();
        }
        Image image = all.get(table);
        return image.rows().stream()
                .sorted(Comparator.comparing(row -> image.cell(row, "version").asLong()))
                .toList();
    }

    /** The newest document of {@code table}; null when there is none. */
    static JsonNode newest(Map<String, Image> all, String table, String column, Predicate<JsonNode> wanted) {
        JsonNode newest = NullNode.getInstance();
        for (List<JsonNode> row : byVersion(all, table)) {
            JsonNode document = all.get(table).cell(row, column);
            newest = wanted.test(document) ? document : newest;
        }
        return newest;
    }

    /** Each nested table's parent, as the stored schema has it. */
    private static Map<String, String> parents(Map<String, Image> all) {
        Map<String, String> parents = new HashMap<>();
        JsonNode schema = newest(all, "_dlt_version", "schema", JsonNode::isTextual);
        if (schema.isTextual()) {
            Json.read(schema.textValue()).path("tables").properties().forEach(table -> {
                if (table.getValue().hasNonNull("parent")) {
                    parents.put(table.getKey(), table.getValue().get("parent").asText());
                }
            });
        }
        return parents;
    }
}
