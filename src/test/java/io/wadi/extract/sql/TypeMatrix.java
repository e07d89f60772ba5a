package io.wadi.extract.sql;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Types of a database, with values at their ends, and what each is in DuckDB: the truth of docs/database-types.md. */
final class TypeMatrix {
    /**
     * One type.
     *
     * @param type in the database's words, as in a table's definition
     * @param becomes the type in DuckDB
     * @param how for people
     * @param values literals, and the text that DuckDB shows of each; null where it arrives as null
     */
    record Kind(String type, String becomes, String how, Map<String, String> values) {
        /** A literal and what arrives, for all where it is the same text. */
        Kind as(String... same) {
            Map<String, String> all = new LinkedHashMap<>(values);
            Arrays.stream(same).forEach(text -> all.put("'" + text.replace("'", "''") + "'", text));
            return new Kind(type, becomes, how, all);
        }

        Kind arrives(String literal, String text) {
            Map<String, String> all = new LinkedHashMap<>(values);
            all.put(literal, text);
            return new Kind(type, becomes, how, all);
        }

        /** What no destination holds: null, and counted. */
        Kind counted(String... literals) {
            Kind all = this;
            for (String literal : literals) {
                all = all.arrives(literal, "null");
            }
            return all;
        }
    }

    private final List<Kind> kinds;

    private TypeMatrix(List<Kind> kinds) {
        this.kinds = kinds;
    }

    static TypeMatrix of(Kind... kinds) {
        return new TypeMatrix(List.of(kinds));
    }

    static Kind kind(String type, String becomes, String how) {
        return new Kind(type, becomes, how, Map.of());
    }

    List<Kind> kinds() {
        return kinds;
    }

    /** A column for each kind: c0, c1, ... */
    String create(String table) {
        return "CREATE TABLE " + table + " (id int PRIMARY KEY, "
                + IntStream.range(0, kinds.size())
                        .mapToObj(i -> "c" + i + " " + kinds.get(i).type())
                        .collect(Collectors.joining(", "))
                + ")";
    }

    /** As many rows as the kind with the most values has; the others' cells are null. */
    List<String> inserts(String table) {
        int rows = kinds.stream().mapToInt(kind -> kind.values().size()).max().orElse(0);
        return IntStream.range(0, rows)
                .mapToObj(row -> "INSERT INTO " + table + " VALUES (" + row + ", "
                        + kinds.stream()
                                .map(kind -> kind.values().keySet().stream()
                                        .skip(row)
                                        .findFirst()
                                        .orElse("NULL"))
                                .collect(Collectors.joining(", "))
                        + ")")
                .toList();
    }

    /** By column that has any: how many values no destination holds; the JSON null is none of these. */
    String[] counted() {
        return IntStream.range(0, kinds.size())
                .filter(i -> kinds.get(i).values().containsValue("null")
                        && !kinds.get(i).becomes().equals("JSON"))
                .mapToObj(i -> "c" + i + " "
                        + kinds.get(i).values().values().stream()
                                .filter("null"::equals)
                                .count())
                .toArray(String[]::new);
    }

    /** The lines of a table for people. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        kinds.forEach(kind -> lines.add("| `" + kind.type() + "` | `" + kind.becomes() + "` | " + kind.how() + " |"));
        return lines;
    }
}
