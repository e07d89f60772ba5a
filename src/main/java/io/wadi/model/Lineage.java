package io.wadi.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/** Which resource of a source asks with the records of which other. */
public final class Lineage {
    private final Map<String, Resource> byName = new LinkedHashMap<>();

    public Lineage(Collection<Resource> resources) {
        resources.forEach(resource -> byName.put(resource.name(), resource));
    }

    /**
     * What is wrong, by the name of the resource that says it.
     *
     * @param open whether there may be other resources, too
     * @param near finds what was meant among others
     */
    public Map<String, Explanation> problems(
            boolean open, BiFunction<String, Collection<String>, Optional<String>> near) {
        Map<String, Explanation> problems = new LinkedHashMap<>();
        byName.forEach((name, resource) -> resource.reading()
                .parent()
                .flatMap(parent -> problem(name, parent, open, near))
                .ifPresent(problem -> problems.put(name, problem)));
        return problems;
    }

    private Optional<Explanation> problem(
            String name, Parent parent, boolean open, BiFunction<String, Collection<String>, Optional<String>> near) {
        Optional<Resource> other = Optional.ofNullable(byName.get(parent.resource()));
        if (other.isEmpty()) {
            Set<String> others = new LinkedHashSet<>(byName.keySet());
            others.remove(name);
            return Optional.of(
                            Explanation.of("parent is '" + parent.resource() + "', and the source has no such resource")
                                    .fix(near.apply(parent.resource(), others)
                                            .map(meant -> "did you mean " + meant + "?")
                                            .orElse("it has " + String.join(", ", others))))
                    .filter(problem -> !open);
        }
        if (isCircle(name)) {
            return Optional.of(Explanation.of("parent is '" + parent.resource()
                            + "', which comes, by its own parents, from " + name + " itself")
                    .fix("begin with a resource that has no parent"));
        }
        return parent.fields().stream()
                .flatMap(field -> new Masks(other.get().hints().masks()).at(field).stream())
                .findFirst()
                .map(mask -> Explanation.of("parent " + parent.resource() + " masks " + mask.path()
                                + ", which requests are made of: what is kept of its records no longer has it")
                        .fix("take another field, or leave out " + mask.from() + " of " + parent.resource()));
    }

    private boolean isCircle(String name) {
        Set<String> seen = new LinkedHashSet<>();
        Optional<String> at = Optional.of(name);
        while (at.isPresent() && seen.add(at.get())) {
            at = parent(at.get());
        }
        return at.equals(Optional.of(name));
    }

    private Optional<String> parent(String name) {
        return Optional.ofNullable(byName.get(name))
                .flatMap(resource -> resource.reading().parent())
                .map(Parent::resource);
    }

    /**
     * All resources, parents before those that ask with their records; else in their order.
     *
     * @throws ConfigurationFailure when there are problems
     */
    public List<Resource> ordered() {
        Map<String, Explanation> problems = problems(false, (name, others) -> Optional.empty());
        if (!problems.isEmpty()) {
            throw new ConfigurationFailure(List.copyOf(problems.values()));
        }
        Set<String> ordered = new LinkedHashSet<>();
        byName.keySet().forEach(name -> add(name, ordered));
        List<Resource> resources = new ArrayList<>();
        ordered.forEach(name ->
                resources.addAll(Optional.ofNullable(byName.get(name)).stream().toList()));
        return resources;
    }

    private void add(String name, Set<String> ordered) {
        parent(name).ifPresent(parent -> add(parent, ordered));
        ordered.add(name);
    }
}
