package io.wadi.flow;

import static java.util.Objects.requireNonNull;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a run asks of its pipeline, beyond what the routes say.
 *
 * @param parameters which routes read as {@code ${variable.NAME}}
 * @param resources those that are extracted; all when there are none here
 * @param credentials the section of the secrets to use in place of the one that the routes name
 * @param destination in place of the one that the route names
 */
public record Asks(
        Map<String, String> parameters,
        List<String> resources,
        Map<String, String> credentials,
        Optional<String> destination) {
    public static final Asks NOTHING = new Asks(Map.of(), List.of(), Map.of(), Optional.empty());

    public Asks {
        parameters = Map.copyOf(parameters);
        resources = List.copyOf(resources);
        credentials = Map.copyOf(credentials);
        requireNonNull(destination);
    }

    /** The same with other parameters. */
    public Asks with(Map<String, String> others) {
        return new Asks(others, resources, credentials, destination);
    }

    /** This, where {@code above} says nothing else: parameters and credentials by name. */
    public Asks under(Asks above) {
        return new Asks(
                both(parameters, above.parameters),
                above.resources.isEmpty() ? resources : above.resources,
                both(credentials, above.credentials),
                above.destination.or(() -> destination));
    }

    private static Map<String, String> both(Map<String, String> below, Map<String, String> above) {
        Map<String, String> all = new HashMap<>(below);
        all.putAll(above);
        return all;
    }
}
