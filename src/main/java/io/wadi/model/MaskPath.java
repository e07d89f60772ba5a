package io.wadi.model;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A path of a source record, or of many fields of it: keys as the source spells them, joined by points. Lists on the way are
 * passed through. {@code *} in a key stands for any characters of one key, {@code **} for any number of keys, none included.
 * A key that itself contains the points is met as well; in double quotes (a quote doubled) a key is only itself. A leading
 * {@code $.} and {@code [*]} or {@code []} may be written and mean nothing.
 */
public record MaskPath(List<Key> keys) {
    /** How a key of a path meets keys of a record. */
    private enum Form {
        NAME,
        QUOTED,
        PATTERN,
        ANY_DEPTH
    }

    /** One key between points. */
    public record Key(String text, Form form) {
        public Key {
            requireNonNull(text);
            requireNonNull(form);
        }

        private boolean meets(String key) {
            return form == Form.PATTERN ? like(text, key) : text.equals(key);
        }

        private static boolean like(String pattern, String key) {
            String[] parts = pattern.split("\\*", -1);
            String last = parts[parts.length - 1];
            if (!key.startsWith(parts[0]) || !key.endsWith(last) || key.length() < parts[0].length() + last.length()) {
                return false;
            }
            int at = parts[0].length();
            for (int i = 1; i < parts.length - 1; i++) {
                int found = key.indexOf(parts[i], at);
                if (found < 0 || found + parts[i].length() > key.length() - last.length()) {
                    return false;
                }
                at = found + parts[i].length();
            }
            return true;
        }
    }

    /** How closely a path names a field: the fewest {@code **}, then the fewest {@code *}, then the longest. */
    record Specificity(long depths, long patterns, int keys, int letters) {
        static final Comparator<Specificity> ORDER = Comparator.comparingLong(Specificity::depths)
                .thenComparingLong(Specificity::patterns)
                .reversed()
                .thenComparingInt(Specificity::keys)
                .thenComparingInt(Specificity::letters);
    }

    public MaskPath {
        keys = List.copyOf(keys);
    }

    /** @throws IllegalArgumentException saying what is wrong */
    public static MaskPath parse(String text) {
        List<Key> keys = new ArrayList<>();
        int at = text.startsWith("$.") ? 2 : 0;
        while (at <= text.length()) {
            int end;
            if (text.startsWith("\"", at)) {
                end = closing(text, at);
                keys.add(new Key(text.substring(at + 1, end).replace("\"\"", "\""), Form.QUOTED));
                end = afterLists(text, end + 1);
                if (end < text.length() && text.charAt(end) != '.') {
                    throw new IllegalArgumentException(text + " goes on after a quote without a point");
                }
            } else {
                end = text.indexOf('.', at) < 0 ? text.length() : text.indexOf('.', at);
                keys.add(key(text, text.substring(at, end).replace("[*]", "").replace("[]", "")));
            }
            at = end + 1;
        }
        return new MaskPath(keys);
    }

    private static Key key(String path, String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException((path.isEmpty() ? "the path" : path) + " has an empty key in its path");
        }
        if (text.equals("**")) {
            return new Key(text, Form.ANY_DEPTH);
        }
        if (text.contains("**")) {
            throw new IllegalArgumentException(
                    path + " has ** beside other characters; it stands between points alone");
        }
        return new Key(text, text.contains("*") ? Form.PATTERN : Form.NAME);
    }

    private static int closing(String text, int open) {
        for (int at = open + 1; at < text.length(); at++) {
            if (text.charAt(at) == '"') {
                if (!text.startsWith("\"", at + 1)) {
                    return at;
                }
                at++;
            }
        }
        throw new IllegalArgumentException(text + " has a quote that is not closed");
    }

    private static int afterLists(String text, int from) {
        int at = from;
        while (text.startsWith("[*]", at) || text.startsWith("[]", at)) {
            at = text.indexOf(']', at) + 1;
        }
        return at;
    }

    /** Whether it names one field. */
    public boolean isExact() {
        return keys.stream().noneMatch(key -> key.form == Form.PATTERN || key.form == Form.ANY_DEPTH);
    }

    Specificity specificity() {
        return new Specificity(
                keys.stream().filter(key -> key.form == Form.ANY_DEPTH).count(),
                keys.stream().filter(key -> key.form == Form.PATTERN).count(),
                keys.size(),
                keys.stream()
                        .mapToInt(key -> key.text.replace("*", "").length())
                        .sum());
    }

    /** Whether it means the field of a record, or something within it. */
    public boolean mayMean(String field) {
        return !step(start(), field).isEmpty();
    }

    /** How many of its keys may have been met before the first key of a record. */
    public Set<Integer> start() {
        return reached(Set.of(0));
    }

    /** The same after one more key of the record; empty when no field below it can be meant. */
    public Set<Integer> step(Set<Integer> from, String key) {
        Set<Integer> to = new HashSet<>(whole(from, key, true));
        if (key.indexOf('.') >= 0) {
            Set<Integer> parts = from;
            for (String part : key.split("\\.", -1)) {
                parts = whole(parts, part, false);
            }
            to.addAll(parts);
        }
        return to;
    }

    /** Whether the field itself is meant. */
    public boolean isMet(Set<Integer> at) {
        return at.contains(keys.size());
    }

    /** Whether something below the field may be meant. */
    public boolean leads(Set<Integer> at) {
        return at.stream().anyMatch(met -> met < keys.size());
    }

    private Set<Integer> whole(Set<Integer> from, String key, boolean quoted) {
        Set<Integer> to = new HashSet<>();
        for (int met : from) {
            if (met == keys.size()) {
                continue;
            }
            Key next = keys.get(met);
            if (next.form == Form.ANY_DEPTH) {
                to.add(met);
                to.add(met + 1);
            } else if ((quoted || next.form != Form.QUOTED) && next.meets(key)) {
                to.add(met + 1);
            }
        }
        return reached(to);
    }

    /** {@code **} may stand for no key, but at the end it stands for one at least. */
    private Set<Integer> reached(Set<Integer> met) {
        Set<Integer> all = new HashSet<>(met);
        for (int i = 0; i < keys.size() - 1; i++) {
            if (all.contains(i) && keys.get(i).form == Form.ANY_DEPTH) {
                all.add(i + 1);
            }
        }
        return all;
    }
}
