package io.wadi.cli;

import io.wadi.config.Route;
import io.wadi.config.RouteFiles;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Explanation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A pipeline of the project's, into a destination of the proof's. Its source is only read, and is as it is. */
record OwnPlot(Path home, String pipeline, List<String> arguments) implements Plot {
    /** What reads, or leads to what reads. */
    private static final Set<String> HARMLESS = Set.of(
            "wadi-source", "wadi-load", "wadi-rest", "wadi-sql", "wadi-files", "wadi-records", "direct", "log", "mock");

    /**
     * @param steps whether its routes may do more than read and load, each time
     * @throws ConfigurationFailure when they do, and may not
     */
    static OwnPlot of(Surroundings surroundings, ProjectOptions project, String pipeline, boolean steps) {
        RouteFiles routes = project.routes(surroundings);
        routes.reach(pipeline);
        List<Route.Target> targets = routes.targets(Optional.of(pipeline));
        String others = targets.stream()
                .filter(target -> !HARMLESS.contains(target.scheme()))
                .map(target -> target.uri() + " (" + target.place() + ")")
                .collect(Collectors.joining(", "));
        if (!others.isEmpty() && !steps) {
            throw new ConfigurationFailure(
                    Explanation.of("pipeline " + pipeline + " does more than read and load: " + others)
                            .fix("this would be done some hundred times; where that does no harm, say --with-steps"));
        }
        List<String> arguments = new ArrayList<>();
        project.set.forEach((key, value) -> arguments.addAll(List.of("-D", key + "=" + value)));
        arguments.addAll(List.of("-D", "wadi.files.stay=true"));
        project.profile.ifPresent(profile -> arguments.addAll(List.of("--profile", profile)));
        project.credentials.forEach(
                (section, other) -> arguments.addAll(List.of("--credentials", section + "=" + other)));
        return new OwnPlot(surroundings.home(), pipeline, List.copyOf(arguments));
    }

    @Override
    public int times() {
        return 1;
    }

    @Override
    public List<String> at(Path folder, int time) {
        return arguments;
    }

    @Override
    public Map<String, String> columns() {
        return Map.of("all tables", "");
    }
}
