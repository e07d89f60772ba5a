package io.wadi.model;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What one run extracts: resources, registered in order while the source's route runs, read by the pipeline afterwards. A
 * run makes its own, so that an attempt never sees the resources of another.
 */
public final class Source {
    private final String name;
    private final int parallel;
    private final List<Resource> resources = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private boolean readOnce;

    public Source(String name) {
        this(name, 1);
    }

    /** @param parallel how many of its resources may be read at once */
    public Source(String name, int parallel) {
        if (name.isEmpty() || parallel < 1) {
            throw new IllegalArgumentException("source '" + name + "', parallel " + parallel);
        }
        this.name = name;
        this.parallel = parallel;
    }

    public int parallel() {
        return parallel;
    }

    /** The schema's name in dlt's terms. */
    public String name() {
        return name;
    }

    /** @throws ConfigurationFailure when a resource of that name is there already */
    public void add(Resource resource) {
        if (resources.stream().anyMatch(r -> r.name().equals(resource.name()))) {
            throw new ConfigurationFailure(
                    Explanation.of("source " + name + " has resource " + resource.name() + " twice")
                            .fix("give each endpoint of the source's route a name of its own"));
        }
        resources.add(resource);
    }

    /** Says that a resource has what the run was given and can be read once: where it is not read, it is lost. */
    public void readOnce() {
        readOnce = true;
    }

    public boolean isReadOnce() {
        return readOnce;
    }

    /**
     * Leaves out all others, before any is opened.
     *
     * @throws ConfigurationFailure when one of them is not there
     */
    public void keep(List<String> names) {
        List<Explanation> unknown = names.stream()
                .filter(wanted -> resources.stream().noneMatch(r -> r.name().equals(wanted)))
                .map(wanted -> Explanation.of("source " + name + " has no resource " + wanted)
                        .fix("it has "
                                + resources.stream()
                                        .map(Resource::name)
                                        .sorted()
                                        .collect(joining(", "))))
                .toList();
        if (!unknown.isEmpty()) {
            throw new ConfigurationFailure(unknown);
        }
        resources.removeIf(resource -> !names.contains(resource.name()));
    }

    /** Puts another resource in the place of each, before any is opened. */
    public void change(UnaryOperator<Resource> change) {
        resources.replaceAll(change);
    }

    /**
     * Puts parents before those that ask with their records.
     *
     * @throws ConfigurationFailure when a parent is not there, or cannot be asked with
     */
    public void arrange() {
        List<Resource> ordered = new Lineage(resources).ordered();
        resources.clear();
        resources.addAll(ordered);
    }

    /** Keeps what the user should look at, though everything goes on: for the run's report. */
    public void warn(String warning) {
        warnings.add(warning);
    }

    /** In the order in which they were found; more may come while resources are read. */
    public List<String> warnings() {
        return List.copyOf(warnings);
    }

    public List<Resource> resources() {
        return List.copyOf(resources);
    }
}
