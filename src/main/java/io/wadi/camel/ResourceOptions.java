package io.wadi.camel;

import io.wadi.config.Layers;
import io.wadi.config.Nearest;
import io.wadi.config.Route;
import io.wadi.config.Said;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** What is said of resources elsewhere than at their endpoints. */
public final class ResourceOptions {
    private ResourceOptions() {}

    /**
     * Of what a command sets, what it says of resources: {@code resource.NAME.OPTION}, an option of all, and what is probably
     * meant to be one.
     *
     * @param isProperty whether a route has a placeholder of that name, so that it is meant
     */
    public static Map<String, Said> ofRun(Map<String, String> set, Predicate<String> isProperty) {
        Map<String, Said> said = new LinkedHashMap<>();
        new TreeMap<>(set).forEach((option, value) -> {
            boolean probably = HintOptions.isHint(option)
                    || HintOptions.isOne(option, Overrides.AT_THE_RESOURCE)
                    || (!option.contains(".")
                            && Nearest.to(option, HintOptions.NAMES).isPresent());
            if (option.startsWith(Layers.RESOURCE) || (probably && !isProperty.test(option))) {
                said.put(option, new Said(option, value, "--set"));
            }
        });
        return said;
    }

    /** What a pipeline says where it loads, for a person. */
    public static Map<String, Said> ofPipeline(Route.Target load) {
        return of(load, option -> option.startsWith(Layers.RESOURCE) || HintOptions.isHint(option));
    }

    /** What an endpoint says, for a person. */
    public static Map<String, Said> of(Route.Target endpoint) {
        return of(endpoint, option -> true);
    }

    private static Map<String, Said> of(Route.Target target, Predicate<String> which) {
        Map<String, Said> said = new LinkedHashMap<>();
        target.options().forEach((name, option) -> {
            if (which.test(name)) {
                said.put(name, new Said(name, option.shown(name), option.place().toString()));
            }
        });
        return said;
    }
}
