package io.wadi.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wadi.config.Route;
import java.util.List;
import java.util.Set;

/** The resources that a pipeline's routes register, each option with its place. */
final class ShownResources {
    private static final Set<String> NO_RESOURCE = Set.of("wadi-source", "wadi-load");
    private static final String SQL = "wadi-sql";

    private ShownResources() {}

    static void add(ObjectNode root, List<Route.Target> targets) {
        ArrayNode resources = root.putArray("resources");
        for (Route.Target target : targets) {
            if (target.scheme().startsWith("wadi-") && !NO_RESOURCE.contains(target.scheme())) {
                ObjectNode resource = resources
                        .addObject()
                        .put("name", target.path())
                        .put("endpoint", target.scheme())
                        .put("at", target.place().toString());
                options(resource.putArray("options"), target);
            }
        }
    }

    private static void options(ArrayNode options, Route.Target target) {
        target.options()
                .forEach((name, option) ->
                        add(options, name, option.shown(name), option.place().toString()));
        absent(options, target, "writeDisposition", "append", "default");
        if (target.scheme().equals(SQL)) {
            absent(options, target, "primaryKey", "of each table", "reflected from the database at each run");
        } else {
            absent(options, target, "table", target.path(), "default");
        }
    }

    private static void absent(ArrayNode options, Route.Target target, String name, String value, String from) {
        if (!target.options().containsKey(name)) {
            add(options, name, value, from);
        }
    }

    private static void add(ArrayNode options, String name, String value, String from) {
        options.addObject().put("option", name).put("value", value).put("from", from);
    }
}
