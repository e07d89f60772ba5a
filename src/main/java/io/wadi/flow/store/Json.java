package io.wadi.flow.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.wadi.flow.Asks;
import java.util.List;
import java.util.Map;

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

    static List<String> names(String text) {
        return read(text, new TypeReference<>() {});
    }

    private static <T> T read(String text, TypeReference<T> type) {
        try {
            return MAPPER.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the run store holds what is not JSON: " + e.getOriginalMessage(), e);
        }
    }
}
