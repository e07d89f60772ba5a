package io.wadi.config;

import io.wadi.model.Explanation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads a YAML file of routes as far as it has to be known which routes there are and what they call. */
final class YamlRoutes {
    private static final Set<String> CALLS = Set.of("to", "toD", "wireTap", "enrich", "pollEnrich");
    private static final Set<String> HANDLERS = Set.of("errorHandler", "onException", "routeConfigurationId");

    private final String name;
    private final List<Route> routes = new ArrayList<>();
    private final Map<String, Route> templates = new HashMap<>();
    private final List<RouteFile.Use> uses = new ArrayList<>();
    private final List<RouteFile.Id> ids = new ArrayList<>();
    private final List<Explanation> problems = new ArrayList<>();
    private boolean shared;

    private YamlRoutes(String name) {
        this.name = name;
    }

    static RouteFile read(Path path, String name) {
        YamlRoutes file = new YamlRoutes(name);
        try (InputStream in = Files.newInputStream(path)) {
            LoadSettings settings = LoadSettings.builder().setLabel(name).build();
            new Compose(settings).composeInputStream(in).ifPresent(file::top);
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
            file.problems.add(Explanation.of("not YAML: " + e.getProblem()).at(new Place(name, line).toString()));
        } catch (YamlEngineException | IOException e) {
            file.problems.add(Explanation.of("cannot be read: " + e.getClass().getSimpleName())
                    .at(name));
        }
        return new RouteFile(path, file.routes, file.templates, file.uses, file.ids, file.shared, file.problems);
    }

    private void top(Node root) {
        List<Node> entries = root instanceof SequenceNode list ? list.getValue() : List.of(root);
        for (Node entry : entries) {
            fields(entry).forEach((key, value) -> {
                switch (key) {
                    case "route" -> {
                        Route route = route(value);
                        route.id().ifPresent(id -> ids.add(new RouteFile.Id(id, route.place())));
                        routes.add(route);
                    }
                    case "from" -> routes.add(route(entry));
                    case "routeTemplate" -> template(value);
                    case "templatedRoute" -> use(value);
                    case "errorHandler", "onException" ->
                        problems.add(Explanation.of(
                                        key + " for all routes would try the innermost step again and not the run")
                                .at(place(entry).toString())
                                .fix("remove it: flows have the retries"));
                    default -> shared = true;
                }
            });
        }
    }

    private void template(Node node) {
        Map<String, Node> fields = fields(node);
        String id = text(fields, "id").orElse("");
        ids.add(new RouteFile.Id(id, place(node)));
        templates.put(id, route(fields.getOrDefault("route", node)));
    }

    private void use(Node node) {
        Map<String, Node> fields = fields(node);
        Map<String, String> parameters = new HashMap<>();
        if (fields.get("parameters") instanceof SequenceNode list) {
            list.getValue()
                    .forEach(parameter -> parameters.put(
                            text(fields(parameter), "name").orElse(""),
                            text(fields(parameter), "value").orElse("")));
        }
        Optional<String> id = text(fields, "routeId");
        id.ifPresent(route -> ids.add(new RouteFile.Id(route, place(node))));
        uses.add(new RouteFile.Use(text(fields, "routeTemplateRef").orElse(""), id, parameters, place(node)));
    }

    private Route route(Node node) {
        Map<String, Node> fields = fields(node);
        List<Route.Target> targets = new ArrayList<>();
        List<Place> handlers = new ArrayList<>();
        walk(node, targets, handlers);
        Node from = fields.getOrDefault("from", node);
        return new Route(
                text(fields, "id"),
                text(fields, "description"),
                Route.endpoint(uri(from).orElse("")),
                place(node),
                targets,
                handlers);
    }

    private void walk(Node node, List<Route.Target> targets, List<Place> handlers) {
        if (node instanceof SequenceNode list) {
            list.getValue().forEach(child -> walk(child, targets, handlers));
            return;
        }
        if (!(node instanceof MappingNode mapping)) {
            return;
        }
        for (NodeTuple field : mapping.getValue()) {
            String key = field.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
            Node value = field.getValueNode();
            if (CALLS.contains(key)) {
                uri(value).ifPresent(uri -> target(uri, field.getKeyNode(), value, targets));
            } else if (HANDLERS.contains(key)) {
                handlers.add(place(field.getKeyNode()));
            }
            walk(value, targets, handlers);
        }
    }

    private void target(String uri, Node key, Node value, List<Route.Target> targets) {
        Map<String, Place> options = new HashMap<>();
        Node written = fields(value).getOrDefault("parameters", key);
        if (written instanceof MappingNode map) {
            map.getValue().forEach(field -> {
                String option = field.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
                if (options.put(option, place(field.getKeyNode())) != null) {
                    problems.add(Explanation.of("option " + option + " is there twice")
                            .at(place(field.getKeyNode()).toString()));
                }
            });
        }
        Map<String, Node> parameters = fields(written);
        targets.add(new Route.Target(Route.endpoint(uri), place(key), options));
        text(parameters, "through")
                .or(() -> Through.in(uri))
                .ifPresent(route -> targets.add(new Route.Target(Route.endpoint(route), place(key), Map.of())));
    }

    private static Optional<String> uri(Node node) {
        return node instanceof ScalarNode scalar ? Optional.of(scalar.getValue()) : text(fields(node), "uri");
    }

    private static Optional<String> text(Map<String, Node> fields, String key) {
        return fields.get(key) instanceof ScalarNode scalar ? Optional.of(scalar.getValue()) : Optional.empty();
    }

    private static Map<String, Node> fields(Node node) {
        Map<String, Node> fields = new HashMap<>();
        if (node instanceof MappingNode mapping) {
            for (NodeTuple field : mapping.getValue()) {
                if (field.getKeyNode() instanceof ScalarNode key) {
                    fields.put(key.getValue(), field.getValueNode());
                }
            }
        }
        return fields;
    }

    private Place place(Node node) {
        return new Place(
                name, node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1));
    }
}
