package io.wadi.cli;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import io.wadi.camel.ResourceOptions;
import io.wadi.config.DeploymentJson;
import io.wadi.config.Route;
import io.wadi.config.RouteFiles;
import io.wadi.config.Settings;
import io.wadi.flow.Deployment;
import io.wadi.flow.store.DeploymentBook.Deployed;
import io.wadi.load.duckdb.DuckDbShelf;
import io.wadi.load.duckdb.Grid;
import io.wadi.model.Failure;
import io.wadi.model.Mask;
import io.wadi.normalise.Naming;
import io.wadi.pipeline.LoadOptions;
import io.wadi.server.console.Warehouse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/** What the deployments in force have loaded, where this server can see it. */
final class ServerWarehouse implements Warehouse {
    private static final int DUCKDB_IDENTIFIER = 65_536;

    private final Surroundings surroundings;
    private final Supplier<ServerDesk.Parts> parts;
    private final Supplier<List<Deployed>> deployments;
    private final QueryProcess queries = new QueryProcess(QueryProcess.LONGEST);

    /** @param deployments those in force */
    ServerWarehouse(Surroundings surroundings, Supplier<ServerDesk.Parts> parts, Supplier<List<Deployed>> deployments) {
        this.surroundings = requireNonNull(surroundings);
        this.parts = requireNonNull(parts);
        this.deployments = requireNonNull(deployments);
    }

    /** A shelf with the file that it is in. */
    private record Place(Kind kind, String place, Optional<Path> file) {}

    private record Spot(String dataset, Place place) {}

    /** What was found of these: reading all of them takes longer than a page may. */
    private record Known(ServerDesk.Parts parts, List<String> prints, Map<Shelf, Place> places) {}

    private volatile Optional<Known> known = Optional.empty();

    @Override
    public List<Shelf> shelves() {
        return List.copyOf(places().keySet());
    }

    private Map<Shelf, Place> places() {
        ServerDesk.Parts now = parts.get();
        List<Deployed> deployed = deployments.get();
        List<String> prints = deployed.stream().map(Deployed::fingerprint).toList();
        Known found = known.filter(
                        each -> each.parts().equals(now) && each.prints().equals(prints))
                .orElseGet(() -> new Known(now, prints, places(deployed)));
        known = Optional.of(found);
        return found.places();
    }

    private Map<Shelf, Place> places(List<Deployed> deployed) {
        Map<String, Map<Place, List<Deployment>>> all = new TreeMap<>();
        deployed.stream()
                .flatMap(each -> DeploymentJson.readable(each.definition()).stream())
                .forEach(deployment -> spot(deployment)
                        .ifPresent(spot -> all.computeIfAbsent(spot.dataset(), any -> new LinkedHashMap<>())
                                .computeIfAbsent(spot.place(), any -> new ArrayList<>())
                                .add(deployment)));
        Map<Shelf, Place> shelves = new LinkedHashMap<>();
        all.forEach((dataset, places) -> places.forEach((place, loading) -> {
            Optional<String> key = places.size() == 1 ? Optional.empty() : Optional.of(place.place());
            shelves.put(
                    new Shelf(
                            dataset,
                            place.kind(),
                            place.place(),
                            key,
                            loading.stream().map(Deployment::name).sorted().toList(),
                            loading.stream()
                                    .map(Deployment::pipeline)
                                    .distinct()
                                    .sorted()
                                    .toList()),
                    place);
        }));
        return Collections.unmodifiableMap(shelves);
    }

    private Optional<Spot> spot(Deployment deployment) {
        return options(deployment).map(options -> {
            String wanted = destinations(deployment).choose(options).wanted();
            String dataset = options.dataset().orElse(options.pipeline());
            return new Spot(
                    new Naming(DUCKDB_IDENTIFIER).path(dataset),
                    place(wanted, parts.get().settings()));
        });
    }

    /** What the route of a deployment says of its load; empty where it has none. */
    Optional<LoadOptions> options(Deployment deployment) {
        ServerDesk.Parts now = parts.get();
        return load(now.routes(), deployment.pipeline())
                .map(load -> new LoadOptions(
                        load.path(),
                        option(load, "dataset", now.settings()),
                        option(load, "destination", now.settings())));
    }

    /** What finds the destination of a deployment. */
    Destinations destinations(Deployment deployment) {
        ServerDesk.Parts now = parts.get();
        return new Destinations(
                deployment.asks().destination(),
                surroundings.variable("WADI_DESTINATION"),
                now.settings()::get,
                surroundings.pause(),
                new SnowflakeTarget(now.settings(), now.secrets(), surroundings.home()),
                new S3Target(now.settings(), now.secrets(), surroundings.home(), surroundings.pause()));
    }

    private Place place(String wanted, Settings settings) {
        String kind = wanted.contains(":") ? wanted.substring(0, wanted.indexOf(':')) : wanted;
        if (kind.equals(Destinations.DUCKDB)) {
            Path file = kind.equals(wanted)
                    ? Path.of(settings.get("duckdb.file").orElse("wadi.duckdb"))
                            .toAbsolutePath()
                            .normalize()
                    : Address.file(wanted, Destinations.DUCKDB);
            Path here = Path.of("").toAbsolutePath();
            return new Place(
                    Kind.DUCKDB,
                    file.startsWith(here) ? here.relativize(file).toString() : file.toString(),
                    Optional.of(file));
        }
        return new Place(
                kind.equals(S3Target.S3) ? Kind.S3 : Kind.SNOWFLAKE,
                kind.equals(wanted)
                        ? settings.get("connection." + kind + ".url").orElse("")
                        : wanted,
                Optional.empty());
    }

    private static Optional<Route.Target> load(RouteFiles routes, String pipeline) {
        return routes.targets(Optional.of(pipeline)).stream()
                .filter(target -> target.scheme().equals("wadi-load"))
                .findFirst();
    }

    private static Optional<String> option(Route.Target target, String name, Settings settings) {
        return Optional.ofNullable(target.options().get(name)).map(option -> settings.filled(option.value()));
    }

    private Optional<Path> file(Shelf shelf) {
        return Optional.ofNullable(places().get(shelf)).flatMap(Place::file);
    }

    private Optional<DuckDbShelf> open(Shelf shelf) {
        return file(shelf).map(file -> new DuckDbShelf(file, shelf.dataset()));
    }

    @Override
    public List<Stored> tables(Shelf shelf) {
        return open(shelf).map(DuckDbShelf::tables).orElse(List.of()).stream()
                .map(table -> new Stored(table.name(), table.rows()))
                .toList();
    }

    @Override
    public List<Field> fields(Shelf shelf, String table) {
        List<DuckDbShelf.Column> columns =
                open(shelf).map(each -> each.columns(table)).orElse(List.of());
        List<MaskedColumns> masks = columns.isEmpty() ? List.of() : masks(shelf);
        return columns.stream()
                .map(column -> new Field(
                        column.name(),
                        column.type(),
                        column.nullable(),
                        masks.stream()
                                .flatMap(each -> each.of(table, column.name()).stream())
                                .findFirst()))
                .toList();
    }

    /** As {@code ./wadi show} has them. */
    private List<MaskedColumns> masks(Shelf shelf) {
        ServerDesk.Parts now = parts.get();
        List<MaskedColumns> all = new ArrayList<>();
        for (String pipeline : new TreeSet<>(shelf.pipelines())) {
            List<Route.Target> targets = now.routes().targets(Optional.of(pipeline));
            String source = targets.stream()
                    .filter(target -> target.scheme().equals("wadi-source"))
                    .map(Route.Target::path)
                    .findFirst()
                    .orElse("");
            JsonNode resources = new ShownResources(
                            List.of(load(now.routes(), pipeline)
                                    .map(ResourceOptions::ofPipeline)
                                    .orElse(Map.of())),
                            now.routes().begins(Optional.of(pipeline)).stream()
                                    .findFirst()
                                    .map(ResourceOptions::of)
                                    .orElse(Map.of()),
                            source,
                            now.settings().privacy().policy())
                    .of(targets);
            resources.forEach(resource -> all.add(masked(resource)));
        }
        return all;
    }

    private static MaskedColumns masked(JsonNode resource) {
        String table = resource.path("name").asText();
        List<MaskedColumns.Masked> masks = new ArrayList<>();
        for (JsonNode option : resource.path("options")) {
            String name = option.path("option").asText();
            String value = option.path("value").asText();
            if (name.equals("table")) {
                table = value;
            } else if (name.startsWith("mask.")) {
                Mask.Kind.of(value)
                        .ifPresent(kind -> masks.add(new MaskedColumns.Masked(
                                name.substring("mask.".length()),
                                kind,
                                value + ", " + option.path("from").asText())));
            }
        }
        return new MaskedColumns(new Naming(DUCKDB_IDENTIFIER).path(table), masks);
    }

    @Override
    public Optional<Grid> rows(Shelf shelf, String table, Grid.Bounds bounds) {
        return open(shelf).flatMap(each -> each.rows(table, bounds));
    }

    @Override
    public Optional<Long> count(Shelf shelf, String table) {
        return open(shelf).flatMap(each -> each.count(table));
    }

    /** @throws Failure when it cannot be had */
    @Override
    public Grid query(Shelf shelf, String sql, Grid.Bounds bounds) {
        return queries.ask(file(shelf).orElseThrow(), shelf.dataset(), sql, bounds);
    }
}
