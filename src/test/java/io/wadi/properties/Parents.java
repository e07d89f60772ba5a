package io.wadi.properties;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wadi.normalise.Naming;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** From which tables each nested table is reached. More than one parent is a known fault: rows are linked to others' rows. */
final class Parents {
    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(5_000).build())
            .build());

    private final Naming naming;
    private final Map<String, Set<String>> parents = new HashMap<>();

    private Parents(Naming naming) {
        this.naming = naming;
    }

    static boolean oneEach(List<String> records, int longestName) {
        Parents found = new Parents(new Naming(longestName));
        try {
            for (String record : records) {
                JsonNode tree = JSON.readTree(record);
                List<JsonNode> rows = new ArrayList<>();
                (tree.isArray() ? tree : List.of(tree)).forEach(rows::add);
                rows.forEach(row -> found.row(List.of("t"), row));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found.parents.values().stream().allMatch(of -> of.size() == 1);
    }

    private void row(List<String> table, JsonNode row) {
        if (row.isArray()) {
            list(table, table, "list", row);
        } else {
            members(table, table, row);
        }
    }

    private void members(List<String> table, List<String> path, JsonNode object) {
        object.properties().forEach(e -> {
            String name = naming.path(e.getKey());
            String key = name.isEmpty() ? "_empty" : name;
            if (e.getValue().isArray()) {
                list(table, path, key, e.getValue());
            } else {
                members(table, with(path, key), e.getValue());
            }
        });
    }

    private void list(List<String> table, List<String> path, String key, JsonNode elements) {
        List<String> nested = with(path, key);
        if (!elements.isEmpty()) {
            parents.computeIfAbsent(naming.join(nested), t -> new HashSet<>()).add(naming.join(table));
        }
        elements.forEach(element -> row(nested, element));
    }

    private static List<String> with(List<String> path, String key) {
        List<String> longer = new ArrayList<>(path);
        longer.add(key);
        return longer;
    }
}
