package io.wadi.config;

import io.wadi.model.Explanation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What Camel accepts in silence, or tells too late. */
final class RouteRules {
    private final RouteFiles all;

    RouteRules(RouteFiles all) {
        this.all = all;
    }

    /** The problems of the files concerned, in the order of files. */
    List<Explanation> problems(Predicate<RouteFile> concerned) {
        Set<Explanation> problems = new LinkedHashSet<>();
        all.files().stream().filter(concerned).forEach(file -> {
            problems.addAll(file.problems());
            problems.addAll(PlainSecrets.inRoutes(file.literals()));
            problems.addAll(templates(file));
        });
        problems.addAll(duplicates(concerned));
        all.routes().forEach((route, file) -> {
            if (concerned.test(file)) {
                problems.addAll(handlers(route));
                problems.addAll(targets(route));
                problems.addAll(upward(route));
                problems.addAll(resources(route));
                route.pipeline().ifPresent(name -> problems.addAll(sources(name)));
            }
        });
        return List.copyOf(problems);
    }

    /** Routes of one id replace each other in silence; two consumers of one endpoint fail late. */
    private List<Explanation> duplicates(Predicate<RouteFile> concerned) {
        List<Explanation> problems = new ArrayList<>();
        Map<String, Place> seen = new HashMap<>();
        for (RouteFile file : all.files()) {
            Stream<RouteFile.Id> names = Stream.concat(
                    file.ids().stream().map(id -> new RouteFile.Id("id " + id.id(), id.place())),
                    file.routes().stream()
                            .filter(Route::isInner)
                            .map(route -> new RouteFile.Id("route from " + route.from(), route.place())));
            names.forEach(name -> Optional.ofNullable(seen.putIfAbsent(name.id(), name.place()))
                    .filter(first -> concerned.test(file) || concerned.test(fileOf(first)))
                    .ifPresent(first -> problems.add(Explanation.of(name.id() + " is there twice, first at " + first)
                            .at(name.place().toString())
                            .fix("give each its own name"))));
        }
        return problems;
    }

    private RouteFile fileOf(Place place) {
        return all.files().stream()
                .filter(file -> ("routes/" + file.path()).endsWith(place.file().substring("routes/".length())))
                .findFirst()
                .orElseThrow();
    }

    private static List<Explanation> handlers(Route route) {
        return route.isInner()
                ? route.errorHandlers().stream()
                        .map(place -> Explanation.of(
                                        "an error handler in a route that others call would try a step again"
                                                + " and not the run")
                                .at(place.toString())
                                .fix("remove it: flows have the retries"))
                        .toList()
                : List.of();
    }

    private List<Explanation> targets(Route route) {
        List<String> known = all.routes().keySet().stream().map(Route::from).toList();
        return route.targets().stream()
                .filter(target -> target.isRoute() && !known.contains(target.uri()))
                .map(target -> Explanation.of("there is no route from " + target.uri())
                        .at(target.place().toString())
                        .fix(Nearest.to(target.uri(), known)
                                .map(near -> "did you mean " + near + "?")
                                .orElseGet(this::perhapsThere)))
                .toList();
    }

    private String perhapsThere() {
        return all.files().stream()
                .flatMap(file -> file.problems().stream())
                .filter(problem -> problem.what().startsWith("not "))
                .findFirst()
                .map(problem -> "it may be in a file that is " + problem.what() + ", at "
                        + problem.at().orElse(""))
                .orElse("add one, or call one of those there are");
    }

    /** Flows know pipelines, pipelines know sources, never the other way, and nobody skips a layer. */
    private List<Explanation> upward(Route route) {
        if (route.from().startsWith(Route.FLOW)) {
            return route.targets().stream()
                    .filter(target -> target.scheme().startsWith("wadi-"))
                    .map(target -> wrong("a flow calls " + target.uri() + ", which belongs to a pipeline", target)
                            .fix("call direct:pipeline-NAME: flows know only pipelines"))
                    .toList();
        }
        boolean source = route.from().startsWith(Route.SOURCE);
        Stream<Route> within = source
                ? all.reachedFrom(route).stream()
                        .filter(inner -> inner.pipeline().isEmpty())
                : Stream.of(route);
        return within.flatMap(inner -> inner.targets().stream())
                .filter(target -> (source
                                && (target.uri().startsWith("wadi-load:")
                                        || target.uri().startsWith(Route.PIPELINE)))
                        || (route.isInner() && target.uri().startsWith(Route.FLOW)))
                .map(target -> wrong(
                                (source ? "a source" : "a pipeline") + " calls " + target.uri()
                                        + ", which is a layer above it",
                                target)
                        .fix("sources extract, pipelines load, flows schedule"))
                .toList();
    }

    /** Two resources of one name would be one; what wadi-sql names is a connection, which may be asked again. */
    private static List<Explanation> resources(Route route) {
        Map<String, Place> seen = new HashMap<>();
        List<Explanation> problems = new ArrayList<>();
        for (Route.Target target : route.targets()) {
            if (target.scheme().startsWith("wadi-")
                    && !List.of("wadi-source", "wadi-sql", "wadi-load").contains(target.scheme())) {
                Optional.ofNullable(seen.putIfAbsent(target.uri(), target.place()))
                        .ifPresent(first -> problems.add(
                                wrong("resource " + target.path() + " is there twice, first at " + first, target)
                                        .fix("give each its own name")));
            }
        }
        return problems;
    }

    private List<Explanation> templates(RouteFile file) {
        Set<String> known = all.templates().keySet();
        return file.uses().stream()
                .filter(use -> !known.contains(use.template()))
                .map(use -> Explanation.of("there is no template " + use.template())
                        .at(use.place().toString())
                        .fix(Nearest.to(use.template(), known)
                                .map(near -> "did you mean " + near + "?")
                                .orElse("add a routeTemplate with this id")))
                .toList();
    }

    private static Explanation wrong(String what, Route.Target target) {
        return Explanation.of(what).at(target.place().toString());
    }

    private List<Explanation> sources(String pipeline) {
        List<Route.Target> sources = all.reached(pipeline).stream()
                .flatMap(route -> route.targets().stream())
                .filter(target -> target.uri().startsWith(Route.SOURCE))
                .toList();
        return sources.size() < 2
                ? List.of()
                : List.of(Explanation.of("pipeline " + pipeline + " has a second source: "
                                + sources.get(1).uri() + " after "
                                + sources.get(0).uri())
                        .at(sources.get(1).place().toString())
                        .fix("make a pipeline of each: one package a run cannot have two schemas"));
    }
}
