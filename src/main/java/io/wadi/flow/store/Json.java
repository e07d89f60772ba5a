package io.wadi.flow.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.wadi.flow.Asks;
import io.wadi.flow.alert.Why;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a column holds as JSON. */
final class Json {
    private static final ObjectMapper MAPPER =
            JsonMapper.builder().addModule(new Jdk8Module()).build();

    private Json() {}

    static String of(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    static Asks asks(String text) {
        return read(text, new TypeReference<>() {});
    }

    static Map<String, Integer> slots(String text) {
        return read(text, new TypeReference<>() {});
    }

    /** What a failed attempt said of itself, as far as it can be understood. */
    static Optional<Why> why(String failure) {
        try {
            JsonNode root = MAPPER.readTree(failure);
            JsonNode problem = root.path("problems").isEmpty() ? root : root.at("/problems/0");
            int more = Math.max(0, root.path("problems").size() - 1);
            return text(problem, "what")
                    .map(what -> new Why(
                            more == 0 ? what : what + " - and " + more + " more",
                            text(problem, "at"),
                            text(problem, "fix"),
                            text(root, "safe")));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> text(JsonNode node, String field) {
        return Optional.of(node.path(field).asText("")).filter(text -> !text.isBlank());
    }

    static List<String> names(String text) {
        return read(text, new TypeReference<>() {});
    }

    static Map<String, Long> counts(String text) {
        return read(text, new TypeReference<>() {});
    }

    static Note note(String text) {
        return read(text, new TypeReference<>() {});
    }

    static <T> T read(String text, Class<T> type) {
        try {
            return MAPPER.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw unreadable(e);
        }
    }

    private static <T> T read(String text, TypeReference<T> type) {
        try {
            return MAPPER.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw unreadable(e);
        }
    }

    private static IllegalStateException unreadable(JsonProcessingException e) {
        return new IllegalStateException("the run store holds what is not JSON: " + e.getOriginalMessage(), e);
    }
}
