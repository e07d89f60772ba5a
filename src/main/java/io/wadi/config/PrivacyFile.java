package io.wadi.config;

import io.wadi.config.StrictYaml.Field;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Explanation;
import io.wadi.model.Mask;
import io.wadi.model.Mask.Scope;
import io.wadi.model.Masks;
import io.wadi.model.PrivacyPolicy;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.nodes.Node;
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
    private final StrictYaml yaml = new StrictYaml(FILE);

    private PrivacyFile() {}

    /** Without the file there is no policy. */
    public static PrivacyFile read(Path home) {
        PrivacyFile file = new PrivacyFile();
        Path other = home.resolve(OTHER);
        if (Files.exists(other, LinkOption.NOFOLLOW_LINKS)) {
            file.yaml.problem(Explanation.of(OTHER + " would not be read")
                    .at(other.toString())
                    .fix("call it " + FILE));
        }
        file.yaml
                .root(
                        home,
                        "say what is masked, or remove it",
                        "a path that begins with * stands in quotes: \"**.email\"")
                .ifPresent(file::top);
        return file;
    }

    /** @throws ConfigurationFailure with everything that is wrong: nothing may be read then */
    public PrivacyPolicy policy() {
        if (!yaml.problems().isEmpty()) {
            throw new ConfigurationFailure(yaml.problems());
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
        List<Explanation> all = new ArrayList<>(yaml.problems());
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

    private void top(Node root) {
        for (Field field : yaml.fields(root, "a map with " + String.join(", ", KEYS))) {
            switch (field.name()) {
                case MASK -> masks(field.value(), Optional.empty(), Optional.empty());
                case TAGS ->
                    yaml.fields(field.value(), "a kind by tag, as in email: hash")
                            .forEach(this::tag);
                case SOURCES ->
                    yaml.fields(field.value(), "masks by source, or by SOURCE.RESOURCE")
                            .forEach(source -> {
                                String[] names = source.name().split("\\.", 2);
                                masks(
                                        source.value(),
                                        Optional.of(names[0]),
                                        Optional.of(names)
                                                .filter(n -> n.length > 1)
                                                .map(n -> n[1]));
                            });
                default -> yaml.unknown(field.key(), KEYS);
            }
        }
    }

    private void tag(Field tag) {
        kind(tag)
                .ifPresent(known -> tags.put(
                        tag.name(), new PrivacyPolicy.Tag(known, yaml.line(tag.key()) + " (tag " + tag.name() + ")")));
    }

    private void masks(Node node, Optional<String> source, Optional<String> resource) {
        Scope scope = resource.isPresent() ? Scope.RESOURCE : source.isPresent() ? Scope.SOURCE : Scope.PROJECT;
        List<Mask> masks = new ArrayList<>();
        for (Field path : yaml.fields(node, "a kind by path, as in \"**.email\": hash")) {
            Optional<Mask.Kind> kind = kind(path);
            try {
                Mask mask = new Mask(
                        path.name(),
                        kind.orElse(Mask.Kind.DROP),
                        scope,
                        yaml.line(path.key()) + " (" + path.name() + ")");
                masks.add(mask);
                rules.add(new PrivacyPolicy.Rule(source, resource, mask));
            } catch (IllegalArgumentException e) {
                yaml.problem(Explanation.of(String.valueOf(e.getMessage())).at(yaml.place(path.key())));
            }
        }
        new Masks(masks).contradictions().forEach(problem -> yaml.problem(problem.at(yaml.place(node))));
    }

    private Optional<Mask.Kind> kind(Field field) {
        String word = field.value() instanceof ScalarNode scalar ? scalar.getValue() : "";
        Optional<Mask.Kind> kind = Mask.Kind.of(word);
        if (kind.isEmpty()) {
            yaml.problem(Explanation.of(field.name() + " is "
                            + (field.value() instanceof ScalarNode ? "'" + word + "'" : "more than a word"))
                    .at(yaml.place(field.value()))
                    .fix(Nearest.to(word, Mask.Kind.words())
                            .map(near -> "did you mean " + near + "?")
                            .orElse("it is " + String.join(" or ", Mask.Kind.words()))));
        }
        return kind;
    }
}
