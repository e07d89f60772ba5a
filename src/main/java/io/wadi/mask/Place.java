package io.wadi.mask;

import io.wadi.model.Explanation;
import io.wadi.model.Mask;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where masks are, as a tree of keys that is followed while a record streams by. */
final class Place {
    private final Map<String, Place> below = new HashMap<>();
    private Optional<Mask.Kind> kind = Optional.empty();

    Optional<Place> child(String key) {
        return Optional.ofNullable(below.get(key));
    }

    /** Whether there are masks further down. */
    boolean leads() {
        return !below.isEmpty();
    }

    Optional<Mask.Kind> kind() {
        return kind;
    }

    /** @return what is wrong with the rule */
    Optional<Explanation> add(Mask rule) {
        String path = rule.path().startsWith("$.") ? rule.path().substring(2) : rule.path();
        List<String> keys = Arrays.asList(path.replace("[*]", "").split("\\.", -1));
        if (keys.contains("")) {
            return Optional.of(Explanation.of("mask." + rule.path() + " has an empty key in its path")
                    .fix("name keys of the record, joined by dots: properties.email"));
        }
        if (!add(keys, rule.kind())) {
            return Optional.of(Explanation.of("mask." + rule.path() + " is given twice, and differently")
                    .fix("keep one of hash, redact and drop"));
        }
        return Optional.empty();
    }

    /** Under the path's keys, and under those that contain its dots: `a.b` is an object's b, or the key `a.b`. */
    private boolean add(List<String> keys, Mask.Kind masked) {
        if (keys.isEmpty()) {
            boolean agrees = kind.orElse(masked) == masked;
            kind = Optional.of(masked);
            return agrees;
        }
        boolean agrees = true;
        for (int i = 1; i <= keys.size(); i++) {
            Place place = below.computeIfAbsent(String.join(".", keys.subList(0, i)), k -> new Place());
            agrees &= place.add(keys.subList(i, keys.size()), masked);
        }
        return agrees;
    }
}
