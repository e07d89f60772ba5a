package io.wadi.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/** What differs between what is expected and what is there, in words. */
final class Differences {
    private static final int LONGEST = 400;

    private final List<String> found = new ArrayList<>();
    private String where = "";
    private boolean grave;

    List<String> found() {
        return List.copyOf(found);
    }

    void at(String place) {
        where = place + ": ";
    }

    void add(String what) {
        found.add(where + what);
    }

    /** Of a kind that no deviation on purpose excuses: Wadi broke, or rows are missing or too many. */
    void grave(String what) {
        grave = true;
        add(what);
    }

    boolean areGrave() {
        return grave;
    }

    void compare(String what, Object expected, Object actual) {
        if (!Objects.equals(expected, actual)) {
            add(what + ": expected " + shortened(expected) + ", got " + shortened(actual));
        }
    }

    void tables(Map<String, Image> expected, Map<String, Image> actual) {
        TreeSet<String> missing = new TreeSet<>(expected.keySet());
        missing.removeAll(actual.keySet());
        missing.forEach(table -> {
            grave |= isRoot(expected.get(table));
            add("table " + table + " is missing");
        });
        actual.forEach((name, image) -> {
            if (expected.containsKey(name)) {
                table("table " + name, expected.get(name), image);
            } else {
                grave |= isRoot(image);
                add("table " + name + " is not expected");
            }
        });
    }

    /** Whether a list has a table of its own may be what is deviated from, so the rows of nested tables prove nothing. */
    private static boolean isRoot(Image image) {
        return image.parent().isEmpty();
    }

    private void table(String name, Image expected, Image actual) {
        compare(name + ", parent", expected.parent(), actual.parent());
        compare(name + ", columns", columns(expected), columns(actual));
        compare(name + ", number of rows", expected.rows().size(), actual.rows().size());
        grave |= isRoot(expected) && expected.rows().size() != actual.rows().size();
        for (int i = 0; i < Math.min(expected.rows().size(), actual.rows().size()); i++) {
            row(
                    name + ", row " + (i + 1),
                    expected,
                    expected.rows().get(i),
                    actual,
                    actual.rows().get(i));
        }
    }

    /** Cell by cell where the columns agree by name, so that a column too many does not hide the rest. */
    private void row(String name, Image expected, List<JsonNode> wanted, Image actual, List<JsonNode> row) {
        for (int i = 0; i < wanted.size(); i++) {
            String column = expected.columns().get(i).name();
            if (actual.find(column) >= 0) {
                compare(name + ", " + column, wanted.get(i), actual.cell(row, column));
            }
        }
    }

    private static List<String> columns(Image image) {
        return image.columns().stream()
                .map(c -> c.name() + " " + c.type() + (c.nullable() ? "" : " NOT NULL"))
                .toList();
    }

    private static String shortened(Object value) {
        String text = String.valueOf(value);
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "... (" + text.length() + " characters)";
    }
}
