package io.wadi.extract.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Guesses where the records of a response are (contract section 9): the first list, depth first and up to three levels
 * deep, under a name that lists of records usually have; else the first list of all; else the response is one record.
 */
final class AutoSelector {
    private static final Set<String> USUAL = Set.of(
            "data",
            "items",
            "results",
            "entries",
            "records",
            "rows",
            "entities",
            "payload",
            "content",
            "objects",
            "values");
    private static final int DEEPEST = 3;

    private final Deque<String> names = new ArrayDeque<>();
    private Optional<JsonPath> first = Optional.empty();

    private AutoSelector() {}

    /**
     * Reads no further than it must.
     *
     * @param response before its first token, which begins an object
     */
    static JsonPath find(JsonParser response) throws IOException {
        response.nextToken();
        AutoSelector selector = new AutoSelector();
        return selector.search(response).or(() -> selector.first).orElse(JsonPath.ROOT);
    }

    private Optional<JsonPath> search(JsonParser object) throws IOException {
        while (object.nextToken() == JsonToken.FIELD_NAME) {
            String name = object.currentName();
            JsonToken value = object.nextToken();
            names.addLast(name);
            if (value == JsonToken.START_ARRAY) {
                JsonPath path = new JsonPath(List.copyOf(names));
                if (USUAL.contains(name)) {
                    return Optional.of(path);
                }
                first = first.or(() -> Optional.of(path));
                object.skipChildren();
            } else if (value == JsonToken.START_OBJECT && names.size() < DEEPEST) {
                Optional<JsonPath> found = search(object);
                if (found.isPresent()) {
                    return found;
                }
            } else {
                object.skipChildren();
            }
            names.removeLast();
        }
        return Optional.empty();
    }
}
