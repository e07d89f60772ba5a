package io.wadi.conformance;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** The outcomes of all cases, for a line on the console and a file. */
final class Tally {
    private record Entry(GoldenCase golden, Outcome outcome) {}

    private final Map<Path, Entry> entries = new LinkedHashMap<>();

    void add(GoldenCase golden, Outcome outcome) {
        entries.put(golden.directory(), new Entry(golden, outcome));
    }

    private long count(Class<? extends Outcome> kind) {
        return entries.values().stream()
                .filter(e -> kind.isInstance(e.outcome()))
                .count();
    }

    String line() {
        return "conformance: " + count(Outcome.Passed.class) + " of " + entries.size() + " cases, "
                + count(Outcome.Deviates.class) + " deviate on purpose, "
                + count(Outcome.Differs.class) + " differ, "
                + count(Outcome.NotBuilt.class) + " not built";
    }

    void write(Path file) throws IOException {
        ObjectNode root = Json.MAPPER.createObjectNode();
        root.put("all", entries.size())
                .put("passed", count(Outcome.Passed.class))
                .put("deviates_on_purpose", count(Outcome.Deviates.class))
                .put("differs", count(Outcome.Differs.class))
                .put("not_built", count(Outcome.NotBuilt.class));
        ObjectNode features = root.putObject("cases_by_feature_not_built");
        notBuilt().forEach(features::put);
        ArrayNode cases = root.putArray("cases");
        entries.values().forEach(entry -> {
            ObjectNode out = cases.addObject()
                    .put("name", entry.golden().name())
                    .put("directory", entry.golden().directory().toString())
                    .put("outcome", entry.outcome().word());
            ArrayNode reasons = out.putArray("reasons");
            entry.outcome().reasons().forEach(reasons::add);
        });
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.write(file, Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(root));
    }

    private Map<String, Integer> notBuilt() {
        Map<String, Integer> features = new TreeMap<>();
        entries.values().forEach(entry -> {
            if (entry.outcome() instanceof Outcome.NotBuilt missing) {
                missing.features().forEach(feature -> features.merge(feature, 1, Integer::sum));
            }
        });
        return features;
    }
}
