package io.wadi.extract.rest;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.wadi.extract.json.JsonPath;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The JSON that a request sends. It never changes: what sets a place makes another. Equal when the JSON is. */
public final class JsonBody {
    /** Numbers keep their digits. */
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    static final JsonBody EMPTY = new JsonBody(JsonNodeFactory.instance.objectNode());

    private final JsonNode root;

    private JsonBody(JsonNode root) {
        this.root = requireNonNull(root);
    }

    /** @throws IllegalArgumentException when the text is no JSON object or list, saying where */
    public static JsonBody parse(String text) {
        try {
            JsonNode root = MAPPER.readTree(text);
            if (root.isContainerNode()) {
                return new JsonBody(root);
            }
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            throw new IllegalArgumentException(
                    "it is not JSON: "
                            + e.getOriginalMessage().lines().findFirst().orElse("")
                            + (at == null ? "" : ", at line " + at.getLineNr() + ", column " + at.getColumnNr()),
                    e);
        }
        throw new IllegalArgumentException("it is neither a JSON object nor a list");
    }

    /** One string, or a number where it is to be one. */
    static JsonNode scalar(String text, boolean number) {
        return number ? DecimalNode.valueOf(new BigDecimal(text)) : TextNode.valueOf(text);
    }

    /** Its strings as other strings; see {@link #map}. */
    public JsonBody texts(Function<String, Optional<String>> text) {
        return map(old -> text.apply(old).map(TextNode::valueOf));
    }

    /**
     * Each string as another value. One that has none is left out with its entry: in a list with the element that is it
     * or holds it, and then all that became empty.
     */
    JsonBody map(Function<String, Optional<? extends JsonNode>> text) {
        return new JsonBody(mapped(root, text).orElseGet(() -> empty(root)));
    }

    private static Optional<JsonNode> mapped(JsonNode node, Function<String, Optional<? extends JsonNode>> text) {
        if (node.isTextual()) {
            return text.apply(node.textValue()).map(JsonNode.class::cast);
        } else if (node instanceof ObjectNode object) {
            ObjectNode copy = object.objectNode();
            object.properties()
                    .forEach(field ->
                            mapped(field.getValue(), text).ifPresent(value -> copy.set(field.getKey(), value)));
            return emptied(object, copy) ? Optional.empty() : Optional.of(copy);
        } else if (node instanceof ArrayNode list) {
            ArrayNode copy = list.arrayNode();
            list.forEach(element -> mapped(element, text)
                    .filter(value -> !lacks(element, value))
                    .ifPresent(copy::add));
            return emptied(list, copy) ? Optional.empty() : Optional.of(copy);
        }
        return Optional.of(node);
    }

    private static boolean emptied(JsonNode before, JsonNode after) {
        return after.isEmpty() && !before.isEmpty();
    }

    /** Whether one of the strings that an element of a list holds itself was left out: half a condition is none. */
    private static boolean lacks(JsonNode before, JsonNode after) {
        return before instanceof ObjectNode object
                && object.properties().stream()
                        .filter(field -> field.getValue().isTextual())
                        .map(Map.Entry::getKey)
                        .anyMatch(name -> !after.has(name));
    }

    private static JsonNode empty(JsonNode like) {
        return like.isArray() ? JsonNodeFactory.instance.arrayNode() : JsonNodeFactory.instance.objectNode();
    }

    /** Every string in it. */
    public List<String> strings() {
        List<String> strings = new ArrayList<>();
        map(text -> {
            strings.add(text);
            return Optional.of(TextNode.valueOf(text));
        });
        return strings;
    }

    /** What stands at a path, when it is a string or a number. */
    Optional<String> text(JsonPath path) {
        JsonNode node = root.at(path.pointer());
        return node.isValueNode() && !node.isNull() ? Optional.of(node.asText()) : Optional.empty();
    }

    /**
     * The same with a value set. What the body has there says whether it is a string or a number.
     *
     * @param number whether it is a number where nothing stands
     * @throws IllegalArgumentException when the path leads through something that is no object
     */
    public JsonBody with(JsonPath path, String value, boolean number) {
        JsonNode copy = root.deepCopy();
        JsonPointer place = path.pointer();
        JsonNode before = copy.at(place);
        JsonNode now = scalar(value, (before.isNumber() || (number && !before.isTextual())) && isNumber(value));
        try {
            if (copy.at(place.head()) instanceof ArrayNode list) {
                list.set(place.last().getMatchingIndex(), now);
            } else {
                copy.withObject(place.head(), JsonNode.OverwriteMode.NULLS, false)
                        .set(place.last().getMatchingProperty(), now);
            }
        } catch (UnsupportedOperationException | IndexOutOfBoundsException e) {
            throw new IllegalArgumentException("the body has nothing that " + path + " could be in", e);
        }
        return new JsonBody(copy);
    }

    static boolean isNumber(String text) {
        return text.matches("-?(0|[1-9]\\d*)(\\.\\d+)?");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof JsonBody body && root.equals(body.root);
    }

    @Override
    public int hashCode() {
        return root.hashCode();
    }

    @Override
    public String toString() {
        try {
            return MAPPER.writeValueAsString(root);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
