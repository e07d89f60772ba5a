package io.wadi.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wadi.camel.SecretNeeds;
import io.wadi.config.Explained;
import io.wadi.config.RouteFiles;
import io.wadi.config.Secrets;
import io.wadi.config.Settings;
import io.wadi.config.vault.Vaults;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Explanation;
import io.wadi.model.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code wadi config}: what is configured, and where. */
@Command(
        name = "config",
        description = "Look at what is configured.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = ConfigCommand.Explain.class)
final class ConfigCommand {
    /** {@code wadi config explain}: where a value comes from. */
    @Command(
            name = "explain",
            description = "Tell which file, variable or default a value comes from, and what it shadows.",
            footer = "%nExample: ./wadi config explain hubspot.url")
    static final class Explain extends TellingCommand {
        @Parameters(index = "0", paramLabel = "KEY", description = "Such as shop.url or connection.shop.user.")
        String key = "";

        @Mixin
        ProjectOptions project = new ProjectOptions();

        @Override
        public Integer call() {
            Settings settings = project.settings(surroundings());
            Secrets secrets = project.secrets(surroundings());
            RouteFiles routes = project.routes(surroundings());
            Explained explained = Explained.of(key, settings, routes, defaults());
            Set<String> needed = needed(routes, settings);
            boolean secret = isSecret(explained, needed, secrets);
            List<Explained.Origin> places = secret ? hidden(explained, secrets) : explained.places();
            if (places.isEmpty()
                    && explained.uses().isEmpty()
                    && !secret
                    && !defaults().containsKey(key)) {
                throw nowhere(needed, settings, routes, secrets);
            }
            return tell(explained, places, secret);
        }

        private int tell(Explained explained, List<Explained.Origin> places, boolean secret) {
            Console console = console();
            ObjectNode root = JsonNodeFactory.instance.objectNode().put("key", key);
            root.put("secret", secret);
            ArrayNode from = root.putArray("from");
            console.line(key);
            places.forEach(place -> place(console, from, place.value(), place.from()));
            if (from.isEmpty()) {
                console.line("  from     nowhere: it is not set");
            }
            ArrayNode uses = root.putArray("uses");
            explained.uses().forEach(use -> {
                console.line("  used     " + use);
                uses.add(use.toString());
            });
            console.json(root);
            return Console.DONE;
        }

        /** The first counts, and shadows the others. */
        private static void place(Console console, ArrayNode from, Optional<String> value, String place) {
            console.line((from.isEmpty() ? "  from     " : "  shadows  ") + place + "   "
                    + value.orElse("a secret, which is not shown"));
            ObjectNode one = from.addObject().put("place", place);
            value.ifPresent(text -> one.put("value", text));
        }

        private ConfigurationFailure nowhere(
                Set<String> needed, Settings settings, RouteFiles routes, Secrets secrets) {
            Set<String> known = new TreeSet<>(needed);
            known.addAll(defaults().keySet());
            known.addAll(secrets.names());
            return new ConfigurationFailure(Explanation.of(key + " is set nowhere, and no route reads it")
                    .fix(Explained.near(key, settings, routes, known)
                            .map(near -> "did you mean " + near + "?")
                            .orElse("set it in application.properties, or " + Settings.variable(key)
                                    + " in the environment")));
        }

        /** A variable alone makes no secret: settings have variables, too. */
        private boolean isSecret(Explained explained, Set<String> needed, Secrets secrets) {
            return needed.contains(key)
                    || secrets.names().contains(key)
                    || explained.places().stream()
                            .anyMatch(place -> place.value().isEmpty());
        }

        /** Without values: where secrets are looked for, and where they should not be. */
        private List<Explained.Origin> hidden(Explained explained, Secrets secrets) {
            List<Explained.Origin> places = new ArrayList<>();
            int dot = key.lastIndexOf('.');
            if (dot > 0) {
                secrets.all(key.substring(0, dot), key.substring(dot + 1))
                        .forEach(found -> places.add(new Explained.Origin(Optional.empty(), SecretPlaces.text(found))));
            }
            explained.places().stream()
                    .map(place -> new Explained.Origin(Optional.empty(), place.from()))
                    .filter(place -> !place.from().startsWith("environment "))
                    .forEach(places::add);
            return places;
        }

        private static Map<String, String> defaults() {
            Map<String, String> defaults = new TreeMap<>(Vaults.defaults());
            defaults.put("wadi.destination", Destinations.DUCKDB);
            defaults.put("duckdb.file", "wadi.duckdb");
            defaults.put("wadi.profile", "");
            return defaults;
        }

        private static Set<String> needed(RouteFiles routes, Settings settings) {
            Set<String> needed = new TreeSet<>();
            routes.pipelines().forEach(pipeline -> {
                try {
                    SecretNeeds.of(routes, pipeline.name(), settings)
                            .forEach(need -> need.keys().forEach(key -> needed.add(need.section() + "." + key)));
                } catch (Failure e) {
                    // validate tells what is wrong with it
                }
            });
            return needed;
        }
    }
}
