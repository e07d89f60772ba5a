package io.wadi.mask.scan;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A field of the records that were looked at, the values that it had, and the fields within. */
final class Field {
    /** With more of them, keys are data. */
    private static final int MOST_KEYS = 200;

    static final String ANY = "*";
    static final String ROW = "value";

    private final Map<String, Field> below = new LinkedHashMap<>();
    private final Map<Personal, Long> looks = new EnumMap<>(Personal.class);
    private Optional<Personal> keys = Optional.empty();
    private long values;

    Field child(String key) {
        Optional<Personal> data = Looks.like(key);
        keys = keys.or(() -> data);
        boolean any = data.isPresent() || (below.size() >= MOST_KEYS && !below.containsKey(key));
        return below.computeIfAbsent(any ? ANY : key, k -> new Field());
    }

    Field row() {
        return below.computeIfAbsent(ROW, k -> new Field());
    }

    void meet(String value) {
        values++;
        Looks.like(value).ifPresent(what -> looks.merge(what, 1L, Long::sum));
    }

    /** What keys of the object look like: no mask hides these. */
    Optional<Personal> keys() {
        return keys;
    }

    Map<String, Field> below() {
        return below;
    }

    long values() {
        return values;
    }

    /** Values that look like it. */
    long hits(Personal what) {
        return Optional.ofNullable(looks.get(what)).orElse(0L);
    }

    /** What most values look like, unless that is chance. */
    Optional<Personal> look() {
        return looks.entrySet().stream()
                .filter(look -> look.getValue() >= look.getKey().least() * values)
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey);
    }
}
