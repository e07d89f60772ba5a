package io.wadi.extract.json;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in a response: the part of JSONPath that can be followed while streaming. {@code $} is the whole,
 * {@code $.a.b} and {@code $['a'].b} are fields; {@code [*]} at the end means the elements, as the place of a list does anyway.
 */
public record JsonPath(List<String> names) {
    public static final JsonPath ROOT = new JsonPath(List.of());

    private static final Pattern STEP = Pattern.compile("\\.?([^.\\[\\]'\"*]+)|\\['([^']*)']|\\[\"([^\"]*)\"]");

    public JsonPath {
        names = List.copyOf(names);
    }

    /** @throws IllegalArgumentException when the text is more than a path of names, saying so */
    public static JsonPath parse(String text) {
        String rest = text.strip();
        rest = rest.startsWith("$") ? rest.substring(1) : rest;
        rest = rest.endsWith("[*]") ? rest.substring(0, rest.length() - "[*]".length()) : rest;
        List<String> names = new ArrayList<>();
        Matcher step = STEP.matcher(rest);
        int at = 0;
        while (at < rest.length()) {
            if (!step.find(at) || step.start() != at) {
                throw new IllegalArgumentException("'" + text + "' is not a path like $.data.items");
            }
            for (int group = 1; group <= step.groupCount(); group++) {
                if (step.group(group) != null) {
                    names.add(step.group(group));
                }
            }
            at = step.end();
        }
        if (text.isBlank()) {
            throw new IllegalArgumentException("a path is empty; the whole response is $");
        }
        return new JsonPath(names);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("$");
        for (String name : names) {
            boolean plain = STEP.matcher(name).matches() && !name.startsWith("[");
            text.append(plain ? "." + name : "['" + name + "']");
        }
        return text.toString();
    }
}
