package io.wadi.extract.json;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The places of a selection as a tree of names, followed while the response streams by. */
final class Fork {
    private final Map<String, Fork> children = new HashMap<>();
    private boolean records;
    private Optional<JsonPath> pick = Optional.empty();

    static Fork of(JsonPath records, Iterable<JsonPath> picks) {
        Fork root = new Fork();
        root.at(records).records = true;
        for (JsonPath path : picks) {
            root.at(path).pick = Optional.of(path);
        }
        return root;
    }

    private Fork at(JsonPath path) {
        Fork fork = this;
        for (String name : path.names()) {
            fork = fork.children.computeIfAbsent(name, n -> new Fork());
        }
        return fork;
    }

    Optional<Fork> child(String name) {
        return Optional.ofNullable(children.get(name));
    }

    boolean hasChildren() {
        return !children.isEmpty();
    }

    boolean isRecords() {
        return records;
    }

    Optional<JsonPath> pick() {
        return pick;
    }
}
