package io.wadi.config;

import io.wadi.model.Explanation;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One file of routes.
 *
 * @param templates by id; the route in it has parameters as {@code {{name}}}
 * @param ids every id that the file gives, routes and templates, and where
 * @param shared whether it has beans or the like, which no route names
 */
record RouteFile(
        Path path,
        List<Route> routes,
        Map<String, Route> templates,
        List<Use> uses,
        List<Id> ids,
        boolean shared,
        List<Explanation> problems) {
    /** A template that is used. */
    record Use(String template, Optional<String> routeId, Map<String, String> parameters, Place place) {}

    record Id(String id, Place place) {}

    RouteFile {
        routes = List.copyOf(routes);
        templates = Map.copyOf(templates);
        uses = List.copyOf(uses);
        ids = List.copyOf(ids);
        problems = List.copyOf(problems);
    }
}
