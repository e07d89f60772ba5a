package io.wadi.config;

import io.wadi.model.Explanation;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One file of routes.
 *
 * @param name as messages call it: {@code routes/sources/github.camel.yaml}
 * @param templates by id; the route in it has parameters as {@code {{name}}}
 * @param ids every id that the file gives, routes and templates, and where
 * @param literals every value that stands in it
 * @param parameters the names that its templates fill in
 * @param shared whether it has beans or the like, which no route names
 */
record RouteFile(
        Path path,
        String name,
        List<Route> routes,
        Map<String, Route> templates,
        List<Use> uses,
        List<Id> ids,
        List<Literal> literals,
        Set<String> parameters,
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
        literals = List.copyOf(literals);
        parameters = Set.copyOf(parameters);
        problems = List.copyOf(problems);
    }
}
