package io.wadi.camel;

import io.wadi.config.Route;
import io.wadi.config.RouteFiles;
import io.wadi.config.Secrets;
import io.wadi.config.Settings;
import io.wadi.extract.rest.Retry;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Explanation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.main.Main;

/** Everything that is wrong with routes, at once, by file and line. Nothing is run, and nobody is asked anything. */
public final class RouteCheck {
    private static final Pattern PLACE = Pattern.compile("^(\\S+?):(\\d+)");

    private RouteCheck() {}

    /** @param pipeline the one whose files are looked at; all files without it */
    public static List<Explanation> problems(
            RouteFiles routes, Optional<String> pipeline, Settings settings, Secrets secrets, Retry retry) {
        List<Explanation> problems = new ArrayList<>(settings.privacy().problems(routes));
        problems.addAll(routes.problems(pipeline, settings));
        problems.addAll(endpoints(routes, pipeline, settings, secrets, retry));
        return sorted(problems);
    }

    /** What only Camel's own start can tell, such as an expression that is none; for pipelines without other problems. */
    public static List<Explanation> starts(
            RouteFiles routes, Optional<String> pipeline, Settings settings, Secrets secrets, Retry retry) {
        List<Explanation> problems = new ArrayList<>();
        for (String name : names(routes, pipeline)) {
            try (WadiContext started = WadiContext.start(routes, name, settings, secrets, retry)) {
                started.camel().getStatus();
            } catch (ConfigurationFailure e) {
                problems.addAll(e.problems());
            }
        }
        return sorted(problems);
    }

    private static List<String> names(RouteFiles routes, Optional<String> pipeline) {
        return pipeline.map(List::of)
                .orElseGet(() -> routes.pipelines().stream()
                        .map(RouteFiles.Pipeline::name)
                        .toList());
    }

    /** By file and line; what has no line comes first. */
    public static List<Explanation> sorted(List<Explanation> problems) {
        return problems.stream()
                .distinct()
                .sorted(Comparator.comparing(RouteCheck::file).thenComparingInt(RouteCheck::line))
                .toList();
    }

    private static List<Explanation> endpoints(
            RouteFiles routes, Optional<String> pipeline, Settings settings, Secrets secrets, Retry retry) {
        Main main =
                WadiContext.main("wadi-check", List.of(), settings, secrets, retry, Optional.of(EndpointCheck.UNSET));
        try {
            main.start();
            List<Route.Target> targets = new ArrayList<>(routes.targets(pipeline));
            targets.addAll(routes.begins(pipeline));
            List<Explanation> problems = new ArrayList<>(new EndpointCheck(main.getCamelContext()).problems(targets));
            OverrideCheck overrides = new OverrideCheck(main.getCamelContext(), routes);
            names(routes, pipeline).forEach(name -> problems.addAll(overrides.problems(name, Map.of())));
            return problems;
        } catch (Exception e) {
            return StartFailure.of(e, routes).problems();
        } finally {
            main.stop();
        }
    }

    private static String file(Explanation problem) {
        Matcher place = PLACE.matcher(problem.at().orElse(""));
        return place.find() ? place.group(1) : "";
    }

    private static int line(Explanation problem) {
        Matcher place = PLACE.matcher(problem.at().orElse(""));
        return place.find() ? Integer.parseInt(place.group(2)) : 0;
    }
}
