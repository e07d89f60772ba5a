package io.wadi.config;

import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Explanation;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * Secrets by section and key, looked up when they are needed and never kept in a route: the environment, then a local file
 * that is not committed.
 */
public final class Secrets {
    public static final String FILE = "secrets.properties";

    private final Map<String, String> first;
    private final Map<String, String> environment;
    private final Map<String, String> file;

    private Secrets(Map<String, String> first, Map<String, String> environment, Map<String, String> file) {
        this.first = Map.copyOf(first);
        this.environment = Map.copyOf(environment);
        this.file = Map.copyOf(file);
    }

    public static Secrets ofEnvironment(Map<String, String> environment) {
        return new Secrets(Map.of(), environment, Map.of());
    }

    /** @throws ConfigurationFailure when the file is there and cannot be read */
    public static Secrets read(Path home, Map<String, String> environment) {
        return new Secrets(Map.of(), environment, file(home.resolve(FILE)));
    }

    /**
     * These, and before them those of {@code samples}: the sample services have secrets of their own, and none of the
     * operator's is anything to them.
     *
     * @throws ConfigurationFailure when the file is there and cannot be read
     */
    public Secrets before(Path samples) {
        return new Secrets(file(samples), environment, file);
    }

    private static Map<String, String> file(Path path) {
        Map<String, String> values = new HashMap<>();
        if (!Files.exists(path)) {
            return values;
        }
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(path)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new ConfigurationFailure(Explanation.of(path.getFileName() + " cannot be read: "
                            + (e instanceof IOException ? e.getClass().getSimpleName() : "a bad \\u escape"))
                    .at(path.toString()));
        }
        properties.stringPropertyNames().forEach(name -> values.put(name, properties.getProperty(name)));
        return values;
    }

    /** What is set but empty counts as absent: an unset variable of a CI job arrives like that. */
    public Optional<String> find(String section, String key) {
        String name = section + "." + key;
        return Optional.ofNullable(first.get(name))
                .or(() -> Optional.ofNullable(environment.get(variable(name))).filter(value -> !value.isEmpty()))
                .or(() -> Optional.ofNullable(file.get(name)).filter(value -> !value.isEmpty()));
    }

    /** The places that are looked in, for a person. */
    public String places(String section, String key) {
        String name = section + "." + key;
        return "the environment (" + variable(name) + "), then " + FILE + " (" + name + ")";
    }

    /** The name that a key has in the environment: hubspot.api-key is HUBSPOT_API_KEY. */
    static String variable(String name) {
        return name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }

    /** Shows nothing. */
    @Override
    public String toString() {
        return "Secrets";
    }
}
