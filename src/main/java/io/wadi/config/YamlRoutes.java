package io.wadi.config;

import io.wadi.model.Explanation;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
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
    private static final Set<String> HANDLERS =
            Set.of("errorHandler", "errorHandlerRef", "onException", "routeConfigurationId");

    private final String name;
    private final Findings found = new Findings();

    private YamlRoutes(String name) {
        this.name = name;
    }

    static RouteFile read(Path path, String name) {
        YamlRoutes file = new YamlRoutes(name);
        try {
            InputStream in = new ByteArrayInputStream(Files.readAllBytes(path));
            LoadSettings settings = LoadSettings.builder().setLabel(name).build();
            new Compose(settings).composeInputStream(in).ifPresent(root -> {
                file.top(root);
                file.literals("", root);
            });
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
            file.found.problems.add(
                    Explanation.of("not YAML: " + e.getProblem()).at(new Place(name, line).toString()));
        } catch (YamlEngineException e) {
            file.found.problems.add(
                    Explanation.of("not YAML: " + StrictYaml.words(e)).at(name));
        } catch (IOException e) {
            file.found.problems.add(
                    Explanation.of("cannot be read: " + e.getClass().getSimpleName())
                            .at(name));
        }
        return file.found.file(path, name);
    }

    /** Keys that Camel's YAML does not have. */
    static List<Explanation> unknownKeys(RouteFile file) {
        if (!file.problems().isEmpty() || file.name().endsWith(".xml")) {
            return List.of();
        }
        YamlRoutes again = new YamlRoutes(file.name());
        try (InputStream in = Files.newInputStream(file.path())) {
            return new Compose(LoadSettings.builder().build())
                    .composeInputStream(in)
                    .map(root -> YamlKeys.unknown(root, again::place))
                    .orElse(List.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void top(Node root) {
        List<Node> entries = root instanceof SequenceNode list ? list.getValue() : List.of(root);
        for (Node entry : entries) {
            fields(entry).forEach((key, value) -> {
                switch (key) {
                    case "route" -> found.named(route(value));
                    case "from" -> found.unnamed(route(entry));
                    case "routeTemplate" -> template(value);
                    case "templatedRoute" -> use(value);
                    case "errorHandler", "onException" -> found.handlerOfAll(key, place(entry));
                    default -> found.shared = true;
                }
            });
        }
    }

    private void template(Node node) {
        Map<String, Node> fields = fields(node);
        String id = text(fields, "id").orElse("");
        found.ids.add(new RouteFile.Id(id, place(node)));
        if (fields.get("parameters") instanceof SequenceNode list) {
            list.getValue().forEach(parameter -> text(fields(parameter), "name").ifPresent(found.parameters::add));
        }
        found.templates.put(id, route(fields.getOrDefault("route", node)));
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
        id.ifPresent(route -> found.ids.add(new RouteFile.Id(route, place(node))));
        found.uses.add(new RouteFile.Use(text(fields, "routeTemplateRef").orElse(""), id, parameters, place(node)));
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
                target(uri(from).orElse(""), place(from), from, false),
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
            if (Findings.CALLS.contains(key)) {
                uri(value)
                        .ifPresent(uri -> found.call(
                                key,
                                target(uri, place(field.getKeyNode()), value, key.equals(Findings.LATE)),
                                targets));
            } else if (HANDLERS.contains(key)) {
                handlers.add(place(field.getKeyNode()));
            }
            walk(value, targets, handlers);
        }
    }

    private Route.Target target(String uri, Place place, Node value, boolean late) {
        Map<String, Route.Option> options = new LinkedHashMap<>(UriOptions.in(uri, option -> place));
        Set<String> beside = new HashSet<>();
        if (fields(value).get("parameters") instanceof MappingNode written) {
            options("", written, options, beside);
        }
        return new Route.Target(Route.endpoint(uri), uri, place, late, options, beside);
    }

    /** {@code query: {limit: 100}} means {@code query.limit: 100}. */
    private void options(String prefix, MappingNode written, Map<String, Route.Option> options, Set<String> beside) {
        for (NodeTuple field : written.getValue()) {
            String option = prefix + (field.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "");
            Place place = place(field.getKeyNode());
            if (field.getValueNode() instanceof MappingNode inner) {
                options(option + ".", inner, options, beside);
            } else if (field.getValueNode() instanceof ScalarNode scalar) {
                beside.add(option);
                if (options.put(option, new Route.Option(scalar.getValue(), place)) != null) {
                    found.problems.add(Explanation.of("option " + option + " is there twice")
                            .at(place.toString())
                            .fix("remove one of them"));
                }
            }
        }
    }

    /** A header is named by a field of its own: its value counts under that name. */
    private void literals(String field, Node node) {
        if (node instanceof SequenceNode list) {
            list.getValue().forEach(child -> literals(field, child));
        } else if (node instanceof ScalarNode scalar) {
            found.literals.add(new Literal(field, scalar.getValue(), place(node)));
            UriOptions.in(scalar.getValue(), option -> place(node))
                    .forEach((name, option) -> found.literals.add(new Literal(name, option.value(), option.place())));
        } else if (node instanceof MappingNode mapping) {
            Optional<String> named = text(fields(node), "name");
            for (NodeTuple tuple : mapping.getValue()) {
                String key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
                boolean value = Findings.VALUES.contains(key);
                literals(value ? named.orElse(field.isEmpty() ? key : field) : key, tuple.getValueNode());
            }
        }
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
