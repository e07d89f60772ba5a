package io.wadi.config;

import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Explanation;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Everything that is configured and not secret. The first place that has a key wins: command line, environment, the
 * profile's properties, application.properties. A profile that lies elsewhere comes before the environment.
 */
public final class Settings {
    /** One with a default, {@code {{a:b}}}, or that may be missing, {@code {{?a}}}, needs no setting; nor do functions. */
    static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([^{}:?!]+)}}");

    private static final String ENVIRONMENT = "environment";

    /** A value, and where it comes from. */
    public record Setting(String key, String value, String from) {}

    private record Layer(
            String name, Function<String, String> nameOf, Map<String, String> values, Optional<Path> file) {
        Layer(String name, Function<String, String> nameOf, Map<String, String> values) {
            this(name, nameOf, values, Optional.empty());
        }

        Optional<Setting> find(String key) {
            String name = nameOf.apply(key);
            return Optional.ofNullable(values.get(name)).map(value -> new Setting(key, value, name() + " " + name));
        }

        /** With the line, where it is a file. */
        Optional<Setting> located(String key) {
            return find(key)
                    .map(found -> file.map(path -> new Setting(key, found.value(), PropertyFile.place(path, key)))
                            .orElse(found));
        }
    }

    private final Path home;
    private final List<Layer> layers;

    private Settings(Path home, List<Layer> layers) {
        this.home = home;
        this.layers = layers;
    }

    /**
     * Reads application.properties and, when {@code wadi.profile} is set, application-PROFILE.properties of {@code home}.
     *
     * @throws ConfigurationFailure when one cannot be read, or the profile has none
     */
    public static Settings read(Path home, Map<String, String> commandLine, Map<String, String> environment) {
        return read(home, commandLine, environment, Map.of());
    }

    /**
     * Also knows profiles whose properties lie elsewhere, as those of the sample services: what reads them must not meet
     * a real service because a variable names one.
     *
     * @param elsewhere the file of a profile, by its name
     */
    public static Settings read(
            Path home, Map<String, String> commandLine, Map<String, String> environment, Map<String, Path> elsewhere) {
        List<Layer> layers = new ArrayList<>();
        layers.add(new Layer("command line", key -> key, Map.copyOf(commandLine)));
        layers.add(new Layer(ENVIRONMENT, Secrets::variable, Map.copyOf(environment)));
        Path application = home.resolve("application.properties");
        Layer base = file(application, Files.exists(application));
        Settings soFar = new Settings(home, List.of(layers.get(0), layers.get(1), base));
        soFar.get("wadi.profile").filter(profile -> !profile.isEmpty()).ifPresent(profile -> {
            Path here = home.resolve("application-" + profile + ".properties");
            layers.add(
                    elsewhere.containsKey(profile) ? 1 : layers.size(),
                    file(elsewhere.getOrDefault(profile, here), true));
        });
        layers.add(base);
        return new Settings(home, layers);
    }

    /** These, and before all of them others: where the sample services answer. */
    public Settings under(String name, Map<String, String> others) {
        List<Layer> all = new ArrayList<>(layers);
        all.add(0, new Layer(name, key -> key, Map.copyOf(others)));
        return new Settings(home, all);
    }

    /** What the project masks in all of its sources, as it stands there now. */
    public PrivacyFile privacy() {
        return PrivacyFile.read(home);
    }

    /** The name of a key in the environment. */
    public static String variable(String key) {
        return Secrets.variable(key);
    }

    public Optional<String> get(String key) {
        return find(key).map(Setting::value);
    }

    /** The text with its placeholders filled; one that nobody has set stays as it is. */
    public String filled(String text) {
        return PLACEHOLDER
                .matcher(text)
                .replaceAll(found ->
                        Matcher.quoteReplacement(get(found.group(1).strip()).orElse(found.group())));
    }

    public Optional<Setting> find(String key) {
        return layers.stream().flatMap(layer -> layer.find(key).stream()).findFirst();
    }

    /** All places that have a key, with file and line; the first is the one that counts. */
    public List<Setting> all(String key) {
        return layers.stream().flatMap(layer -> layer.located(key).stream()).toList();
    }

    /** The keys that begin with {@code prefix} and stand in files or on the command line. */
    public Set<String> keys(String prefix) {
        Set<String> keys = new TreeSet<>();
        for (Layer layer : layers) {
            layer.values().keySet().stream()
                    .filter(key -> key.startsWith(prefix))
                    .forEach(keys::add);
        }
        return keys;
    }

    /** The values that count of all keys that stand in files or on the command line. */
    public SortedMap<String, String> inForce() {
        SortedMap<String, String> all = new TreeMap<>();
        layers.stream()
                .filter(layer -> !layer.name().equals(ENVIRONMENT))
                .flatMap(layer -> layer.values().keySet().stream())
                .forEach(key -> get(key).ifPresent(value -> all.put(key, value)));
        return all;
    }

    private static Layer file(Path path, boolean exists) {
        Map<String, String> values = new HashMap<>();
        if (exists) {
            Properties properties = new Properties();
            try (Reader reader = Files.newBufferedReader(path)) {
                properties.load(reader);
            } catch (IOException | IllegalArgumentException e) {
                String why = e instanceof NoSuchFileException
                        ? "there is no such file"
                        : e instanceof IOException ? e.getClass().getSimpleName() : "a bad \\u escape";
                throw new ConfigurationFailure(Explanation.of(path.getFileName() + " cannot be read: " + why)
                        .at(path.toString())
                        .fix("make it, or correct --profile and wadi.profile"));
            }
            properties.stringPropertyNames().forEach(name -> values.put(name, properties.getProperty(name)));
        }
        return new Layer(String.valueOf(path.getFileName()), key -> key, values, Optional.of(path));
    }
}
