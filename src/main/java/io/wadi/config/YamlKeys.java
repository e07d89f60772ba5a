package io.wadi.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wadi.model.Explanation;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Compares a file with the schema of Camel's YAML, and finds each key and word that it does not have. */
final class YamlKeys {
    private static final String SCHEMA = "/schema/camelYamlDsl.json";

    private final JsonNode root;
    private final Function<Node, Place> places;
    private final List<Explanation> problems = new ArrayList<>();

    private YamlKeys(JsonNode root, Function<Node, Place> places) {
        this.root = root;
        this.places = places;
    }

    static List<Explanation> unknown(Node file, Function<Node, Place> places) {
        try (InputStream schema = YamlKeys.class.getResourceAsStream(SCHEMA)) {
            if (schema == null) {
                throw new IllegalStateException("Camel's YAML has no schema at " + SCHEMA);
            }
            YamlKeys keys = new YamlKeys(new ObjectMapper().readTree(schema), places);
            keys.walk(file, List.of(keys.root));
            return keys.problems;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void walk(Node node, List<JsonNode> schemas) {
        List<JsonNode> flat = new ArrayList<>();
        schemas.forEach(schema -> flatten(schema, flat));
        if (node instanceof SequenceNode list) {
            if (flat.stream().anyMatch(YamlKeys::isFields) && flat.stream().noneMatch(YamlKeys::isList)) {
                problems.add(Explanation.of("a list stands where fields are wanted")
                        .at(places.apply(node) + ":"
                                + node.getStartMark()
                                        .map(mark -> mark.getColumn() + 1)
                                        .orElse(1))
                        .fix("take out a dash, or indent what belongs to the entry before"));
            }
            List<JsonNode> items = flat.stream()
                    .filter(s -> s.has("items"))
                    .map(s -> s.get("items"))
                    .toList();
            list.getValue().forEach(item -> walk(item, items));
        } else if (node instanceof MappingNode mapping) {
            mapping(mapping, flat);
        } else if (node instanceof ScalarNode scalar) {
            word(scalar, flat);
        }
    }

    private static boolean isFields(JsonNode schema) {
        return schema.has("properties") || schema.path("type").asText().equals("object");
    }

    private static boolean isList(JsonNode schema) {
        return schema.path("type").asText().equals("array") || schema.has("items");
    }

    private void mapping(MappingNode mapping, List<JsonNode> flat) {
        boolean closed = flat.stream()
                .anyMatch(s -> s.has("additionalProperties")
                        && !s.get("additionalProperties").asBoolean(true));
        Set<String> known = new TreeSet<>();
        flat.forEach(schema -> schema.path("properties").fieldNames().forEachRemaining(known::add));
        for (NodeTuple field : mapping.getValue()) {
            String key = field.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
            if (closed && !known.contains(key)) {
                problems.add(Explanation.of("unknown key " + key)
                        .at(places.apply(field.getKeyNode()).toString())
                        .fix(Nearest.to(key, known)
                                .map(near -> "did you mean " + near + "?")
                                .orElse("there "
                                        + (known.size() > 20
                                                ? "are the steps of Camel's YAML DSL"
                                                : "are " + String.join(", ", known)))));
                continue;
            }
            walk(
                    field.getValueNode(),
                    flat.stream()
                            .filter(s -> s.path("properties").has(key))
                            .map(s -> s.get("properties").get(key))
                            .toList());
        }
    }

    private void word(ScalarNode scalar, List<JsonNode> flat) {
        List<JsonNode> texts = flat.stream()
                .filter(schema ->
                        schema.has("type") && !schema.path("type").asText().equals("object"))
                .toList();
        if (texts.isEmpty() || !texts.stream().allMatch(schema -> schema.has("enum"))) {
            return;
        }
        Set<String> words = new TreeSet<>();
        texts.forEach(schema -> schema.get("enum").forEach(word -> words.add(word.asText())));
        String word = scalar.getValue();
        if (words.stream().noneMatch(word::equalsIgnoreCase) && !word.contains("{{")) {
            problems.add(Explanation.of("'" + word + "' is none of the words allowed here")
                    .at(places.apply(scalar).toString())
                    .fix(Nearest.to(word, words)
                            .map(near -> "did you mean " + near + "?")
                            .orElse("it is " + String.join(" or ", words))));
        }
    }

    /** Choices and references, as one list of what they may be. */
    private void flatten(JsonNode schema, List<JsonNode> flat) {
        if (schema.has("$ref")) {
            flatten(root.at(schema.get("$ref").asText().substring(1)), flat);
        } else {
            flat.add(schema);
        }
        for (String choice : List.of("oneOf", "anyOf", "allOf")) {
            Optional.ofNullable(schema.get(choice)).ifPresent(all -> all.forEach(each -> flatten(each, flat)));
        }
    }
}
