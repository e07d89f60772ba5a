package io.wadi.model;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What one run extracts: resources, registered in order while the source's route runs, read by the pipeline afterwards. A
 * run makes its own, so that an attempt never sees the resources of another.
 */
public final class Source {
    private final String name;
    private final List<Resource> resources = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    public Source(String name) {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("a source has a name");
        }
        this.name = name;
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

    /** Puts another resource in the place of each, before any is opened. */
    public void change(UnaryOperator<Resource> change) {
        resources.replaceAll(change);
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
