package io.wadi.config;

import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Explanation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The parameters that the routes of a pipeline read. One that none of them reads would change nothing, in silence. */
public final class Parameters {
    /** In any language of Camel's: {@code ${variable.start}}, {@code variable("start")}, {@code variable: start}. */
    private static final Pattern READ =
            Pattern.compile("(?i)variables?(?:As|Name)?[\"']?\\s?[.:=(\\[>]\\s*[\"']?([\\w-]+)");

    /** Those that a run sets itself, and what is meant instead. */
    private static final Map<String, String> OWN = Map.of(
            "destination", "say where to load with --destination",
            "wadiSource", "leave it out",
            "wadiOpened", "leave it out",
            "wadiRun", "leave it out");

    private Parameters() {}

    /**
     * What is wrong with the parameters that a run is given.
     *
     * @throws ConfigurationFailure when there is no such pipeline, or something is wrong in its files
     */
    public static List<Explanation> problems(
            RouteFiles routes, String pipeline, Settings settings, Collection<String> given) {
        if (given.isEmpty()) {
            return List.of();
        }
        Set<String> read = read(routes.reach(pipeline), settings);
        return given.stream()
                .filter(name -> !read.contains(name))
                .sorted()
                .map(name -> Explanation.of("pipeline " + pipeline + " reads no parameter " + name)
                        .fix(fix(name, read)))
                .toList();
    }

    /**
     * Those that its routes read.
     *
     * @throws ConfigurationFailure when there is no such pipeline, or something is wrong in its files
     */
    public static Set<String> of(RouteFiles routes, String pipeline, Settings settings) {
        return read(routes.reach(pipeline), settings);
    }

    private static String fix(String name, Set<String> read) {
        if (OWN.containsKey(name)) {
            return OWN.getOrDefault(name, "");
        }
        return Nearest.to(name, read)
                .map(near -> "did you mean " + near + "?")
                .orElse((read.isEmpty() ? "it reads none" : "it reads " + String.join(", ", read))
                        + "; a route reads one as ${variable." + name + "}, and of what its Java code reads a comment"
                        + " can tell");
    }

    /** Comments count: code of Java reads what no route shows. */
    private static Set<String> read(List<Path> files, Settings settings) {
        Set<String> names = new TreeSet<>();
        for (Path file : files) {
            try {
                Matcher read = READ.matcher(settings.filled(Files.readString(file)));
                while (read.find()) {
                    names.add(read.group(1));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        names.removeAll(OWN.keySet());
        return names;
    }
}
