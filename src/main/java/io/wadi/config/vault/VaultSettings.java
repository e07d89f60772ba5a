package io.wadi.config.vault;

import io.wadi.config.Nearest;
import io.wadi.config.Settings;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Explanation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is configured of the vault: {@code vault} and {@code vault.*}.
 *
 * @param prefix before each section's name
 * @param refresh how long an answer holds
 * @param own what only this kind has, by key
 */
record VaultSettings(Kind kind, String prefix, Duration refresh, Map<String, String> own) {
    /** The vaults there are, with the keys that each has beside those of all. */
    enum Kind {
        AWS("wadi/", "region", "endpoint"),
        GOOGLE("wadi-", "project", "service-account"),
        AZURE("wadi-", "name");

        private final String prefix;

        @SuppressWarnings("ImmutableEnumChecker") // List.of does not change
        private final List<String> keys;

        Kind(String prefix, String... keys) {
            this.prefix = prefix;
            this.keys = List.of(keys);
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How long an answer of the vault holds, unless told. */
    static final String REFRESH = "5m";

    private static final String KEY = "vault";
    private static final List<String> OF_ALL = List.of("prefix", "refresh");
    private static final Pattern SPAN = Pattern.compile("(\\d{1,6})(s|m|h)");

    VaultSettings {
        own = Map.copyOf(own);
    }

    /** The keys of settings that the vault has, and what each is unless told. */
    static Map<String, String> defaults() {
        Map<String, String> defaults = new LinkedHashMap<>();
        defaults.put(KEY, "");
        defaults.put(KEY + ".prefix", Kind.AWS.prefix);
        defaults.put(KEY + ".refresh", REFRESH);
        for (Kind kind : Kind.values()) {
            kind.keys.forEach(key -> defaults.put(KEY + "." + key, ""));
        }
        return defaults;
    }

    /** @throws ConfigurationFailure with everything that is wrong */
    static Optional<VaultSettings> of(Settings settings) {
        List<Explanation> problems = new ArrayList<>();
        Optional<String> word = value(settings, KEY);
        Optional<Kind> kind = word.flatMap(wanted -> Arrays.stream(Kind.values())
                .filter(each -> each.word().equals(wanted))
                .findFirst());
        List<String> words = Arrays.stream(Kind.values()).map(Kind::word).toList();
        if (word.isPresent() && kind.isEmpty()) {
            problems.add(problem(settings, KEY, "is '" + word.get() + "'")
                    .fix(Nearest.to(word.get(), words)
                            .map(near -> "did you mean " + near + "?")
                            .orElse("it is " + String.join(" or ", words))));
        }
        List<String> keys = new ArrayList<>(OF_ALL);
        kind.ifPresent(k -> keys.addAll(k.keys));
        settings.keys(KEY + ".").stream()
                .map(key -> key.substring(KEY.length() + 1))
                .filter(key -> kind.isPresent() && !keys.contains(key))
                .forEach(key -> problems.add(problem(settings, KEY + "." + key, "is unknown")
                        .fix(Nearest.to(key, keys)
                                .map(near -> "did you mean " + KEY + "." + near + "?")
                                .orElse("vault=" + word.orElse("") + " has " + KEY + "."
                                        + String.join(", " + KEY + ".", keys)))));
        Map<String, String> own = new LinkedHashMap<>();
        keys.forEach(key -> value(settings, KEY + "." + key).ifPresent(value -> own.put(key, value)));
        required(kind, own, problems);
        Duration refresh = span(settings, own.getOrDefault("refresh", REFRESH), problems);
        if (!problems.isEmpty()) {
            throw new ConfigurationFailure(problems);
        }
        return kind.map(k -> new VaultSettings(k, own.getOrDefault("prefix", k.prefix), refresh, own));
    }

    private static void required(Optional<Kind> kind, Map<String, String> own, List<Explanation> problems) {
        String key = kind.map(k -> k == Kind.GOOGLE ? "project" : k == Kind.AZURE ? "name" : "")
                .orElse("");
        if (!key.isEmpty() && !own.containsKey(key)) {
            problems.add(Explanation.of(KEY + "." + key + " is not set")
                    .fix("set it in application.properties, or " + Settings.variable(KEY + "." + key)
                            + " in the environment"));
        }
        Optional.ofNullable(own.get("endpoint"))
                .filter(endpoint -> !endpoint.matches("https?://[^/@\\s]+/?"))
                .ifPresent(endpoint -> problems.add(Explanation.of(KEY + ".endpoint is not like https://host:port")
                        .fix("leave it out for Amazon's")));
    }

    private static Duration span(Settings settings, String text, List<Explanation> problems) {
        Matcher span = SPAN.matcher(text);
        if (!span.matches()) {
            problems.add(problem(settings, KEY + ".refresh", "is '" + text + "', which is no time")
                    .fix("write it as 30s, 5m or 1h"));
            return Duration.ZERO;
        }
        long number = Long.parseLong(span.group(1));
        return switch (span.group(2)) {
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            default -> Duration.ofHours(number);
        };
    }

    private static Explanation problem(Settings settings, String key, String what) {
        Explanation problem = Explanation.of(key + " " + what);
        return settings.find(key).map(found -> problem.at(found.from())).orElse(problem);
    }

    private static Optional<String> value(Settings settings, String key) {
        return settings.get(key).filter(value -> !value.isBlank()).map(String::strip);
    }
}
