package io.wadi.conformance;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The outcomes of all that was run, for a line on the console and a file. What deviates on purpose has passed. */
final class Tally {
    enum Kind {
        CASES,
        VECTORS,
        TAKEOVERS;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private record Entry(Path path, String name, Outcome outcome) {}

    private final Map<Kind, List<Entry>> entries = new EnumMap<>(Kind.class);

    Tally() {
        Arrays.stream(Kind.values()).forEach(kind -> entries.put(kind, new ArrayList<>()));
    }

    void add(Kind kind, Path path, String name, Outcome outcome) {
        entries.get(kind).add(new Entry(path, name, outcome));
    }

    private long count(Kind kind, Class<? extends Outcome> outcome) {
        return entries.get(kind).stream()
                .filter(e -> outcome.isInstance(e.outcome()))
                .count();
    }

    String line() {
        return entries.entrySet().stream()
                .map(e -> passed(e.getKey()) + " of " + e.getValue().size() + " "
                        + e.getKey().word())
                .collect(Collectors.joining(", ", "conformance: ", ""));
    }

    private long passed(Kind kind) {
        return count(kind, Outcome.Passed.class) + count(kind, Outcome.Deviates.class);
    }

    /** A line for each kind that has more to tell. */
    String details() {
        return entries.keySet().stream()
                .filter(kind ->
                        count(kind, Outcome.Passed.class) < entries.get(kind).size())
                .map(kind -> "of the " + kind.word() + ", " + count(kind, Outcome.Deviates.class)
                        + " passed as deviations on purpose, " + count(kind, Outcome.Differs.class) + " differ, "
                        + count(kind, Outcome.NotBuilt.class) + " not built")
                .collect(Collectors.joining(System.lineSeparator()));
    }

    void write(Path file) throws IOException {
        ObjectNode root = Json.MAPPER.createObjectNode().put("line", line());
        entries.forEach((kind, all) -> write(kind, all, root.putObject(kind.word())));
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.write(file, Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(root));
    }

    private void write(Kind kind, List<Entry> all, ObjectNode out) {
        out.put("all", all.size())
                .put("passed", count(kind, Outcome.Passed.class))
                .put("deviates_on_purpose", count(kind, Outcome.Deviates.class))
                .put("differs", count(kind, Outcome.Differs.class))
                .put("not_built", count(kind, Outcome.NotBuilt.class));
        notBuilt(all).forEach(out.putObject("by_feature_not_built")::put);
        ArrayNode each = out.putArray("each");
        all.forEach(entry -> {
            ArrayNode reasons = each.addObject()
                    .put("name", entry.name())
                    .put("path", entry.path().toString())
                    .put("outcome", entry.outcome().word())
                    .putArray("reasons");
            entry.outcome().reasons().forEach(reasons::add);
        });
    }

    private static Map<String, Integer> notBuilt(List<Entry> all) {
        Map<String, Integer> features = new TreeMap<>();
        all.forEach(entry -> {
            if (entry.outcome() instanceof Outcome.NotBuilt missing) {
                missing.features().forEach(feature -> features.merge(feature, 1, Integer::sum));
            }
        });
        return features;
    }
}
