package io.wadi.cli;

import io.wadi.config.DeploymentsFile;
import io.wadi.config.RouteFiles;
import io.wadi.model.Explanation;
import java.util.ArrayList;
import java.util.List;

/** Names that nothing to run may have: {@code ./wadi run NAME} means something else by them. */
final class ReservedNames {
    private static final List<String> WORDS = List.of("show", "logs", "cancel", "retry", "pause", "resume", "help");

    private ReservedNames() {}

    static List<Explanation> problems(RouteFiles routes, DeploymentsFile deployments) {
        List<Explanation> problems = new ArrayList<>();
        routes.pipelines()
                .forEach(each ->
                        check(problems, "pipeline", each.name(), each.place().toString()));
        deployments
                .names()
                .forEach(name ->
                        deployments.find(name).ifPresent(each -> check(problems, "deployment", name, each.place())));
        return problems;
    }

    private static void check(List<Explanation> problems, String what, String name, String place) {
        if (WORDS.contains(name)) {
            problems.add(Explanation.of("a " + what + " is called " + name + ", which is a command of ./wadi run")
                    .at(place)
                    .fix("give it another name, such as " + name + "-all"));
        }
    }
}
