package io.wadi.config;

import io.wadi.model.Explanation;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;

/** Finds placeholders such as {@code {{hubspot.url}}} that nobody has set: each is one problem, with all its places. */
final class Unset {
    private final Settings settings;

    Unset(Settings settings) {
        this.settings = settings;
    }

    List<Explanation> problems(List<RouteFile> files, Function<RouteFile, List<String>> pipelines) {
        Map<String, Set<String>> places = new LinkedHashMap<>();
        Map<String, Set<String>> needing = new HashMap<>();
        for (RouteFile file : files) {
            for (Literal literal : file.literals()) {
                Matcher placeholder = Settings.PLACEHOLDER.matcher(literal.value());
                while (placeholder.find()) {
                    String key = placeholder.group(1).strip();
                    if (settings.get(key).isEmpty() && !file.parameters().contains(key)) {
                        places.computeIfAbsent(key, unset -> new LinkedHashSet<>())
                                .add(literal.place().toString());
                        needing.computeIfAbsent(key, unset -> new LinkedHashSet<>())
                                .addAll(pipelines.apply(file));
                    }
                }
            }
        }
        return places.entrySet().stream()
                .map(each -> problem(each.getKey(), each.getValue(), needing.getOrDefault(each.getKey(), Set.of())))
                .toList();
    }

    private static Explanation problem(String key, Set<String> places, Set<String> needing) {
        return Explanation.of("{{" + key + "}} is not set"
                        + (needing.isEmpty() ? "" : ", which pipeline " + String.join(", ", needing) + " needs"))
                .at(String.join(", ", places))
                .fix("set " + key + " in application.properties, or " + Settings.variable(key) + " in the environment");
    }
}
