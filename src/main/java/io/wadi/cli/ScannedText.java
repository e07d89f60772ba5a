package io.wadi.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wadi.mask.scan.Found;
import io.wadi.pipeline.Sampling;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What {@code wadi pii scan} found. */
record ScannedText(String pipeline, List<Sampling.Sample> samples) {
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (Sampling.Sample sample : samples) {
            lines.add(String.format(Locale.ROOT, "%s   %,d records read", sample.resource(), sample.records()));
            if (sample.found().isEmpty()) {
                lines.add("  no field looks as if it were about people");
            }
            sample.found().forEach(found -> lines.add(line(found)));
            List<String> masks = masks(sample).toList();
            if (!masks.isEmpty()) {
                lines.add("  to add to its parameters:");
                masks.forEach(mask -> lines.add("    " + mask));
            }
        }
        if (samples.isEmpty()) {
            lines.add("the source has no resources in this run");
        }
        return lines;
    }

    private static String line(Found found) {
        String count = found.hits() == 0
                ? String.format(Locale.ROOT, "by its name, %,d values", found.values())
                : String.format(
                        Locale.ROOT, "%,d of %,d values, %.1f %%", found.hits(), found.values(), 100 * found.share());
        String masked = found.masked()
                .map(mask -> "masked: " + mask.kind().word() + ", " + mask.from())
                .orElse("");
        return String.format(
                        Locale.ROOT,
                        "  %-34s %-18s %-32s %s",
                        found.path(),
                        found.what().word(),
                        count,
                        found.note()
                                .map(note -> masked.isEmpty() ? note : masked + "; " + note)
                                .orElse(masked))
                .stripTrailing();
    }

    private static Stream<String> masks(Sampling.Sample sample) {
        return sample.found().stream()
                .flatMap(found -> found.advice().stream()
                        .map(kind -> "mask." + found.path() + ": "
                                + (kind.word().equals("null") ? "\"null\"" : kind.word())))
                .distinct();
    }

    ObjectNode json() {
        ObjectNode root = JsonNodeFactory.instance.objectNode().put("pipeline", pipeline);
        for (Sampling.Sample sample : samples) {
            ObjectNode resource = root.withArray("resources")
                    .addObject()
                    .put("name", sample.resource())
                    .put("records", sample.records());
            resource.putArray("fields");
            for (Found found : sample.found()) {
                ObjectNode field = resource.withArray("fields")
                        .addObject()
                        .put("path", found.path())
                        .put("looks_like", found.what().word())
                        .put("by", found.hits() == 0 ? "name" : "values")
                        .put("values", found.values())
                        .put("hits", found.hits());
                found.masked()
                        .ifPresent(
                                mask -> field.put("masked", mask.kind().word()).put("from", mask.from()));
                found.advice().ifPresent(kind -> field.put("mask", kind.word()));
                found.note().ifPresent(note -> field.put("note", note));
            }
        }
        return root;
    }
}
