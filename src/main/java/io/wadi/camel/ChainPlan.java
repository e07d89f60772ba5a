package io.wadi.camel;

import io.wadi.extract.json.JsonPath;
import io.wadi.extract.rest.ParentRecords;
import io.wadi.model.Explanation;
import io.wadi.model.Parent;
import io.wadi.model.Reading;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The options of how an API's requests belong together, read once and checked. */
record ChainPlan(int parallel, Optional<ParentRecords> parent) {
    private static final int MOST = 64;
    private static final Pattern HOST = Pattern.compile("^(?:[^/?{]|://|\\$\\{[^}]*}|\\{\\{[^}]*}})*\\{parent\\.");

    /**
     * @param asked the placeholders of a parent's fields in the request, without their braces
     * @param given the options that were
     */
    static ChainPlan of(
            ChainConfiguration options, String url, Set<String> asked, Set<String> given, Problems problems) {
        int parallel = options.getParallel();
        if (parallel < 1 || parallel > MOST) {
            problems.add(Explanation.of("parallel is '" + parallel + "'")
                    .fix("say how many requests may be under way, 1 to " + MOST + "; 1 is one after another"));
        }
        if (HOST.matcher(url).find()) {
            problems.add(Explanation.of("url takes its host from a parent's record, and credentials go to that host")
                    .fix("write the host out, and let {parent.FIELD} follow in the path or query"));
        }
        return new ChainPlan(Math.max(1, parallel), parent(options, asked, given, problems));
    }

    private static Optional<ParentRecords> parent(
            ChainConfiguration options, Set<String> asked, Set<String> given, Problems problems) {
        String parent = options.getParent().strip();
        if (parent.isEmpty()) {
            asked.stream()
                    .limit(1)
                    .forEach(name -> problems.add(Explanation.of("{" + name + "} without a parent")
                            .fix("name the resource whose records have the field: parent: orders")));
            Stream.of("parentFields", "parentMissing")
                    .filter(given::contains)
                    .forEach(option -> problems.add(Explanation.of(option + " without parent")
                            .fix("name the resource whose records are meant: parent: orders")));
            return Optional.empty();
        }
        if (asked.isEmpty()) {
            problems.add(Explanation.of("parent " + parent + " is named, and the request has nothing of its records")
                    .fix("say what is asked with: url: https://api.example.com/" + parent + "/{parent.id}/items"));
        }
        Map<String, JsonPath> values = new LinkedHashMap<>();
        asked.forEach(name -> path("{" + name + "}", name.substring("parent.".length()), problems)
                .ifPresent(path -> values.put(name, path)));
        Map<String, JsonPath> copied = new LinkedHashMap<>();
        for (String field : options.getParentFields().split(",", -1)) {
            path("parentFields", field.strip(), problems)
                    .ifPresent(path -> copied.put("_" + parent + "_" + String.join("__", path.names()), path));
        }
        return Optional.of(new ParentRecords(parent, values, copied, options.getParentMissing() == ParentMissing.SKIP));
    }

    /** Names alone: a column of a table can be met by them, too. */
    private static Optional<JsonPath> path(String option, String text, Problems problems) {
        return problems.read(option, text, read -> {
            JsonPath path = JsonPath.parse(read);
            if (path.names().isEmpty()) {
                throw new IllegalArgumentException("'" + read + "' names no field");
            }
            return path;
        });
    }

    /** How the resource is read among the others of its source. */
    Reading reading() {
        return new Reading(
                true,
                parent.map(records -> new Parent(
                        records.resource(),
                        records.asked().values().stream().map(JsonPath::names).toList())));
    }
}
