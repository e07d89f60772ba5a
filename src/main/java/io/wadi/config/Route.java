package io.wadi.config;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * What of a route has to be known before Camel sees it.
 *
 * @param begin where it begins, with its options
 * @param targets what it calls, in order
 * @param errorHandlers where it has some of its own
 */
public record Route(
        Optional<String> id,
        Optional<String> description,
        Target begin,
        Place place,
        List<Target> targets,
        List<Place> errorHandlers) {
    public static final String PIPELINE = "direct:pipeline-";
    public static final String FLOW = "direct:flow-";
    public static final String SOURCE = "wadi-source:";

    /** An option as it is written. */
    public record Option(String value, Place place) {
        public Option {
            requireNonNull(value);
            requireNonNull(place);
        }

        /** The value for a person: a secret that stands in plain text is not shown. */
        public String shown(String name) {
            return PlainSecrets.isSecret(name, value) ? "•••" : value;
        }
    }

    /**
     * An endpoint that is called.
     *
     * @param uri without its options
     * @param written with those that stand in it
     * @param late whether it is looked up when a run gets there, as by {@code toD}, so that a run that does not can do
     *     without
     * @param options all of them, those beside the uri too, in their order
     * @param beside the names of those beside it
     */
    public record Target(
            String uri, String written, Place place, boolean late, Map<String, Option> options, Set<String> beside) {
        public Target {
            requireNonNull(uri);
            requireNonNull(written);
            options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
            beside = Set.copyOf(beside);
        }

        static Target of(String route, Place place) {
            return new Target(endpoint(route), route, place, false, Map.of(), Set.of());
        }

        public String scheme() {
            int colon = uri.indexOf(':');
            return colon < 0 ? uri : uri.substring(0, colon);
        }

        /** What follows the scheme. */
        public String path() {
            return uri.substring(Math.min(uri.length(), scheme().length() + 1));
        }

        private Target filled(UnaryOperator<String> parameters) {
            Map<String, Option> filled = new LinkedHashMap<>();
            options.forEach((name, option) ->
                    filled.put(parameters.apply(name), new Option(parameters.apply(option.value()), option.place())));
            return new Target(endpoint(parameters.apply(uri)), parameters.apply(written), place, late, filled, beside);
        }

        /** Whether it can only be a route of ours. */
        boolean isRoute() {
            return (uri.startsWith("direct:") || uri.startsWith(SOURCE)) && !uri.contains("{") && !uri.contains("$");
        }
    }

    public Route {
        requireNonNull(id);
        requireNonNull(description);
        requireNonNull(begin);
        targets = List.copyOf(targets);
        errorHandlers = List.copyOf(errorHandlers);
    }

    /** Where it begins, without options. */
    public String from() {
        return begin.uri();
    }

    public Optional<String> pipeline() {
        return Optional.of(from()).filter(uri -> uri.startsWith(PIPELINE)).map(uri -> uri.substring(PIPELINE.length()));
    }

    /** Called by others: a failure belongs to the flow, which tries the whole run again. */
    boolean isInner() {
        return (from().startsWith("direct:") && !from().startsWith(FLOW)) || from().startsWith(SOURCE);
    }

    /** What the name of a template becomes where it is used. */
    Route filled(Optional<String> routeId, Place where, UnaryOperator<String> parameters) {
        return new Route(
                routeId,
                description,
                begin.filled(parameters),
                where,
                targets.stream().map(target -> target.filled(parameters)).toList(),
                errorHandlers);
    }

    /** An endpoint as it is compared: {@code direct://a?timeout=1} is {@code direct:a}. */
    static String endpoint(String uri) {
        int options = uri.indexOf('?');
        return (options < 0 ? uri : uri.substring(0, options)).strip().replaceFirst("^([\\w-]+):/{2}", "$1:");
    }
}
