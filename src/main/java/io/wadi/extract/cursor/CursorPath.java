package io.wadi.extract.cursor;

import io.wadi.extract.json.JsonPath;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Where a record has its cursor: keys, and places in lists - {@code log[0].at} -, or the record itself, {@code $}, where it
 * is a value alone.
 */
record CursorPath(List<Step> steps) {
    /** A place in a list, or the key in quotes that only looks like having one. */
    private static final Pattern INDEX = Pattern.compile("'[^']*'|\"[^\"]*\"|\\[(\\d{1,9})]");

    private static final String RECORD = "$";

    /** @param index of an element, from 0; -1 where it is a key that counts */
    record Step(String key, int index) {
        boolean isIndex() {
            return index >= 0;
        }
    }

    CursorPath {
        steps = List.copyOf(steps);
    }

    /** @throws IllegalArgumentException when the text is no such path */
    static CursorPath parse(String text) {
        List<Step> steps = new ArrayList<>();
        Matcher index = INDEX.matcher(text);
        int from = 0;
        while (index.find()) {
            if (index.group(1) == null) {
                continue;
            }
            keys(text.substring(from, index.start()), steps);
            steps.add(new Step("", Integer.parseInt(index.group(1))));
            from = index.end();
        }
        keys(text.substring(from), steps);
        if (steps.isEmpty() && !text.strip().equals(RECORD)) {
            throw new IllegalArgumentException("'" + text + "' names no key");
        }
        return new CursorPath(steps);
    }

    private static void keys(String text, List<Step> steps) {
        if (!text.isEmpty()) {
            JsonPath.parse(text).names().forEach(key -> steps.add(new Step(key, -1)));
        }
    }

    /** The name of a column that would be at the path. */
    String column() {
        return steps.stream().map(Step::key).collect(Collectors.joining("."));
    }
}
