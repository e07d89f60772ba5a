package io.wadi.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wadi.camel.ResourceOptions;
import io.wadi.config.Route;
import io.wadi.config.RouteFiles;
import io.wadi.config.Said;
import io.wadi.config.Settings;
import io.wadi.pipeline.LoadOptions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code wadi show}: a pipeline, where each of its settings comes from, and how far it is. */
@Command(
        name = "show",
        description = "Show a pipeline: its resources, where each option stands, its destination, its state and loads.",
        footer = "%nExample: ./wadi show exchange-rates --destination duckdb")
final class ShowCommand extends TellingCommand {
    @Parameters(index = "0", paramLabel = "PIPELINE", description = "Its name; ./wadi list shows them all.")
    String pipeline = "";

    @Option(names = "--destination", description = "Look there, whatever the route says.")
    Optional<String> destination = Optional.empty();

    @Mixin
    ProjectOptions project = new ProjectOptions();

    @Override
    public Integer call() {
        Surroundings surroundings = surroundings();
        Console console = console();
        Settings settings = project.settings(surroundings);
        RouteFiles routes = project.routes(surroundings);
        List<Route.Target> targets = routes.targets(Optional.of(pipeline));
        ObjectNode root = JsonNodeFactory.instance.objectNode().put("pipeline", pipeline);
        routes.pipelines().stream().filter(p -> p.name().equals(pipeline)).forEach(p -> {
            p.description().ifPresent(text -> root.put("description", text));
            root.put("at", p.place().toString());
        });
        Map<String, Said> pipelineSays = first(
                        targets, target -> target.scheme().equals("wadi-load"))
                .map(ResourceOptions::ofPipeline)
                .orElse(Map.of());
        Map<String, Said> sourceSays = routes.begins(Optional.of(pipeline)).stream()
                .findFirst()
                .map(ResourceOptions::of)
                .orElse(Map.of());
        Optional<Route.Target> source = first(targets, target -> target.scheme().equals("wadi-source"));
        root.set(
                "resources",
                new ShownResources(
                                List.of(project.says(routes), pipelineSays),
                                sourceSays,
                                source.map(Route.Target::path).orElse(""),
                                settings.privacy().policy())
                        .of(targets));
        source.ifPresent(target -> root.put("source", target.path()));
        first(targets, target -> target.scheme().equals("wadi-load")).ifPresent(load -> {
            LoadOptions options = new LoadOptions(
                    load.path(), option(load, "dataset", settings), option(load, "destination", settings));
            Destinations destinations = new Destinations(
                    destination,
                    surroundings.variable("WADI_DESTINATION"),
                    settings::get,
                    surroundings.pause(),
                    new SnowflakeTarget(settings, project.secrets(surroundings), project.work.directory(surroundings)),
                    new S3Target(
                            settings,
                            project.secrets(surroundings),
                            project.work.directory(surroundings),
                            surroundings.pause()));
            new ShownDestination(
                            destinations,
                            options,
                            load,
                            source.map(Route.Target::path).orElse(""))
                    .add(root);
        });
        ShownText.of(root).forEach(console::line);
        console.json(root);
        return Console.DONE;
    }

    private static Optional<Route.Target> first(List<Route.Target> targets, Predicate<Route.Target> which) {
        return targets.stream().filter(which).findFirst();
    }

    private static Optional<String> option(Route.Target target, String name, Settings settings) {
        return Optional.ofNullable(target.options().get(name)).map(option -> settings.filled(option.value()));
    }
}
