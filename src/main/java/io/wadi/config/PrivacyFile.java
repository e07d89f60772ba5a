package io.wadi.config;

import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Explanation;
import io.wadi.model.Mask;
import io.wadi.model.Mask.Scope;
import io.wadi.model.Masks;
import io.wadi.model.PrivacyPolicy;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** {@code privacy.yaml} of a project: what is masked in all of its sources. Whatever is wrong with it stops every run. */
public final class PrivacyFile {
    public static final String FILE = "privacy.yaml";
    private static final String OTHER = "privacy.yml";
    private static final String MASK = "mask";
    private static final String TAGS = "tags";
    private static final String SOURCES = "sources";
    private static final List<String> KEYS = List.of(MASK, TAGS, SOURCES);

    private final List<PrivacyPolicy.Rule> rules = new ArrayList<>();
    private final Map<String, PrivacyPolicy.Tag> tags = new HashMap<>();
    private final List<Explanation> problems = new ArrayList<>();

    private PrivacyFile() {}

    /** Without the file there is no policy. */
    public static PrivacyFile read(Path home) {
        PrivacyFile file = new PrivacyFile();
        Path path = home.resolve(FILE);
        Path other = home.resolve(OTHER);
        if (Files.exists(other, LinkOption.NOFOLLOW_LINKS)) {
            file.problems.add(Explanation.of(OTHER + " would not be read")
                    .at(other.toString())
                    .fix("call it " + FILE));
        }
        if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            file.read(path, FILE);
        }
        return file;
    }

    /** @throws ConfigurationFailure with everything that is wrong: nothing may be read then */
    public PrivacyPolicy policy() {
        if (!problems.isEmpty()) {
            throw new ConfigurationFailure(problems);
        }
        return soFar();
    }

    /** What can be understood of it, for whoever only looks for problems. */
    public PrivacyPolicy soFar() {
        return new PrivacyPolicy(rules, tags);
    }

    /** What is wrong, and the sources that no route begins. */
    public List<Explanation> problems(RouteFiles routes) {
        Set<String> known = routes.begins(Optional.empty()).stream()
                .map(begin -> begin.uri().substring(Route.SOURCE.length()))
                .collect(Collectors.toCollection(TreeSet::new));
        List<Explanation> all = new ArrayList<>(problems);
        rules.forEach(rule -> rule.source()
                .filter(source -> !known.contains(source))
                .ifPresent(source -> all.add(unknown(rule, source, known))));
        return all.stream().distinct().toList();
    }

    private static Explanation unknown(PrivacyPolicy.Rule rule, String source, Collection<String> known) {
        return Explanation.of("there is no source " + source)
                .at(rule.mask().from().replaceFirst(" .*", ""))
                .fix(Nearest.to(source, known)
                        .map(near -> "did you mean " + near + "?")
                        .orElse("there are " + String.join(", ", known)));
    }

    private void read(Path path, String name) {
        try (InputStream in = Files.newInputStream(path)) {
            Optional<Node> root =
                    new Compose(LoadSettings.builder().setLabel(name).build()).composeInputStream(in);
            if (root.isPresent()) {
                top(root.get());
            } else {
                problems.add(
                        Explanation.of(name + " is empty").at(path.toString()).fix("say what is masked, or remove it"));
            }
        } catch (MarkedYamlEngineException e) {
            problems.add(Explanation.of("not YAML: " + e.getProblem())
                    .at(e.getProblemMark().map(PrivacyFile::place).orElse(name))
                    .fix("a path that begins with * stands in quotes: \"**.email\""));
        } catch (YamlEngineException | IOException e) {
            problems.add(
                    Explanation.of(name + " cannot be read: " + e.getClass().getSimpleName())
                            .at(path.toString())
                            .fix("make it readable, or remove it: nothing is loaded without it"));
        }
    }

    private void top(Node root) {
        fields(root, "a map with " + String.join(", ", KEYS)).forEach((key, value) -> {
            switch (key.getValue()) {
                case MASK -> masks(value, Optional.empty(), Optional.empty());
                case TAGS ->
                    fields(value, "a kind by tag, as in email: hash")
                            .forEach((tag, kind) -> kind(tag, kind)
                                    .ifPresent(known -> tags.put(
                                            tag.getValue(),
                                            new PrivacyPolicy.Tag(
                                                    known, line(tag) + " (tag " + tag.getValue() + ")"))));
                case SOURCES ->
                    fields(value, "masks by source, or by SOURCE.RESOURCE").forEach((source, masks) -> {
                        String[] names = source.getValue().split("\\.", 2);
                        masks(
                                masks,
                                Optional.of(names[0]),
                                Optional.of(names).filter(n -> n.length > 1).map(n -> n[1]));
                    });
                default ->
                    problems.add(Explanation.of("unknown key " + key.getValue())
                            .at(place(key))
                            .fix(Nearest.to(key.getValue(), KEYS)
                                    .map(near -> "did you mean " + near + "?")
                                    .orElse("there are " + String.join(", ", KEYS))));
            }
        });
    }

    private void masks(Node node, Optional<String> source, Optional<String> resource) {
        Scope scope = resource.isPresent() ? Scope.RESOURCE : source.isPresent() ? Scope.SOURCE : Scope.PROJECT;
        List<Mask> masks = new ArrayList<>();
        fields(node, "a kind by path, as in \"**.email\": hash").forEach((path, word) -> {
            Optional<Mask.Kind> kind = kind(path, word);
            try {
                Mask mask = new Mask(
                        path.getValue(), kind.orElse(Mask.Kind.DROP), scope, line(path) + " (" + path.getValue() + ")");
                masks.add(mask);
                rules.add(new PrivacyPolicy.Rule(source, resource, mask));
            } catch (IllegalArgumentException e) {
                problems.add(Explanation.of(String.valueOf(e.getMessage())).at(place(path)));
            }
        });
        new Masks(masks).contradictions().forEach(problem -> problems.add(problem.at(place(node))));
    }

    private Optional<Mask.Kind> kind(ScalarNode of, Node node) {
        String word = node instanceof ScalarNode scalar ? scalar.getValue() : "";
        Optional<Mask.Kind> kind = Mask.Kind.of(word);
        if (kind.isEmpty()) {
            problems.add(Explanation.of(of.getValue() + " is "
                            + (node instanceof ScalarNode ? "'" + word + "'" : "more than a word"))
                    .at(place(node))
                    .fix(Nearest.to(word, Mask.Kind.words())
                            .map(near -> "did you mean " + near + "?")
                            .orElse("it is " + String.join(" or ", Mask.Kind.words()))));
        }
        return kind;
    }

    private interface Field {
        void is(ScalarNode key, Node value);
    }

    /** The fields of a map, each key once. */
    private record Fields(List<NodeTuple> all) {
        void forEach(Field field) {
            all.forEach(tuple -> field.is((ScalarNode) tuple.getKeyNode(), tuple.getValueNode()));
        }
    }

    private Fields fields(Node node, String wanted) {
        List<NodeTuple> fields = new ArrayList<>();
        Set<String> known = new HashSet<>();
        if (!(node instanceof MappingNode map)) {
            problems.add(Explanation.of("this is to be " + wanted).at(place(node)));
            return new Fields(List.of());
        }
        for (NodeTuple field : map.getValue()) {
            if (!(field.getKeyNode() instanceof ScalarNode key)
                    || key.getValue().isEmpty()) {
                problems.add(Explanation.of("this key is no word").at(place(field.getKeyNode())));
            } else if (!known.add(key.getValue())) {
                problems.add(Explanation.of(key.getValue() + " is there twice").at(place(key)));
            } else {
                fields.add(field);
            }
        }
        return new Fields(fields);
    }

    private static String line(Node node) {
        return new Place(
                        FILE,
                        node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1))
                .toString();
    }

    private static String place(Node node) {
        return node.getStartMark().map(PrivacyFile::place).orElse(FILE);
    }

    private static String place(Mark mark) {
        return FILE + ":" + (mark.getLine() + 1) + ":" + (mark.getColumn() + 1);
    }
}
