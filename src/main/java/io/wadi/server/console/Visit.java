package io.wadi.server.console;

import static java.util.Objects.requireNonNull;

import io.wadi.server.Problem;
import io.wadi.server.Refusal;
import io.wadi.server.Request;
import java.util.Map;
import java.util.Optional;

/**
 * A request of somebody who is signed in and may have what it asks for.
 *
 * @param from the address that it came from
 * @param path the parts of it that stand for something, by name
 * @param values of the query, or of the form
 */
record Visit(Request request, String from, Visitor visitor, Map<String, String> path, Map<String, String> values) {
    Visit {
        requireNonNull(request);
        requireNonNull(from);
        requireNonNull(visitor);
        path = Map.copyOf(path);
        values = Map.copyOf(values);
    }

    String path(String name) {
        return requireNonNull(path.get(name), name);
    }

    /** One that is empty counts as absent. */
    Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name)).map(String::strip).filter(text -> !text.isEmpty());
    }

    /** The address of the page itself. */
    String here() {
        return request.path() + (request.query().isEmpty() ? "" : "?" + request.query());
    }

    static Refusal unknown(String what) {
        return new Refusal(Problem.of(Problem.Kind.UNKNOWN, what));
    }
}
