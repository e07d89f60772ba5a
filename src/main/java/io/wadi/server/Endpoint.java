package io.wadi.server;

import static java.util.Objects.requireNonNull;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Something that can be asked for.
 *
 * @param path below {@link Api#ROOT}; a part in braces stands for any
 * @param query the names that its query may have
 */
public record Endpoint(String method, String path, Role needs, Set<String> query, Handler handler) {
    @FunctionalInterface
    public interface Handler {
        /** @throws Refusal when it cannot be done */
        Answer answer(Call call);
    }

    public Endpoint {
        requireNonNull(method);
        requireNonNull(path);
        requireNonNull(needs);
        query = Set.copyOf(query);
        requireNonNull(handler);
    }

    public static Endpoint get(String path, Handler handler, String... query) {
        return new Endpoint("GET", path, Role.VIEWER, Set.of(query), handler);
    }

    public static Endpoint post(String path, Role needs, Handler handler) {
        return new Endpoint("POST", path, needs, Set.of(), handler);
    }

    /** What the parts in braces stand for, where the path is one of its. */
    Optional<Map<String, String>> match(List<String> segments) {
        return match(path, segments);
    }

    /** The same for any path that is written so. */
    public static Optional<Map<String, String>> match(String path, List<String> segments) {
        String[] parts = path.substring(1).split("/", -1);
        if (parts.length != segments.size()) {
            return Optional.empty();
        }
        Map<String, String> found = new HashMap<>();
        for (int i = 0; i < parts.length; i++) {
            String segment = segments.get(i);
            if (parts[i].startsWith("{") && !segment.isEmpty()) {
                found.put(parts[i].substring(1, parts[i].length() - 1), segment);
            } else if (!parts[i].equals(segment)) {
                return Optional.empty();
            }
        }
        return Optional.of(found);
    }
}
