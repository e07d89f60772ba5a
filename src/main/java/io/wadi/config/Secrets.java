package io.wadi.config;

import static java.util.Objects.requireNonNull;

import io.wadi.model.ConfigurationFailure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Secrets by section and key, looked up when they are needed and never kept in a route: the environment, then a local file
 * that is not committed, then the vault, where one is configured.
 */
public final class Secrets {
    public static final String FILE = "secrets.properties";

    /** The places in which a secret may be. */
    public enum Kind {
        SAMPLES,
        ENVIRONMENT,
        FILE,
        VAULT
    }

    /**
     * Where a secret is, and never what it is.
     *
     * @param place the variable, file and line, or secret of the vault
     */
    public record Found(Kind kind, String place) {
        public Found {
            requireNonNull(kind);
            requireNonNull(place);
        }
    }

    private record Hit(Kind kind, String value) {
        @Override
        public String toString() {
            return "a secret";
        }
    }

    /** What has every secret, for whoever asks nobody. */
    private static final Vault PRESUMED = new Vault() {
        @Override
        public Optional<String> find(String section, String key) {
            return Optional.of("");
        }

        @Override
        public String place(String section, String key) {
            return "the vault, which was not asked";
        }

        @Override
        public void refused(String section) {}
    };

    private final Map<String, String> first;
    private final Map<String, String> environment;
    private final Path home;
    private final Map<String, String> file;
    private final Optional<Vault> vault;
    private final UnaryOperator<String> sections;
    private final Set<String> given;

    private Secrets(
            Map<String, String> first,
            Map<String, String> environment,
            Path home,
            Map<String, String> file,
            Optional<Vault> vault,
            UnaryOperator<String> sections,
            Set<String> given) {
        this.given = given;
        this.first = Map.copyOf(first);
        this.environment = Map.copyOf(environment);
        this.home = home;
        this.file = Map.copyOf(file);
        this.vault = vault;
        this.sections = sections;
    }

    public static Secrets ofEnvironment(Map<String, String> environment) {
        return new Secrets(
                Map.of(),
                environment,
                Path.of(""),
                Map.of(),
                Optional.empty(),
                UnaryOperator.identity(),
                ConcurrentHashMap.newKeySet());
    }

    /** @throws ConfigurationFailure when the file is there and cannot be read, or others can read it */
    public static Secrets read(Path home, Map<String, String> environment) {
        return new Secrets(
                Map.of(),
                environment,
                home,
                SecretsFile.read(home.resolve(FILE)),
                Optional.empty(),
                UnaryOperator.identity(),
                ConcurrentHashMap.newKeySet());
    }

    /**
     * These, and before them those of {@code samples}: the sample services have secrets of their own, and none of the
     * operator's is anything to them.
     *
     * @throws ConfigurationFailure when the file is there and cannot be read
     */
    public Secrets before(Path samples) {
        return before(SecretsFile.read(samples));
    }

    /** The same by their names, where they were read already. */
    public Secrets before(Map<String, String> samples) {
        Map<String, String> all = new HashMap<>(first);
        all.putAll(samples);
        return new Secrets(all, environment, home, file, vault, sections, given);
    }

    /** These, and behind them what a vault has. */
    public Secrets and(Vault behind) {
        return new Secrets(first, environment, home, file, Optional.of(behind), sections, given);
    }

    /**
     * These by other names: a deployment has another account behind the routes' section.
     *
     * @param others the section that is looked in, by the one that is asked for
     */
    public Secrets under(Map<String, String> others) {
        Map<String, String> all = Map.copyOf(others);
        return under(asked -> all.getOrDefault(asked, asked));
    }

    /** As {@link #under(Map)}; what it leaves as it is may be named otherwise by whoever was asked before. */
    public Secrets under(UnaryOperator<String> others) {
        return new Secrets(
                first,
                environment,
                home,
                file,
                vault,
                asked -> {
                    String other = others.apply(asked);
                    return other.equals(asked) ? sections.apply(asked) : other;
                },
                given);
    }

    /** For a check that asks nobody: what only the vault could tell counts as there. No value of it can be used. */
    public Secrets unasked() {
        return vault.isEmpty() ? this : and(PRESUMED);
    }

    /** Those of this machine: the vault is not asked. */
    public Secrets local() {
        return new Secrets(first, environment, home, file, Optional.empty(), sections, given);
    }

    /**
     * What is set but empty counts as absent: an unset variable of a CI job arrives like that.
     *
     * @throws io.wadi.model.Failure when the vault is asked and cannot tell
     */
    public Optional<String> find(String section, String key) {
        Optional<String> value = hit(section(section), key).map(Hit::value);
        value.ifPresent(given::add);
        return value;
    }

    /** The values that were asked for so far, of these secrets and all that were made from them, so that logs can leave them out. */
    public Set<String> given() {
        return Set.copyOf(given);
    }

    /** Where it is found, as {@link #find} looks. */
    public Optional<Found> where(String asked, String key) {
        return hit(section(asked), key).map(hit -> found(hit, asked, key));
    }

    private Found found(Hit hit, String asked, String key) {
        String section = section(asked);
        String name = section + "." + key;
        return new Found(
                hit.kind(),
                switch (hit.kind()) {
                    case SAMPLES -> "the sample services";
                    case ENVIRONMENT -> variable(name);
                    case FILE -> PropertyFile.place(home.resolve(FILE), name);
                    case VAULT -> vault.orElseThrow().place(section, key);
                });
    }

    /** All places of this machine that have it, the one that counts first, and the vault where none has. */
    public List<Found> all(String asked, String key) {
        String name = section(asked) + "." + key;
        List<Found> found = new ArrayList<>();
        hit(Kind.SAMPLES, first.get(name)).ifPresent(hit -> found.add(found(hit, asked, key)));
        hit(Kind.ENVIRONMENT, environment.get(variable(name))).ifPresent(hit -> found.add(found(hit, asked, key)));
        hit(Kind.FILE, file.get(name)).ifPresent(hit -> found.add(found(hit, asked, key)));
        if (found.isEmpty()) {
            where(asked, key).ifPresent(found::add);
        }
        return found;
    }

    private Optional<Hit> hit(String section, String key) {
        String name = section + "." + key;
        return hit(Kind.SAMPLES, first.get(name))
                .or(() -> hit(Kind.ENVIRONMENT, environment.get(variable(name))))
                .or(() -> hit(Kind.FILE, file.get(name)))
                .or(() -> vault.flatMap(v -> v.find(section, key)).map(value -> new Hit(Kind.VAULT, value)));
    }

    private static Optional<Hit> hit(Kind kind, @Nullable String value) {
        return Optional.ofNullable(value).filter(text -> !text.isEmpty()).map(text -> new Hit(kind, text));
    }

    /** The names of those in files. */
    public Set<String> names() {
        return Set.copyOf(file.keySet());
    }

    /** The section that is looked in. */
    public String section(String asked) {
        return sections.apply(asked);
    }

    /** The places that are looked in, for a person. */
    public String places(String asked, String key) {
        String section = section(asked);
        String name = section + "." + key;
        return "the environment (" + variable(name) + "), then " + FILE + " (" + name + ")"
                + vault.map(v -> ", then " + v.place(section, key)).orElse("");
    }

    /** Somebody refused a secret of this section: where a vault has it, it is asked again. */
    public void refused(String section) {
        vault.ifPresent(v -> v.refused(section(section)));
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
