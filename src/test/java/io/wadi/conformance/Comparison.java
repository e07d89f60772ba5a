package io.wadi.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import io.wadi.normalise.RowIds;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A snapshot of a case beside the tables that are there; both are put into the same order and words first. */
final class Comparison {
    /** Whoever has a root table with such ids has them to the letter, and the nested ones too. */
    private static final Set<String> LITERAL = Set.of("key_hash", "row_hash");

    private static final Set<String> NESTED = Set.of("nested_hash");

    private final JsonNode expected;
    private final Differences differences;

    Comparison(JsonNode expected, Differences differences) {
        this.expected = expected;
        this.differences = differences;
    }

    /** @param loadIds the load's number, by its id @param created the load's number, by when its package was made */
    void with(Map<String, Image> all, Map<String, Integer> loadIds, Map<String, Integer> created) {
        Snapshot actual = Snapshot.of(all, loadIds, created);
        JsonNode tables = expected.path("tables");
        Set<String> literal = with(tables, LITERAL);
        differences.tables(Tokens.of(Image.expected(tables), literal), Tokens.of(actual.tables(), literal));
        if (expected.has("system_tables")) {
            Map<String, Image> system = new TreeMap<>();
            Image.expected(expected.path("system_tables"))
                    .forEach((name, image) -> system.put(name, Snapshot.expected(image)));
            differences.tables(system, actual.system());
        }
        if (expected.has("source_state")) {
            JsonNode state = StoredState.sources(all);
            JsonNode wanted = StoredState.inWordsOf(state, expected.path("source_state"));
            differences.compare("source state", StoredState.alike(wanted), StoredState.alike(state));
        }
        with(tables, NESTED).stream()
                .filter(actual.tables()::containsKey)
                .forEach(name -> nestedIds(name, actual.tables().get(name)));
    }

    private static Set<String> with(JsonNode tables, Set<String> rowIds) {
        return tables.properties().stream()
                .filter(e -> rowIds.contains(e.getValue().path("row_id").asText()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The ids of nested rows, which the tokens hide, say where the row stands. */
    private void nestedIds(String table, Image image) {
        RowIds ids = new RowIds();
        for (List<JsonNode> row : image.rows()) {
            byte[] parent = image.cell(row, Image.PARENT_ID).asText().getBytes(StandardCharsets.US_ASCII);
            byte[] id = new byte[RowIds.LENGTH];
            long index = image.cell(row, Image.LIST_INDEX).asLong();
            ids.nested(parent, 0, parent.length, table.getBytes(StandardCharsets.UTF_8), index, id, 0);
            differences.compare(
                    "table " + table + ", id of a row",
                    new String(id, StandardCharsets.US_ASCII),
                    image.cell(row, Image.ID).asText());
        }
    }
}
