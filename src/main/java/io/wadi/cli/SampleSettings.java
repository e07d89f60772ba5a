package io.wadi.cli;

import io.wadi.config.Connections;
import io.wadi.config.Nearest;
import io.wadi.config.Route;
import io.wadi.config.RouteFiles;
import io.wadi.config.Settings;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Explanation;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;

/**
 * Settings such as {@code prices.url=samples:exchange-rates}: until somebody says where the real service is, the pipeline reads
 * a sample one.
 *
 * @param services the sample service by the setting that names it
 */
record SampleSettings(Map<String, String> services) {
    private static final String WORD = "samples:";
    private static final String CONNECTION = "connection.";
    private static final String URL = ".url";
    private static final String PRODUCTION = "prod";
    private static final String HTTP = "http://127.0.0.1:1";

    /** The database among them. */
    private static final String SHOP = "shop";

    private static final List<String> NAMES = List.of("currencies", "exchange-rates", "hubspot", SHOP);

    SampleSettings {
        services = new TreeMap<>(services);
    }

    /** Where the services answer, and what lets a pipeline in. */
    record Addresses(Map<String, String> settings, Map<String, String> secrets) {
        /** For who asks nobody. */
        static final Addresses NOWHERE = new Addresses(
                Map.of(
                        "currencies.url", HTTP,
                        "exchange-rates.url", HTTP,
                        "hubspot.url", HTTP,
                        "connection.shop.url", "jdbc:postgresql://127.0.0.1:1/shop",
                        "connection.shop.user", "wadi"),
                Map.of("hubspot.token", "nobody's", "shop.password", "nobody's"));

        Addresses {
            settings = Map.copyOf(settings);
            secrets = Map.copyOf(secrets);
        }

        /** Of services that write them into this folder; empty where none do. */
        static Optional<Addresses> in(Path work) {
            Path file = SampleProcess.properties(work);
            return Files.exists(file)
                    ? Optional.of(new Addresses(read(file), read(SampleProcess.secrets(work))))
                    : Optional.empty();
        }

        private static Map<String, String> read(Path file) {
            Properties properties = new Properties();
            try (Reader reader = Files.newBufferedReader(file)) {
                properties.load(reader);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            Map<String, String> values = new HashMap<>();
            properties.stringPropertyNames().forEach(key -> values.put(key, properties.getProperty(key, "")));
            return values;
        }
    }

    /** All there are. */
    static SampleSettings in(Settings settings) {
        Map<String, String> services = new HashMap<>();
        for (String key : settings.keys("")) {
            settings.get(key)
                    .filter(value -> value.startsWith(WORD))
                    .ifPresent(value ->
                            services.put(key, value.substring(WORD.length()).strip()));
        }
        return new SampleSettings(services);
    }

    /** Those that a pipeline reads by. */
    SampleSettings of(RouteFiles routes, String pipeline, Settings settings) {
        if (services.isEmpty()) {
            return this;
        }
        StringBuilder said = new StringBuilder();
        for (Route.Target target : routes.targets(Optional.of(pipeline))) {
            said.append(target.written());
            target.options().values().forEach(option -> said.append(' ').append(option.value()));
        }
        Map<String, String> connections = Connections.sections(routes, pipeline, settings);
        Map<String, String> used = new HashMap<>(services);
        used.keySet()
                .removeIf(key -> said.indexOf("{{" + key + "}}") < 0
                        && said.indexOf("{{" + key + ":") < 0
                        && !connections.containsKey(connection(key)));
        return new SampleSettings(used);
    }

    /** That of a connection, if it is one. */
    SampleSettings of(String connection) {
        Map<String, String> its = new HashMap<>(services);
        its.keySet().retainAll(Set.of(CONNECTION + connection + URL));
        return new SampleSettings(its);
    }

    boolean isEmpty() {
        return services.isEmpty();
    }

    /** @throws ConfigurationFailure when some are left: nobody has started the services for this run */
    void mustBeEmpty() {
        if (!isEmpty()) {
            throw new ConfigurationFailure(Explanation.of(text() + ", and the sample services do not run")
                    .at("application.properties")
                    .fix("set it to where the real one is, or start them in another terminal: ./wadi samples"));
        }
    }

    boolean wantShop() {
        return services.containsValue(SHOP);
    }

    /** As in {@code prices.url is samples:exchange-rates}. */
    String text() {
        return String.join(
                ", ",
                services.entrySet().stream()
                        .map(each -> each.getKey() + " is " + WORD + each.getValue())
                        .toList());
    }

    /** What is wrong with them. */
    List<Explanation> problems(Settings settings) {
        if (!isEmpty()
                && settings.get("wadi.profile").filter(PRODUCTION::equals).isPresent()) {
            return List.of(Explanation.of(text() + ", and this is production")
                    .at("profile " + PRODUCTION)
                    .fix("set it in application-prod.properties or in the environment to where the real one is"));
        }
        return services.entrySet().stream()
                .filter(each -> !NAMES.contains(each.getValue())
                        || each.getValue().equals(SHOP)
                                == connection(each.getKey()).isEmpty()
                        || !each.getKey().endsWith(URL))
                .map(each -> Explanation.of(each.getKey() + " is " + WORD + each.getValue() + ", which it cannot be")
                        .at("application.properties")
                        .fix(Nearest.to(each.getValue(), NAMES)
                                .filter(near -> !near.equals(each.getValue()))
                                .map(near -> "did you mean " + WORD + near + "?")
                                .orElse("connection.NAME.url may be samples:shop; other settings that end with .url"
                                        + " samples:currencies, samples:exchange-rates or samples:hubspot")))
                .toList();
    }

    /** What the settings are when the services answer there. */
    Map<String, String> filled(Addresses addresses) {
        Map<String, String> said = addresses.settings();
        Map<String, String> filled = new HashMap<>();
        services.forEach((key, service) -> {
            String name = connection(key);
            String from = (name.isEmpty() ? "" : CONNECTION) + service;
            if (said.containsKey(from + URL)) {
                filled.put(key, said.getOrDefault(from + URL, ""));
                if (!name.isEmpty()) {
                    filled.put(CONNECTION + name + ".user", said.getOrDefault(from + ".user", ""));
                    filled.put(CONNECTION + name + ".credentials", name);
                }
            }
        });
        return filled;
    }

    /** What lets a pipeline in, in the sections of its own settings: no other pipeline meets these secrets. */
    Map<String, String> secrets(Addresses addresses) {
        Map<String, String> secrets = new HashMap<>();
        services.forEach((key, service) -> addresses.secrets().forEach((secret, value) -> {
            if (secret.startsWith(service + ".") && key.endsWith(URL)) {
                String section =
                        connection(key).isEmpty() ? key.substring(0, key.length() - URL.length()) : connection(key);
                secrets.put(section + secret.substring(service.length()), value);
            }
        }));
        return secrets;
    }

    /** The name in {@code connection.NAME.url}; empty where the key is none. */
    private static String connection(String key) {
        return key.startsWith(CONNECTION) && key.endsWith(URL) && key.length() > CONNECTION.length() + URL.length()
                ? key.substring(CONNECTION.length(), key.length() - URL.length())
                : "";
    }
}
