package io.wadi.config;

import io.wadi.model.Explanation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;

/** Finds placeholders such as {@code {{hubspot.url}}} that nobody has set. */
final class Unset {
    private final Settings settings;

    Unset(Settings settings) {
        this.settings = settings;
    }

    List<Explanation> problems(List<RouteFile> files, Function<RouteFile, List<String>> pipelines) {
        List<Explanation> problems = new ArrayList<>();
        for (RouteFile file : files) {
            for (Literal literal : file.literals()) {
                Matcher placeholder = Settings.PLACEHOLDER.matcher(literal.value());
                while (placeholder.find()) {
                    String key = placeholder.group(1).strip();
                    if (settings.get(key).isEmpty() && !file.parameters().contains(key)) {
                        List<String> needing = pipelines.apply(file);
                        problems.add(Explanation.of("{{" + key + "}} is not set"
                                        + (needing.isEmpty()
                                                ? ""
                                                : ", which pipeline " + String.join(", ", needing) + " needs"))
                                .at(literal.place().toString())
                                .fix("set " + key + " in application.properties, or " + Settings.variable(key)
                                        + " in the environment"));
                    }
                }
            }
        }
        return problems.stream().distinct().toList();
    }
}
