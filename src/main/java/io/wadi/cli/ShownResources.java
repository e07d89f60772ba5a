package io.wadi.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wadi.camel.ResourceOptions;
import io.wadi.config.Layers;
import io.wadi.config.Route;
import io.wadi.config.Said;
import io.wadi.extract.sql.TableName;
import io.wadi.model.PrivacyPolicy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The resources that a pipeline's routes register: each option that applies, and who says it. */
final class ShownResources {
    private static final Set<String> NO_RESOURCE = Set.of("wadi-source", "wadi-load");
    private static final String SQL = "wadi-sql";
    private static final String TABLE = "table.";
    private static final String QUERY = "query.";

    private final List<Map<String, Said>> stronger;
    private final Map<String, Said> source;
    private final String sourceName;
    private final PrivacyPolicy policy;

    /**
     * @param stronger what the run and the pipeline say, the strongest first
     * @param source what it says of all its resources
     * @param sourceName the source's
     */
    ShownResources(
            List<Map<String, Said>> stronger, Map<String, Said> source, String sourceName, PrivacyPolicy policy) {
        this.stronger = stronger;
        this.source = source;
        this.sourceName = sourceName;
        this.policy = policy;
    }

    ArrayNode of(List<Route.Target> targets) {
        ArrayNode resources = JsonNodeFactory.instance.arrayNode();
        for (Route.Target target : targets) {
            if (target.scheme().startsWith("wadi-") && !NO_RESOURCE.contains(target.scheme())) {
                if (target.scheme().equals(SQL)) {
                    tables(target).forEach(table -> add(resources, target, table));
                    ResourceOptions.of(target).keySet().stream()
                            .filter(option -> option.startsWith(QUERY))
                            .map(option -> new TableName(Optional.empty(), option.substring(QUERY.length())))
                            .forEach(query -> add(resources, target, query));
                } else {
                    Map<String, Said> own = ResourceOptions.of(target);
                    add(resources, target, target.path(), Layers.of(List.of(own)));
                }
            }
        }
        return resources;
    }

    /** A resource each, unless the run decides which there are. */
    private static List<TableName> tables(Route.Target target) {
        String tables = value(ResourceOptions.of(target), "tables", "");
        try {
            return tables.contains("{") ? List.of(new TableName(Optional.empty(), tables)) : TableName.list(tables);
        } catch (IllegalArgumentException e) {
            return List.of();
        }
    }

    private void add(ArrayNode resources, Route.Target target, TableName table) {
        Map<String, Said> all = new LinkedHashMap<>(ResourceOptions.of(target));
        all.keySet().removeIf(option -> option.startsWith(QUERY) && !option.equals(QUERY + table.table()));
        add(
                resources,
                target,
                table.table(),
                Layers.of(List.of(
                        Layers.only(all, TABLE, List.of(table.toString(), table.table())), Layers.plain(all, TABLE))));
    }

    private void add(ArrayNode resources, Route.Target target, String name, Layers own) {
        ObjectNode resource = resources
                .addObject()
                .put("name", name)
                .put("endpoint", target.scheme())
                .put("at", target.place().toString());
        Layers layers = own.over(source).under(name, stronger);
        Map<String, Said> inForce = layers.inForce();
        ArrayNode options = resource.putArray("options");
        Map<String, Said> masks = new LinkedHashMap<>(new ShownMasks(sourceName, name, inForce, policy).inForce());
        inForce.forEach((option, said) -> Optional.ofNullable(masks.remove(option))
                .ifPresentOrElse(
                        mask -> add(options, option, mask.value(), mask.from()),
                        () -> add(options, option, said.value(), from(layers.all(option)))));
        masks.forEach((option, mask) -> add(options, option, mask.value(), mask.from()));
        String disposition = value(inForce, "writeDisposition", "append");
        absent(options, inForce, "writeDisposition", "append", "default");
        if (disposition.equals("replace")) {
            absent(options, inForce, "onEmpty", "replace", "default");
        } else if (disposition.equals("merge")) {
            absent(options, inForce, "mergeStrategy", "delete-insert", "default, unless the table has another");
        }
        if (target.scheme().equals(SQL) && !inForce.containsKey(QUERY + name)) {
            absent(options, inForce, "primaryKey", "of the table", "reflected from the database at each run");
        }
        absent(options, inForce, "table", name, "default");
        if (inForce.keySet().stream().noneMatch(option -> option.startsWith("contract"))) {
            add(options, "contract", "evolve", "default, unless the table has another");
        }
    }

    /** Who says it, and who is not heard. */
    private static String from(List<Said> said) {
        return said.get(0).from()
                + (said.size() < 2 ? "" : ", over " + said.get(1).from());
    }

    private static String value(Map<String, Said> inForce, String option, String other) {
        return Optional.ofNullable(inForce.get(option)).map(Said::value).orElse(other);
    }

    private static void absent(ArrayNode options, Map<String, Said> inForce, String name, String value, String from) {
        if (!inForce.containsKey(name)) {
            add(options, name, value, from);
        }
    }

    private static void add(ArrayNode options, String name, String value, String from) {
        options.addObject().put("option", name).put("value", value).put("from", from);
    }
}
