package io.wadi.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Puts the rows of a dataset in an order that depends on their content alone, and says what links them by that order where
 * their ids are random: an id becomes the table's name with the row's number.
 */
final class Tokens {
    private static final String ORPHAN = "<orphan>";

    private final Map<String, Image> tables;
    private final Map<String, List<String>> children = new TreeMap<>();
    private final Map<String, Map<String, List<List<JsonNode>>>> byParent = new HashMap<>();
    /** The number of the first row with an id, by table. */
    private final Map<String, Map<String, Integer>> places = new LinkedHashMap<>();

    private Tokens(Map<String, Image> tables) {
        this.tables = tables;
        tables.forEach((name, image) -> {
            children.computeIfAbsent(image.parent(), p -> new ArrayList<>()).add(name);
            byParent.put(
                    name,
                    image.rows().stream()
                            .collect(Collectors.groupingBy(
                                    row -> image.cell(row, Image.PARENT_ID).asText())));
        });
    }

    /** @param literal the root tables whose ids, and those below them, are kept as they are */
    static Map<String, Image> of(Map<String, Image> tables, Set<String> literal) {
        Tokens tokens = new Tokens(tables);
        Map<String, Image> sorted = new LinkedHashMap<>();
        tokens.children.getOrDefault("", List.of()).forEach(root -> tokens.sort(root, sorted));
        Map<String, Image> named = new TreeMap<>();
        sorted.forEach((name, image) -> {
            String root = tokens.root(name);
            named.put(name, literal.contains(root) ? image : tokens.named(name, root, image));
        });
        return named;
    }

    private String root(String table) {
        String at = table;
        while (!tables.get(at).parent().isEmpty()) {
            at = tables.get(at).parent();
        }
        return at;
    }

    private void sort(String table, Map<String, Image> sorted) {
        Image image = tables.get(table);
        Map<String, Integer> above = places.getOrDefault(image.parent(), Map.of());
        Map<List<JsonNode>, String> prints = new IdentityHashMap<>();
        image.rows().forEach(row -> prints.put(row, print(table, row)));
        List<List<JsonNode>> rows = new ArrayList<>(image.rows());
        rows.sort(Comparator.comparing((List<JsonNode> row) ->
                        above.getOrDefault(image.cell(row, Image.PARENT_ID).asText(), 0))
                .thenComparing(row -> image.cell(row, Image.LIST_INDEX).asLong())
                .thenComparing(prints::get)
                .thenComparing(row -> image.cell(row, Image.ID).asText()));
        Map<String, Integer> own = new HashMap<>();
        for (int i = 0; i < rows.size(); i++) {
            own.putIfAbsent(image.cell(rows.get(i), Image.ID).asText(), i + 1);
        }
        places.put(table, own);
        sorted.put(table, image.with(rows));
        children.getOrDefault(table, List.of()).forEach(child -> sort(child, sorted));
    }

    /** What a row and all that hangs on it hold, without the ids. */
    private String print(String table, List<JsonNode> row) {
        Image image = tables.get(table);
        StringBuilder print = new StringBuilder();
        for (int i = 0; i < row.size(); i++) {
            boolean link = Image.LINKS.contains(image.columns().get(i).name());
            print.append(link ? NullNode.getInstance() : row.get(i)).append('\u0001');
        }
        String id = image.cell(row, Image.ID).asText();
        for (String child : children.getOrDefault(table, List.of())) {
            Image nested = tables.get(child);
            byParent.get(child).getOrDefault(id, List.of()).stream()
                    .sorted(Comparator.comparing(
                            r -> nested.cell(r, Image.LIST_INDEX).asLong()))
                    .forEach(r -> print.append('\u0002').append(child).append(print(child, r)));
        }
        return print.append('\u0003').toString();
    }

    private Image named(String table, String root, Image image) {
        return image.map((column, cell) -> switch (column.name()) {
            case Image.ID -> token(table, cell);
            case Image.PARENT_ID -> token(image.parent(), cell);
            case Image.ROOT_ID -> token(root, cell);
            default -> cell;
        });
    }

    private JsonNode token(String table, JsonNode id) {
        if (id.isNull()) {
            return id;
        }
        Integer place = places.getOrDefault(table, Map.of()).get(id.asText());
        return TextNode.valueOf(place == null ? ORPHAN : table + "#" + place);
    }
}
