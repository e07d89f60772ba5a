package io.wadi.extract.json;

import com.fasterxml.jackson.core.JsonPointer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Places in a response: the part of JSONPath that can be followed while streaming. {@code $} is the whole, {@code $.a.b} and
 * {@code $['a'].b} are fields, {@code $[1]} is an element of a list, {@code [*]} each of them - of what is no list, itself -
 * and {@code .*} each field of an object. {@code [*]} at the end may be left out, for the place of a list means its elements.
 */
public final class JsonPath {
    public static final JsonPath ROOT = new JsonPath(List.of());

    private static final Pattern STEP = Pattern.compile(
            "\\.?([^.\\[\\]'\"*]+)|\\['([^']*)']|\\[\"([^\"]*)\"]|\\[(\\d{1,9})]|(\\[\\*])|(\\.?\\*)|(\\[-1])");

    private final List<Step> steps;

    /** A step down. */
    sealed interface Step {}

    record Name(String name) implements Step {
        @Override
        public String toString() {
            boolean plain = STEP.matcher(name).matches() && !name.startsWith("[") && !name.startsWith(".");
            return plain ? "." + name : "['" + name + "']";
        }
    }

    record Element(int index) implements Step {
        @Override
        public String toString() {
            return "[" + index + "]";
        }
    }

    enum Each implements Step {
        ELEMENT("[*]"),
        FIELD(".*"),
        /** The last element: each in turn, and the last to come stays. */
        LAST("[-1]");

        private final String text;

        Each(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    public JsonPath(List<String> names) {
        this(names.stream().map(Name::new).toArray(Step[]::new));
    }

    private JsonPath(Step... steps) {
        this.steps = List.of(steps);
    }

    /** @throws IllegalArgumentException when the text is no path that can be followed, saying why */
    public static JsonPath parse(String text) {
        JsonPath path = read(text);
        if (path.steps.contains(Each.LAST)) {
            throw new IllegalArgumentException("'" + text + "' " + why(Each.LAST.toString()));
        }
        return path;
    }

    /**
     * The path to one value, which may be of the last element of a list: {@code $.items[-1].id}.
     *
     * @throws IllegalArgumentException when it is none that can be followed, or leads to many
     */
    public static JsonPath ofValue(String text) {
        JsonPath path = read(text);
        if (path.steps.contains(Each.ELEMENT) || path.steps.contains(Each.FIELD)) {
            throw new IllegalArgumentException("'" + path + "' leads to many places, and one value is wanted");
        }
        return path;
    }

    private static JsonPath read(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("a path is empty; the whole response is $");
        }
        String rest = text.strip();
        rest = rest.startsWith("$") ? rest.substring(1) : rest;
        rest = rest.endsWith("[*]") ? rest.substring(0, rest.length() - "[*]".length()) : rest;
        List<Step> steps = new ArrayList<>();
        Matcher step = STEP.matcher(rest);
        int at = 0;
        while (at < rest.length()) {
            if (!step.find(at) || step.start() != at) {
                throw new IllegalArgumentException("'" + text + "' " + why(rest.substring(at)));
            }
            steps.add(step(step));
            at = step.end();
        }
        return new JsonPath(steps.toArray(Step[]::new));
    }

    private static Step step(Matcher step) {
        if (step.group(4) != null) {
            return new Element(Integer.parseInt(step.group(4)));
        } else if (step.group(5) != null) {
            return Each.ELEMENT;
        } else if (step.group(6) != null) {
            return Each.FIELD;
        } else if (step.group(7) != null) {
            return Each.LAST;
        }
        for (int group = 1; ; group++) {
            if (step.group(group) != null) {
                return new Name(step.group(group));
            }
        }
    }

    private static String why(String rest) {
        if (rest.startsWith("..")) {
            return "searches at any depth with '..', which needs the whole response: name each step, such as $.data.items";
        } else if (rest.startsWith("[?")) {
            return "has a filter, which a path cannot have here: take all records, and filter them in a route that pages"
                    + " pass (through)";
        } else if (rest.matches("\\[-?\\d*:.*")) {
            return "has a range of elements: take one, [0], or all, [*]";
        } else if (rest.startsWith("[-")) {
            return "counts from the end, which is not known while a response streams: count from the start, [0]";
        } else if (rest.startsWith("[") && rest.indexOf(',') > 0) {
            return "names several at once: take one, or all, [*]";
        }
        return "is not a path like $.data.items, $[1] or $.groups[*].items";
    }

    /** @throws IllegalArgumentException when it is more than a path of names and elements */
    public JsonPointer pointer() {
        JsonPointer pointer = JsonPointer.empty();
        for (Step step : steps) {
            if (step instanceof Name name) {
                pointer = pointer.appendProperty(name.name());
            } else if (step instanceof Element element) {
                pointer = pointer.appendIndex(element.index());
            } else {
                throw new IllegalArgumentException("'" + this + "' leads to many places, and one is wanted");
            }
        }
        return pointer;
    }

    /** @throws IllegalArgumentException when it is more than a path of names */
    public List<String> names() {
        return steps.stream()
                .map(step -> {
                    if (step instanceof Name name) {
                        return name.name();
                    }
                    throw new IllegalArgumentException("'" + this + "' is more than names");
                })
                .toList();
    }

    List<Step> steps() {
        return steps;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof JsonPath path && path.steps.equals(steps);
    }

    @Override
    public int hashCode() {
        return steps.hashCode();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("$");
        steps.forEach(text::append);
        return text.toString();
    }
}
