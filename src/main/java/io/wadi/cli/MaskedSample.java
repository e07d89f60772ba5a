package io.wadi.cli;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wadi.extract.sql.Survey;
import io.wadi.mask.scan.Found;
import io.wadi.mask.scan.Scan;
import io.wadi.model.Hints;
import io.wadi.model.JsonPage;
import io.wadi.model.Mask;
import io.wadi.model.Masks;
import io.wadi.model.Origin;
import io.wadi.model.PrivacyPolicy;
import io.wadi.server.console.Workshop;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A look at rows before anything is loaded: what the project masks is not shown, nor what seems to be about people. */
record MaskedSample(PrivacyPolicy policy) {
    private static final String HIDDEN = "•••";

    MaskedSample {
        requireNonNull(policy);
    }

    /** @param resource of the source, which its table will be called after */
    Workshop.Sample of(String source, String resource, String table, Survey.Sample sample) {
        Masks masks = new Masks(policy.of(source, resource));
        Map<String, String> hidden = new TreeMap<>();
        for (String column : sample.columns()) {
            masks.at(List.of(column))
                    .ifPresent(
                            mask -> hidden.put(column, "masked: " + mask.kind().word()));
        }
        for (Found found : personal(table, sample)) {
            Masks there = new Masks(List.of(new Mask(found.path(), Mask.Kind.REDACT)));
            sample.columns().stream()
                    .filter(column -> there.at(List.of(column)).isPresent())
                    .forEach(column -> hidden.putIfAbsent(
                            column, "looks like " + found.what().word()));
        }
        List<List<String>> rows = new ArrayList<>();
        for (List<Optional<String>> row : sample.rows()) {
            List<String> shown = new ArrayList<>();
            for (int i = 0; i < sample.columns().size(); i++) {
                boolean masked = hidden.containsKey(sample.columns().get(i));
                shown.add(row.get(i).map(text -> masked ? HIDDEN : text).orElse(""));
            }
            rows.add(shown);
        }
        return new Workshop.Sample(table, sample.columns(), rows, hidden);
    }

    private static List<Found> personal(String table, Survey.Sample sample) {
        StringBuilder lines = new StringBuilder();
        for (List<Optional<String>> row : sample.rows()) {
            ObjectNode record = JsonNodeFactory.instance.objectNode();
            for (int i = 0; i < sample.columns().size(); i++) {
                record.put(sample.columns().get(i), row.get(i).orElse(null));
            }
            lines.append(record).append('\n');
        }
        Scan scan = new Scan();
        scan.add(JsonPage.of(
                lines.toString().getBytes(StandardCharsets.UTF_8),
                sample.rows().size(),
                new Origin("table " + table, "row", 1)));
        return scan.found(Hints.NONE);
    }
}
