package io.wadi.config;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Where the value of a setting comes from.
 *
 * @param places that have it, the one that counts first; a default is the last
 * @param uses in routes
 */
public record Explained(String key, List<Origin> places, List<Place> uses) {
    /**
     * One of them.
     *
     * @param value empty for a secret
     * @param from file and line, variable, command line, or default
     */
    public record Origin(Optional<String> value, String from) {
        public Origin {
            requireNonNull(value);
            requireNonNull(from);
        }
    }

    public Explained {
        places = List.copyOf(places);
        uses = List.copyOf(uses);
    }

    /** @param defaults of code, by key */
    public static Explained of(String key, Settings settings, RouteFiles routes, Map<String, String> defaults) {
        List<Placeholders.Use> uses = routes.placeholders().stream()
                .filter(use -> use.key().equals(key))
                .toList();
        List<Origin> places = new ArrayList<>();
        settings.all(key).forEach(found -> places.add(new Origin(shown(key, found.value()), found.from())));
        uses.forEach(use -> use.otherwise()
                .ifPresent(value -> places.add(new Origin(shown(key, value), "default at " + use.place()))));
        Optional.ofNullable(defaults.get(key))
                .filter(value -> !value.isEmpty())
                .ifPresent(value -> places.add(new Origin(Optional.of(value), "default")));
        return new Explained(
                key, places, uses.stream().map(Placeholders.Use::place).toList());
    }

    /** The value, unless its name or its looks say that it is a secret. */
    private static Optional<String> shown(String key, String value) {
        return PlainSecrets.isSecretSetting(key, value) ? Optional.empty() : Optional.of(value);
    }

    /** What somebody probably meant. */
    public static Optional<String> near(String key, Settings settings, RouteFiles routes, Collection<String> more) {
        TreeSet<String> known = new TreeSet<>(settings.keys(""));
        routes.placeholders().forEach(use -> known.add(use.key()));
        known.addAll(more);
        return Nearest.to(key, known).filter(near -> !near.equals(key));
    }
}
