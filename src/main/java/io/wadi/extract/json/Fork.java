package io.wadi.extract.json;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The places of a selection as a tree of steps, followed while the response streams by. */
final class Fork {
    private final Map<String, Fork> names = new HashMap<>();
    private final Map<Integer, Fork> indexes = new HashMap<>();
    private Optional<Fork> fields = Optional.empty();
    private Optional<Fork> elements = Optional.empty();
    private Optional<Fork> unlisted = Optional.empty();
    private boolean records;
    private Optional<JsonPath> pick = Optional.empty();
    private final Set<JsonPath> ofLast = new HashSet<>();

    private Fork() {}

    static Fork of(Optional<JsonPath> records, Iterable<JsonPath> picks) {
        Fork root = new Fork();
        records.ifPresent(path -> root.at(path).records = true);
        for (JsonPath path : picks) {
            root.at(path).pick = Optional.of(path);
            root.note(path);
        }
        root.settle();
        return root;
    }

    private Fork at(JsonPath path) {
        Fork fork = this;
        for (JsonPath.Step step : path.steps()) {
            fork = fork.at(step);
        }
        return fork;
    }

    private void note(JsonPath path) {
        Fork fork = this;
        for (JsonPath.Step step : path.steps()) {
            if (step == JsonPath.Each.LAST) {
                fork.ofLast.add(path);
            }
            fork = fork.at(step);
        }
    }

    private Fork at(JsonPath.Step step) {
        if (step instanceof JsonPath.Name name) {
            return names.computeIfAbsent(name.name(), n -> new Fork());
        } else if (step instanceof JsonPath.Element element) {
            return indexes.computeIfAbsent(element.index(), n -> new Fork());
        } else if (step == JsonPath.Each.FIELD) {
            fields = fields.or(() -> Optional.of(new Fork()));
            return fields.orElseThrow();
        }
        elements = elements.or(() -> Optional.of(new Fork()));
        return elements.orElseThrow();
    }

    /** What holds for each child holds for those that are named, too. */
    private void settle() {
        fields.ifPresent(each -> names.values().forEach(child -> child.absorb(each)));
        elements.ifPresent(each -> indexes.values().forEach(child -> child.absorb(each)));
        unlisted = elements.map(each -> {
            Fork single = new Fork();
            single.absorb(this);
            single.indexes.clear();
            single.elements = Optional.empty();
            single.absorb(each);
            single.settle();
            return single;
        });
        names.values().forEach(Fork::settle);
        indexes.values().forEach(Fork::settle);
        fields.ifPresent(Fork::settle);
        elements.ifPresent(Fork::settle);
    }

    private void absorb(Fork other) {
        records |= other.records;
        pick = pick.or(() -> other.pick);
        ofLast.addAll(other.ofLast);
        other.names.forEach(
                (name, fork) -> names.computeIfAbsent(name, n -> new Fork()).absorb(fork));
        other.indexes.forEach(
                (index, fork) -> indexes.computeIfAbsent(index, n -> new Fork()).absorb(fork));
        other.fields.ifPresent(each -> at(JsonPath.Each.FIELD).absorb(each));
        other.elements.ifPresent(each -> at(JsonPath.Each.ELEMENT).absorb(each));
    }

    Optional<Fork> child(String name) {
        return Optional.ofNullable(names.get(name)).or(() -> fields);
    }

    Optional<Fork> element(int index) {
        return Optional.ofNullable(indexes.get(index)).or(() -> elements);
    }

    /** The same for what is no list, which is the only one of its elements. */
    Fork unlisted() {
        return unlisted.orElse(this);
    }

    boolean hasNames() {
        return !names.isEmpty() || fields.isPresent();
    }

    boolean hasElements() {
        return !indexes.isEmpty() || elements.isPresent();
    }

    /** Whether a list of so many elements is too short. */
    boolean misses(int elements) {
        return elements > 0 && indexes.keySet().stream().anyMatch(index -> index >= elements);
    }

    boolean isRecords() {
        return records;
    }

    /** What a list's later elements have in the place of earlier ones. */
    Set<JsonPath> ofLast() {
        return ofLast;
    }

    Optional<JsonPath> pick() {
        return pick;
    }
}
