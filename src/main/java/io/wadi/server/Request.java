package io.wadi.server;

import static java.util.Objects.requireNonNull;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What arrived, before anybody has looked at it.
 *
 * @param path as it was sent, percent signs and all
 * @param query without the question mark; empty where there is none
 * @param headers by their names in lower case; one that was sent twice has both values, with a comma
 */
public record Request(String method, String path, String query, Map<String, String> headers, String body) {
    public Request {
        requireNonNull(method);
        requireNonNull(path);
        requireNonNull(query);
        headers = Map.copyOf(headers);
        requireNonNull(body);
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    byte[] bytes() {
        return body.getBytes(StandardCharsets.UTF_8);
    }

    public boolean isRead() {
        return method.equals("GET") || method.equals("HEAD");
    }

    /** The parts of the path between slashes, decoded after they were split. */
    public List<String> segments() {
        List<String> segments = new ArrayList<>();
        for (String part : path.substring(Math.min(1, path.length())).split("/", -1)) {
            segments.add(decoded(part.replace("+", "%2B")));
        }
        return segments;
    }

    /** Values of one name are joined by commas. */
    public Map<String, String> parameters() {
        return pairs(query);
    }

    /** The fields of a form that was sent as a browser does; values of one name are joined by commas. */
    public Map<String, String> form() {
        return pairs(body);
    }

    private static Map<String, String> pairs(String text) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : text.split("&", -1)) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                parameters.merge(
                        decoded(equals < 0 ? pair : pair.substring(0, equals)),
                        equals < 0 ? "" : decoded(pair.substring(equals + 1)),
                        (before, after) -> before + "," + after);
            }
        }
        return parameters;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new Refusal(Problem.of(Problem.Kind.UNREADABLE, "the address has a % that nothing follows"));
        }
    }
}
