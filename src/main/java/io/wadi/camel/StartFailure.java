package io.wadi.camel;

import io.wadi.config.Place;
import io.wadi.config.Route;
import io.wadi.config.RouteFiles;
import io.wadi.config.Settings;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Explanation;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What kept Camel from starting, in our words: Camel's own print the values of all options. */
final class StartFailure {
    private static final Pattern MISSING = Pattern.compile("^Property with key \\[([^\\]]+)] not found");

    /** Camel Main's message goes on with the value, which may be a secret. */
    private static final Pattern SETTING = Pattern.compile("^Error binding property \\(([^=)]+)=");

    private static final Pattern ROUTE = Pattern.compile("^Failed to (?:create|start) route:? ([\\w.-]+)");

    /** The options of an endpoint, whose values are nobody's business. */
    private static final Pattern OPTIONS = Pattern.compile("([a-z][\\w+-]*:[^\\s?]*)\\?\\S*");

    private StartFailure() {}

    static ConfigurationFailure of(Exception raised, RouteFiles routes) {
        Throwable root = raised;
        Optional<Place> place = Optional.empty();
        for (Throwable cause = raised; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConfigurationFailure failure) {
                return new ConfigurationFailure(failure.problems().stream()
                        .map(problem -> located(problem, routes))
                        .toList());
            }
            Matcher route = ROUTE.matcher(String.valueOf(cause.getMessage()));
            if (place.isEmpty() && route.find()) {
                place = routes.place(route.group(1));
            }
            root = cause;
        }
        Explanation problem = explain(String.valueOf(root.getMessage()));
        return new ConfigurationFailure(
                place.map(line -> problem.at(line.toString())).orElse(problem));
    }

    private static Explanation explain(String message) {
        Matcher missing = MISSING.matcher(message);
        if (missing.find()) {
            String key = missing.group(1);
            return Explanation.of("{{" + key + "}} is not set")
                    .fix("set " + key + " in application.properties, or " + Settings.variable(key)
                            + " in the environment");
        }
        Matcher setting = SETTING.matcher(message);
        if (setting.find()) {
            return Explanation.of("Camel has no setting " + setting.group(1) + ", or does not take its value")
                    .fix("correct it in application.properties");
        }
        int reason = message.lastIndexOf("due to: ");
        String told = reason < 0 ? message : message.substring(reason + "due to: ".length());
        return Explanation.of(
                "the routes cannot be used: " + OPTIONS.matcher(told).replaceAll("$1"));
    }

    /** An endpoint becomes the line where it is called, or where its option stands. */
    static Explanation located(Explanation problem, RouteFiles routes) {
        return problem.at().map(routes::calls).orElse(List.of()).stream()
                .reduce((first, next) -> nearness(problem, next) > nearness(problem, first) ? next : first)
                .map(target -> located(problem, target))
                .orElse(problem);
    }

    /** Of several calls of one endpoint that one is meant whose options the problem speaks of, or what they say. */
    private static int nearness(Explanation problem, Route.Target target) {
        return target.options().entrySet().stream()
                .flatMap(option -> Stream.concat(
                        Stream.of(option.getKey()),
                        Stream.of(option.getValue().value().split("[\\s,]+"))))
                .filter(word -> !word.isEmpty() && position(problem, word) >= 0)
                .mapToInt(String::length)
                .max()
                .orElse(0);
    }

    static Explanation located(Explanation problem, Route.Target target) {
        Place place = target.options().entrySet().stream()
                .filter(option -> position(problem, option.getKey()) >= 0)
                .min(Comparator.<Map.Entry<String, Route.Option>>comparingInt(
                                option -> position(problem, option.getKey()))
                        .thenComparingInt(option -> -option.getKey().length()))
                .map(option -> option.getValue().place())
                .orElse(target.place());
        return problem.at(place + " (" + target.uri() + ")");
    }

    /** Where a problem speaks of an option, or -1. */
    private static int position(Explanation problem, String option) {
        Matcher word = Pattern.compile("(?<![\\w.])" + Pattern.quote(option) + "(?!\\w|\\.\\w)")
                .matcher(problem.what());
        return word.find() ? word.start() : -1;
    }
}
