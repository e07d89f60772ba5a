package io.wadi.config;

import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Explanation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The routes folder, read without Camel: which pipelines there are, and which files one of them reaches. */
public final class RouteFiles {
    /** A pipeline that can be run. */
    public record Pipeline(String name, Optional<String> description, Place place) {}

    private final List<RouteFile> files;
    private final Map<Route, RouteFile> routes = new LinkedHashMap<>();
    private final Map<String, RouteFile> templates = new LinkedHashMap<>();

    private RouteFiles(List<RouteFile> files) {
        this.files = files;
        files.forEach(file -> file.templates().keySet().forEach(id -> templates.putIfAbsent(id, file)));
        for (RouteFile file : files) {
            file.routes().forEach(route -> routes.put(route, file));
            file.uses().forEach(use -> used(use).ifPresent(route -> routes.put(route, file)));
        }
    }

    /** The folder of a checkout, or of a distribution. */
    public static Path folder(Path home) {
        Path checkout = home.resolve("src/main/resources/routes");
        return Files.isDirectory(checkout) ? checkout : home.resolve("routes");
    }

    /** @throws ConfigurationFailure when the folder is not there */
    public static RouteFiles read(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new ConfigurationFailure(Explanation.of("there is no folder of routes")
                    .at(folder.toString())
                    .fix("start in the folder of a project, or name it with -Dwadi.home"));
        }
        List<RouteFile> files = new ArrayList<>();
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.filter(Files::isRegularFile).sorted().toList()) {
                String name = "routes/" + folder.relativize(path).toString().replace('\\', '/');
                if (name.endsWith(".camel.yaml") || name.endsWith(".camel.yml")) {
                    files.add(YamlRoutes.read(path, name));
                } else if (name.endsWith(".camel.xml")) {
                    files.add(XmlRoutes.read(path, name));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new RouteFiles(files);
    }

    public List<Pipeline> pipelines() {
        return routes.keySet().stream()
                .flatMap(route ->
                        route.pipeline().stream().map(name -> new Pipeline(name, route.description(), route.place())))
                .toList();
    }

    /**
     * The files that a pipeline needs.
     *
     * @throws ConfigurationFailure when there is no such pipeline, or something is wrong in these files
     */
    public List<Path> reach(String pipeline) {
        Set<RouteFile> needed = needed(pipeline);
        List<Explanation> problems = problems(needed::contains);
        if (!problems.isEmpty()) {
            throw new ConfigurationFailure(problems);
        }
        return needed.stream().map(RouteFile::path).toList();
    }

    /**
     * The file of a template.
     *
     * @throws ConfigurationFailure when there is no such template
     */
    public Path template(String id) {
        return Optional.ofNullable(templates.get(id))
                .map(RouteFile::path)
                .orElseThrow(() -> new ConfigurationFailure(Explanation.of("there is no routeTemplate " + id)
                        .fix("put routes/flows/" + id + ".camel.yaml back, as Wadi comes with it")));
    }

    /** Everything that is wrong, in all files. */
    public List<Explanation> problems() {
        return problems(file -> true);
    }

    /**
     * Everything that is wrong and needs no Camel to be found, in all files or in those that a pipeline needs: also keys
     * that Camel's YAML does not have, and placeholders that are not set.
     */
    public List<Explanation> problems(Optional<String> pipeline, Settings settings) {
        Optional<Set<RouteFile>> needed = pipeline.map(this::needed);
        Predicate<RouteFile> concerned =
                file -> needed.map(set -> set.contains(file)).orElse(true);
        List<Explanation> problems = new ArrayList<>(problems(concerned));
        files.stream().filter(concerned).forEach(file -> problems.addAll(YamlRoutes.unknownKeys(file)));
        problems.addAll(new Unset(settings)
                .problems(
                        files.stream().filter(concerned).toList(),
                        file -> pipeline.isPresent() ? List.of() : pipelinesOf(file)));
        return problems;
    }

    /** Secrets that stand in the properties of {@code home}. */
    public static List<Explanation> problemsOfProperties(Path home) {
        try (Stream<Path> paths = Files.list(home)) {
            return paths.filter(path -> isApplication(path.getFileName().toString()))
                    .sorted()
                    .flatMap(path -> PlainSecrets.inProperties(PropertyFile.read(path)).stream())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static boolean isApplication(String name) {
        return name.matches("application(-[\\w-]+)?\\.properties");
    }

    /** The endpoints that a pipeline reaches, or all. */
    public List<Route.Target> targets(Optional<String> pipeline) {
        return pipeline.<Collection<Route>>map(this::reached).orElse(routes.keySet()).stream()
                .flatMap(route -> route.targets().stream())
                .toList();
    }

    /** The sources that a pipeline reaches, or all: where their routes begin, with what these say. */
    public List<Route.Target> begins(Optional<String> pipeline) {
        return pipeline.<Collection<Route>>map(this::reached).orElse(routes.keySet()).stream()
                .map(Route::begin)
                .filter(begin -> begin.uri().startsWith(Route.SOURCE))
                .toList();
    }

    /** How many sources there are. */
    public long sources() {
        return routes.keySet().stream()
                .filter(route -> route.from().startsWith(Route.SOURCE))
                .count();
    }

    /** Whether a route has a placeholder of that name. */
    public boolean hasPlaceholder(String key) {
        return files.stream()
                .flatMap(file -> file.literals().stream())
                .anyMatch(literal -> literal.value().contains("{{" + key + "}}")
                        || literal.value().contains("{{" + key + ":"));
    }

    /** The placeholders of all routes, each with what stands for it where nobody sets it, and the line. */
    public List<Placeholders.Use> placeholders() {
        return files.stream()
                .flatMap(file -> Placeholders.in(file.literals(), file.parameters()).stream())
                .toList();
    }

    /** Where an endpoint is called, or a source begins, for a message about it; the same database may be, repeatedly. */
    public List<Route.Target> calls(String uri) {
        return Stream.concat(
                        begins(Optional.empty()).stream(),
                        routes.keySet().stream().flatMap(route -> route.targets().stream()))
                .filter(target -> target.uri().equals(Route.endpoint(uri)))
                .toList();
    }

    /** Where the route of that id begins. */
    public Optional<Place> place(String id) {
        return routes.keySet().stream()
                .filter(route -> route.id().filter(id::equals).isPresent())
                .map(Route::place)
                .findFirst();
    }

    Map<Route, RouteFile> routes() {
        return routes;
    }

    List<RouteFile> files() {
        return files;
    }

    Optional<Route> route(String from) {
        return routes.keySet().stream()
                .filter(route -> route.from().equals(from))
                .findFirst();
    }

    Set<Route> reached(String pipeline) {
        return reachedFrom(route(Route.PIPELINE + pipeline).orElseThrow(() -> unknown(pipeline)));
    }

    Set<Route> reachedFrom(Route first) {
        Set<Route> reached = new LinkedHashSet<>();
        Deque<Route> open = new ArrayDeque<>(List.of(first));
        while (!open.isEmpty()) {
            Route route = open.remove();
            if (reached.add(route)) {
                route.targets().forEach(target -> route(target.uri()).ifPresent(open::add));
            }
        }
        return reached;
    }

    private Set<RouteFile> needed(String pipeline) {
        Set<Route> reached = reached(pipeline);
        Set<RouteFile> needed = new LinkedHashSet<>();
        files.stream().filter(RouteFile::shared).forEach(needed::add);
        for (Route route : reached) {
            RouteFile file = fileOf(route);
            needed.add(file);
            file.uses().stream()
                    .flatMap(use -> Optional.ofNullable(templates.get(use.template())).stream())
                    .forEach(needed::add);
        }
        return needed;
    }

    private List<String> pipelinesOf(RouteFile file) {
        return pipelines().stream()
                .map(Pipeline::name)
                .filter(name -> needed(name).contains(file))
                .sorted()
                .toList();
    }

    Map<String, RouteFile> templates() {
        return templates;
    }

    private ConfigurationFailure unknown(String pipeline) {
        return unknown("pipeline", pipeline, List.of());
    }

    /**
     * That nobody has this name.
     *
     * @param what it is to be the name of
     * @param others that may have been meant, beside the pipelines
     */
    public ConfigurationFailure unknown(String what, String pipeline, List<String> others) {
        List<String> names = Stream.concat(pipelines().stream().map(Pipeline::name), others.stream())
                .sorted()
                .toList();
        // A file that cannot be read may be the one that has it.
        List<Explanation> problems = new ArrayList<>();
        problems.add(Explanation.of("there is no " + what + " " + pipeline)
                .fix(Nearest.to(pipeline, names)
                        .map(name -> "did you mean " + name + "?")
                        .orElse(names.isEmpty() ? "there is none at all" : "there are " + String.join(", ", names))));
        files.forEach(file -> problems.addAll(file.problems()));
        return new ConfigurationFailure(problems);
    }

    private List<Explanation> problems(Predicate<RouteFile> concerned) {
        return new RouteRules(this).problems(concerned);
    }

    private RouteFile fileOf(Route route) {
        return Optional.ofNullable(routes.get(route)).orElseThrow();
    }

    private Optional<Route> used(RouteFile.Use use) {
        return Optional.ofNullable(templates.get(use.template()))
                .flatMap(file -> Optional.ofNullable(file.templates().get(use.template())))
                .map(template -> template.filled(use.routeId(), use.place(), text -> {
                    String filled = text;
                    for (Map.Entry<String, String> parameter : use.parameters().entrySet()) {
                        filled = filled.replace("{{" + parameter.getKey() + "}}", parameter.getValue());
                    }
                    return filled;
                }));
    }
}
