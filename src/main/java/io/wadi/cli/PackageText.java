package io.wadi.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wadi.model.Head;
import io.wadi.pack.Checked;
import io.wadi.pack.Extracted;
import io.wadi.pack.Identity;
import io.wadi.pack.Manifest;
import io.wadi.pack.PackageDirectory;
import io.wadi.pack.PackageStore.Found;
import io.wadi.pack.StoredPart;
import io.wadi.pipeline.Packages;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Load packages, for people and for programs. */
final class PackageText {
    private PackageText() {}

    static List<String> table(List<Found> all) {
        if (all.isEmpty()) {
            return List.of("no packages");
        }
        List<String> lines = new ArrayList<>();
        lines.add(row("pipeline", "load id", "state", "records", "size", "destination"));
        for (Found found : all) {
            lines.add(found.directory()
                    .map(PackageDirectory::manifest)
                    .map(manifest -> row(
                            found.pipeline(),
                            found.loadId(),
                            manifest.state().word(),
                            String.format(Locale.ROOT, "%,d", Packages.records(manifest)),
                            size(found),
                            manifest.identity().destination() + ", dataset "
                                    + manifest.identity().dataset()))
                    .orElseGet(() -> row(
                            found.pipeline(),
                            found.loadId(),
                            "unreadable",
                            "-",
                            size(found),
                            found.problem().orElse(""))));
        }
        return lines;
    }

    private static String row(Object... cells) {
        return String.format(Locale.ROOT, "%-20s  %-18s  %-10s  %12s  %10s  %s", cells)
                .stripTrailing();
    }

    private static String size(Found found) {
        return String.format(Locale.ROOT, "%.1f MB", Packages.bytes(found) / 1e6);
    }

    static List<String> shown(PackageDirectory directory) {
        Manifest manifest = directory.manifest();
        Identity identity = manifest.identity();
        List<String> lines = new ArrayList<>();
        lines.add(identity.pipeline() + " " + identity.loadId() + ", "
                + manifest.state().word());
        line(lines, "lies in", directory.path().toString());
        line(lines, "made", identity.createdAt().toString());
        line(lines, "source", identity.source());
        line(lines, "goes to", identity.destination() + ", dataset " + identity.dataset());
        if (!identity.key().isEmpty()) {
            line(lines, "key", identity.key());
        }
        Head base = manifest.base().head();
        line(lines, "follows", base.equals(Head.NONE) ? "no load: it is the first" : "load " + base.loadId());
        for (Extracted resource : manifest.resources()) {
            lines.add(String.format(
                    Locale.ROOT,
                    "  resource %-22s %,12d records, %,d pages, %s",
                    resource.resource(),
                    resource.records(),
                    resource.pages(),
                    resource.checksum()));
        }
        Packages.rows(manifest)
                .forEach((table, rows) -> lines.add(String.format(
                        Locale.ROOT,
                        "  table    %-22s %,12d rows, %s",
                        table,
                        rows,
                        manifest.parts().stream()
                                .filter(part -> part.table().equals(table))
                                .map(StoredPart::checksum)
                                .collect(Collectors.joining(", ")))));
        if (!directory.hasParts()) {
            lines.add("  its journals and parts are gone: the manifest is what is kept");
        }
        return lines;
    }

    private static void line(List<String> lines, String what, String value) {
        lines.add(String.format(Locale.ROOT, "  %-8s %s", what, value));
    }

    static List<String> verified(Found found, List<Checked> files) {
        List<String> lines = new ArrayList<>();
        List<Checked> bad =
                files.stream().filter(file -> file.problem().isPresent()).toList();
        String what = found.pipeline() + " " + found.loadId() + ": ";
        long bytes = files.stream().mapToLong(Checked::bytes).sum();
        lines.add(
                files.isEmpty()
                        ? "- " + what + "has no files that could be verified"
                        : (bad.isEmpty() ? "✓ " : "✗ ") + what
                                + (bad.isEmpty() ? "all" : files.size() - bad.size() + " of") + " " + files.size()
                                + String.format(Locale.ROOT, " files are as written (%.1f MB)", bytes / 1e6));
        bad.forEach(file -> lines.add("  " + file.file() + ": " + file.problem().orElse("")));
        return lines;
    }

    static void json(ObjectNode node, Checked file) {
        node.put("file", file.file())
                .put("bytes", file.bytes())
                .put("well", file.problem().isEmpty());
        file.problem().ifPresent(problem -> node.put("problem", problem));
    }

    static ObjectNode json(Found found) {
        ObjectNode node = JsonNodeFactory.instance
                .objectNode()
                .put("pipeline", found.pipeline())
                .put("load_id", found.loadId())
                .put("path", found.path().toString())
                .put("bytes", Packages.bytes(found));
        found.problem().ifPresent(problem -> node.put("problem", problem));
        Optional<Manifest> manifest = found.directory().map(PackageDirectory::manifest);
        manifest.ifPresent(of -> {
            node.put("state", of.state().word())
                    .put("created_at", of.identity().createdAt().toString())
                    .put("source", of.identity().source())
                    .put("destination", of.identity().destination())
                    .put("dataset", of.identity().dataset())
                    .put("base", of.base().head().loadId())
                    .put("key", of.identity().key());
            ObjectNode records = node.putObject("records");
            of.resources().forEach(resource -> records.put(resource.resource(), resource.records()));
            ObjectNode rows = node.putObject("rows");
            Packages.rows(of).forEach(rows::put);
        });
        return node;
    }
}
