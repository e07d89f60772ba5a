package io.wadi.config;

import io.wadi.model.Explanation;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** A YAML file that is all ours: nothing in it is passed over, and each problem has its line and column. */
final class StrictYaml {
    /** A key and what it holds. */
    record Field(ScalarNode key, Node value) {
        String name() {
            return key.getValue();
        }
    }

    private final String file;
    private final List<Explanation> problems = new ArrayList<>();

    StrictYaml(String file) {
        this.file = file;
    }

    List<Explanation> problems() {
        return List.copyOf(problems);
    }

    void problem(Explanation problem) {
        problems.add(problem);
    }

    void problem(Node node, String what, String fix) {
        problems.add(Explanation.of(what).at(place(node)).fix(fix));
    }

    /** What the file holds; nothing where it is not there. */
    Optional<Node> root(Path home, String ifEmpty, String ifNoYaml) {
        Path path = home.resolve(file);
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        try {
            InputStream in = new ByteArrayInputStream(Files.readAllBytes(path));
            Optional<Node> root =
                    new Compose(LoadSettings.builder().setLabel(file).build()).composeInputStream(in);
            if (root.isEmpty()) {
                problems.add(
                        Explanation.of(file + " is empty").at(path.toString()).fix(ifEmpty));
            }
            return root;
        } catch (MarkedYamlEngineException e) {
            problems.add(Explanation.of("not YAML: " + e.getProblem())
                    .at(e.getProblemMark().map(this::place).orElse(file))
                    .fix(ifNoYaml));
        } catch (YamlEngineException e) {
            problems.add(
                    Explanation.of("not YAML: " + words(e)).at(path.toString()).fix(ifNoYaml));
        } catch (IOException e) {
            problems.add(
                    Explanation.of(file + " cannot be read: " + e.getClass().getSimpleName())
                            .at(path.toString())
                            .fix("make it readable, or remove it: nothing is loaded without it"));
        }
        return Optional.empty();
    }

    /** What no place is known for: the file is no text, or holds what YAML has no room for. */
    static String words(YamlEngineException e) {
        return e instanceof ReaderException at
                ? "character U+%04X at position %d is not allowed".formatted(at.getCodePoint(), at.getPosition())
                : e.getCause() instanceof CharacterCodingException
                        ? "it is not UTF-8"
                        : String.valueOf(e.getMessage()).startsWith("Number of aliases")
                                ? "it repeats lists and maps by aliases too often"
                                : e.getClass().getSimpleName().replace("Exception", "");
    }

    /** What a text holds that lies in no file. */
    Optional<Node> parsed(String text) {
        try {
            return new Compose(LoadSettings.builder().setLabel(file).build()).composeString(text);
        } catch (YamlEngineException e) {
            problems.add(
                    Explanation.of("neither JSON nor YAML: " + e.getMessage()).at(file));
            return Optional.empty();
        }
    }

    /** The fields of a map in their order, each key once. */
    Collection<Field> fields(Node node, String wanted) {
        return map(node, wanted).values();
    }

    /** The same by their names. */
    Map<String, Field> map(Node node, String wanted) {
        Map<String, Field> fields = new LinkedHashMap<>();
        if (!(node instanceof MappingNode map)) {
            problems.add(Explanation.of("this is to be " + wanted).at(place(node)));
            return fields;
        }
        for (NodeTuple field : map.getValue()) {
            if (!(field.getKeyNode() instanceof ScalarNode key)
                    || key.getValue().isEmpty()) {
                problems.add(Explanation.of("this key is no word").at(place(field.getKeyNode())));
            } else if (fields.putIfAbsent(key.getValue(), new Field(key, field.getValueNode())) != null) {
                problems.add(Explanation.of(key.getValue() + " is there twice").at(place(key)));
            }
        }
        return fields;
    }

    /** The fields of a map whose keys are known; others are problems. */
    Map<String, Field> closed(Node node, String wanted, Collection<String> keys) {
        Map<String, Field> fields = map(node, wanted);
        fields.values().removeIf(field -> {
            boolean unknown = !keys.contains(field.name());
            if (unknown) {
                unknown(field.key(), keys);
            }
            return unknown;
        });
        return fields;
    }

    void unknown(ScalarNode key, Collection<String> known) {
        problem(key, "unknown key " + key.getValue(), near(key.getValue(), known, "there are "));
    }

    /** The items of a list, or the one thing that stands in its place. */
    static List<Node> items(Node node) {
        return node instanceof SequenceNode list ? list.getValue() : List.of(node);
    }

    /** The text of a scalar; anything else is a problem. */
    Optional<String> text(Field field) {
        return text(field.value(), field.name());
    }

    Optional<String> text(Node node, String name) {
        if (node instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
            return Optional.of(scalar.getValue());
        }
        boolean empty = node instanceof ScalarNode;
        problems.add(Explanation.of(name + " is " + (empty ? "empty" : "more than a word"))
                .at(place(node))
                .fix(empty ? "give it a value, or leave the key out" : "write one word or text in its place"));
        return Optional.empty();
    }

    /** A closed word; another is a problem. */
    <T> Optional<T> word(Field field, Function<String, Optional<T>> of, List<String> words) {
        return text(field).flatMap(text -> word(field.value(), field.name(), text, of, words));
    }

    <T> Optional<T> word(Node node, String name, String text, Function<String, Optional<T>> of, List<String> words) {
        Optional<T> known = of.apply(text);
        if (known.isEmpty()) {
            problem(node, name + " is '" + text + "'", near(text, words, "it is one of "));
        }
        return known;
    }

    /** A span of time, as in 10s. */
    Optional<Duration> time(Field field) {
        return text(field).flatMap(text -> time(field.name(), field.value(), text));
    }

    Optional<Duration> time(String option, Node node, String text) {
        return checked(node, "as in 10s, 5m or 1h30m", () -> {
            try {
                return TimeSpan.parse(text);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(option + ": " + e.getMessage(), e);
            }
        });
    }

    /** What is made of it; that it cannot be made is a problem. */
    <T> Optional<T> checked(Node node, String fix, Supplier<T> made) {
        try {
            return Optional.of(made.get());
        } catch (IllegalArgumentException e) {
            problem(node, String.valueOf(e.getMessage()), fix);
            return Optional.empty();
        }
    }

    static String near(String word, Collection<String> known, String otherwise) {
        return Nearest.to(word, known)
                .map(near -> "did you mean " + near + "?")
                .orElse(otherwise + String.join(", ", known));
    }

    String line(Node node) {
        return node.getStartMark()
                .map(mark -> new Place(file, mark.getLine() + 1).toString())
                .orElse(file);
    }

    String place(Node node) {
        return node.getStartMark().map(this::place).orElse(file);
    }

    private String place(Mark mark) {
        return file + ":" + (mark.getLine() + 1) + ":" + (mark.getColumn() + 1);
    }
}
