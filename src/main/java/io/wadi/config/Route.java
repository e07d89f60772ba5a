package io.wadi.config;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What of a route has to be known before Camel sees it.
 *
 * @param from where it begins, without options
 * @param targets what it calls, in order
 * @param errorHandlers where it has some of its own
 */
public record Route(
        Optional<String> id,
        Optional<String> description,
        String from,
        Place place,
        List<Target> targets,
        List<Place> errorHandlers) {
    public static final String PIPELINE = "direct:pipeline-";
    public static final String FLOW = "direct:flow-";
    public static final String SOURCE = "wadi-source:";

    /** An endpoint that is called, without its options, and the names of the options that stand in the file. */
    public record Target(String uri, Place place, Map<String, Place> options) {
        public Target {
            requireNonNull(uri);
            options = Map.copyOf(options);
        }

        /** Whether it can only be a route of ours. */
        boolean isRoute() {
            return (uri.startsWith("direct:") || uri.startsWith(SOURCE)) && !uri.contains("{") && !uri.contains("$");
        }
    }

    public Route {
        requireNonNull(id);
        requireNonNull(description);
        requireNonNull(from);
        targets = List.copyOf(targets);
        errorHandlers = List.copyOf(errorHandlers);
    }

    public Optional<String> pipeline() {
        return Optional.of(from).filter(uri -> uri.startsWith(PIPELINE)).map(uri -> uri.substring(PIPELINE.length()));
    }

    /** Called by others: a failure belongs to the flow, which tries the whole run again. */
    boolean isInner() {
        return (from.startsWith("direct:") && !from.startsWith(FLOW)) || from.startsWith(SOURCE);
    }

    /** What the name of a template becomes where it is used. */
    Route filled(Optional<String> routeId, Place where, UnaryOperator<String> parameters) {
        return new Route(
                routeId,
                description,
                parameters.apply(from),
                where,
                targets.stream()
                        .map(t -> new Target(endpoint(parameters.apply(t.uri())), t.place(), t.options()))
                        .toList(),
                errorHandlers);
    }

    /** An endpoint as it is compared: {@code direct://a?timeout=1} is {@code direct:a}. */
    static String endpoint(String uri) {
        int options = uri.indexOf('?');
        return (options < 0 ? uri : uri.substring(0, options)).strip().replaceFirst("^([\\w-]+):/{2}", "$1:");
    }
}
