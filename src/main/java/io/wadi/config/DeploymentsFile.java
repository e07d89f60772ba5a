package io.wadi.config;

import io.wadi.config.StrictYaml.Field;
import io.wadi.flow.Deployment;
import io.wadi.flow.alert.Channel;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Explanation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** {@code deployments.yaml} of a project: what runs by itself. Without the file nothing does. */
public final class DeploymentsFile {
    public static final String FILE = "deployments.yaml";
    private static final String DEFAULTS = "defaults";
    private static final String LIMITS = "limits";
    private static final String DEPLOYMENTS = "deployments";
    private static final String ALERTS = "alerts";
    private static final List<String> KEYS = List.of(DEFAULTS, LIMITS, ALERTS, DEPLOYMENTS);

    /** Limits that need no name in {@code concurrency.keys}: every run takes a slot of them. */
    private static final Set<String> GENERAL = Set.of("global", "source", "destination");

    private static final Set<String> ADDED =
            Set.of(DeploymentReader.PARAMETERS, DeploymentReader.CREDENTIALS, DeploymentReader.EXPECT);

    private final StrictYaml yaml = new StrictYaml(FILE);
    private final Map<String, Integer> limits = new TreeMap<>();
    private final AlertReader alerts = new AlertReader(yaml);
    private final List<Deployment> deployments = new ArrayList<>();
    private final Optional<String> environment;

    private DeploymentsFile(Optional<String> environment) {
        this.environment = environment;
    }

    /** @param environment the profile, whose own words go before the others */
    public static DeploymentsFile read(Path home, Optional<String> environment) {
        DeploymentsFile file = new DeploymentsFile(environment);
        if (Files.exists(home.resolve("deployments.yml"))) {
            file.yaml.problem(Explanation.of("deployments.yml would not be read")
                    .at(home.resolve("deployments.yml").toString())
                    .fix("call it " + FILE));
        }
        file.yaml
                .root(home, "say what runs by itself, or remove it", "look at the line: quotes, indents, colons")
                .ifPresent(file::top);
        return file;
    }

    /** @throws ConfigurationFailure with everything that is wrong in the file */
    public List<Deployment> deployments() {
        if (!yaml.problems().isEmpty()) {
            throw new ConfigurationFailure(yaml.problems());
        }
        return List.copyOf(deployments);
    }

    /** As far as the file can be understood. */
    public Optional<Deployment> find(String name) {
        return deployments.stream().filter(each -> each.name().equals(name)).findFirst();
    }

    public List<String> names() {
        return deployments.stream().map(Deployment::name).toList();
    }

    /** How many runs share each name; {@code global}, {@code source} and {@code destination} are taken by every run. */
    public Map<String, Integer> limits() {
        return Map.copyOf(limits);
    }

    /** Where people are told of trouble, by name. */
    public Map<String, Channel> channels() {
        return alerts.channels();
    }

    /** Those that a deployment of this pipeline tells. */
    public List<Channel> alertsOf(String pipeline) {
        return deployments.stream()
                .filter(each -> each.pipeline().equals(pipeline))
                .flatMap(each -> each.watch().channels().stream())
                .distinct()
                .toList();
    }

    /** What is wrong with it, also beside these routes. */
    public List<Explanation> problems(RouteFiles routes) {
        List<Explanation> all = new ArrayList<>(yaml.problems());
        Set<String> pipelines = new TreeSet<>();
        routes.pipelines().forEach(pipeline -> pipelines.add(pipeline.name()));
        for (Deployment deployment : deployments) {
            if (!pipelines.contains(deployment.pipeline())) {
                all.add(Explanation.of(
                                "deployment " + deployment.name() + ": there is no pipeline " + deployment.pipeline())
                        .at(deployment.place())
                        .fix(StrictYaml.near(deployment.pipeline(), pipelines, "there are ")));
            }
            if (pipelines.contains(deployment.name())) {
                all.add(Explanation.of("deployment " + deployment.name() + " has the name of a pipeline, so ./wadi run "
                                + deployment.name() + " would mean two things")
                        .at(deployment.place())
                        .fix("give it another, such as " + deployment.name() + "-daily"));
            }
        }
        return all;
    }

    private void top(Node root) {
        Map<String, Field> fields = yaml.closed(root, "a map with " + String.join(", ", KEYS), KEYS);
        Optional.ofNullable(fields.get(LIMITS)).ifPresent(this::limits);
        Map<String, Field> defaults = Optional.ofNullable(fields.get(DEFAULTS))
                .map(field -> layered(field.value(), with(DeploymentReader.SHARED, DeploymentReader.ENV)))
                .orElse(Map.of());
        Set<String> named = new TreeSet<>(limits.keySet());
        named.removeAll(GENERAL);
        Optional.ofNullable(fields.get(ALERTS)).ifPresent(alerts::read);
        DeploymentReader reader = new DeploymentReader(yaml, named, alerts);
        Map<String, String> seen = new HashMap<>();
        for (Node entry :
                Optional.ofNullable(fields.get(DEPLOYMENTS)).map(this::entries).orElse(List.of())) {
            Map<String, Field> own = layered(
                    entry,
                    with(
                            DeploymentReader.SHARED,
                            DeploymentReader.NAME,
                            DeploymentReader.PIPELINE,
                            DeploymentReader.ENV));
            reader.read(entry, over(defaults, own)).ifPresent(deployment -> {
                Optional.ofNullable(seen.putIfAbsent(deployment.name(), deployment.place()))
                        .ifPresent(first -> yaml.problem(
                                entry,
                                "deployment " + deployment.name() + " is there twice, first at " + first,
                                "give each its own name"));
                deployments.add(deployment);
            });
        }
    }

    private Collection<Node> entries(Field field) {
        if (field.value() instanceof SequenceNode list) {
            return list.getValue();
        }
        yaml.problem(field.value(), "deployments are a list", "begin each with - name: ...");
        return List.of();
    }

    private void limits(Field field) {
        yaml.fields(field.value(), "numbers by name")
                .forEach(each -> yaml.text(each).ifPresent(text -> {
                    limits.put(each.name(), 1);
                    if (text.matches("[1-9]\\d{0,8}")) {
                        limits.put(each.name(), Integer.parseInt(text));
                    } else {
                        yaml.problem(
                                each.value(), "limits." + each.name() + " is '" + text + "'", "a number from 1 on");
                    }
                }));
    }

    /** The fields of a map, with those of the environment in their place. */
    private Map<String, Field> layered(Node node, List<String> keys) {
        Map<String, Field> fields = yaml.closed(node, "a map", keys);
        Optional<Field> env = Optional.ofNullable(fields.remove(DeploymentReader.ENV));
        Map<String, Field> all = fields;
        for (Field each : env.map(field -> yaml.fields(field.value(), "fields by profile, as in dev: {timeout: 10m}"))
                .orElse(List.of())) {
            Map<String, Field> own = yaml.closed(each.value(), "a map", DeploymentReader.SHARED);
            if (environment.filter(each.name()::equals).isPresent()) {
                all = over(all, own);
            }
        }
        return all;
    }

    /** Parameters, credentials and expectations are added to each other by name; all else takes the other's place. */
    private static Map<String, Field> over(Map<String, Field> under, Map<String, Field> own) {
        Map<String, Field> all = new LinkedHashMap<>(under);
        own.forEach((name, field) ->
                all.merge(name, field, (below, above) -> ADDED.contains(name) ? joined(below, above) : above));
        return all;
    }

    private static Field joined(Field below, Field above) {
        if (!(below.value() instanceof MappingNode first) || !(above.value() instanceof MappingNode second)) {
            return above;
        }
        Set<String> said = new TreeSet<>();
        second.getValue().forEach(tuple -> said.add(key(tuple)));
        return new Field(
                above.key(),
                new MappingNode(
                        Tag.MAP,
                        Stream.concat(
                                        first.getValue().stream().filter(tuple -> !said.contains(key(tuple))),
                                        second.getValue().stream())
                                .toList(),
                        FlowStyle.AUTO));
    }

    private static String key(NodeTuple tuple) {
        return tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
    }

    private static List<String> with(List<String> keys, String... more) {
        return Stream.concat(Stream.of(more), keys.stream()).toList();
    }
}
