package io.wadi.server;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.Optional;

/**
 * A request that may be answered.
 *
 * @param path the parts of it that stand for something, by name
 * @param query only what its endpoint knows
 */
public record Call(Request request, Caller caller, Map<String, String> path, Map<String, String> query) {
    public Call {
        requireNonNull(request);
        requireNonNull(caller);
        path = Map.copyOf(path);
        query = Map.copyOf(query);
    }

    public String path(String name) {
        return requireNonNull(path.get(name), name);
    }

    /** One that is empty counts as absent. */
    public Optional<String> query(String name) {
        return Optional.ofNullable(query.get(name)).filter(text -> !text.isEmpty());
    }

    public long number(String name, long usual, long least, long most) {
        Optional<String> text = query(name);
        if (text.isEmpty()) {
            return usual;
        }
        try {
            long number = Long.parseLong(text.get());
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // as one that is out of range
        }
        throw new Refusal(Problem.of(Problem.Kind.UNREADABLE, name + "=" + text.get() + " is no number that it may be")
                .fix("give one from " + least + " to " + most));
    }
}
