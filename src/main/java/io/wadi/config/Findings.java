package io.wadi.config;

import io.wadi.model.Explanation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is gathered while a file of routes is read, whichever language it is in. */
final class Findings {
    /** Steps that call an endpoint. */
    static final Set<String> CALLS = Set.of("to", "toD", "wireTap", "enrich", "pollEnrich");

    /** The one that looks its endpoint up when a run gets there. */
    static final String LATE = "toD";

    /** The one that calls in the background. */
    private static final String UNWATCHED = "wireTap";

    /** Fields that hold what another field names. */
    static final Set<String> VALUES = Set.of("constant", "simple", "value", "expression");

    final Map<String, Route> templates = new HashMap<>();
    final List<RouteFile.Use> uses = new ArrayList<>();
    final List<RouteFile.Id> ids = new ArrayList<>();
    final List<Literal> literals = new ArrayList<>();
    final Set<String> parameters = new HashSet<>();
    final List<Explanation> problems = new ArrayList<>();
    boolean shared;
    private final List<Route> routes = new ArrayList<>();

    /** A route that stands by itself. */
    void named(Route route) {
        route.id().ifPresent(id -> ids.add(new RouteFile.Id(id, route.place())));
        routes.add(route);
    }

    /** A route whose id nobody gave. */
    void unnamed(Route route) {
        routes.add(route);
    }

    void handlerOfAll(String key, Place place) {
        problems.add(Explanation.of(key + " for all routes would try the innermost step again and not the run")
                .at(place.toString())
                .fix("remove it: flows have the retries"));
    }

    /** An endpoint that a route calls, and the route that its pages pass. */
    void call(String step, Route.Target target, List<Route.Target> targets) {
        targets.add(target);
        if (step.equals(UNWATCHED) && target.scheme().startsWith("wadi-")) {
            problems.add(
                    Explanation.of(target.uri() + " is called by wireTap, which the run neither waits for nor hears of")
                            .at(target.place().toString())
                            .fix("call it with to"));
        }
        Optional.ofNullable(target.options().get("through"))
                .ifPresent(through -> targets.add(Route.Target.of(through.value(), through.place())));
    }

    RouteFile file(Path path, String name) {
        return new RouteFile(path, name, routes, templates, uses, ids, literals, parameters, shared, problems);
    }
}
