package io.wadi.cli;

import static java.util.Objects.requireNonNull;

import io.wadi.config.DeploymentsFile;
import io.wadi.config.DeploymentsText;
import io.wadi.config.RouteFiles;
import io.wadi.disk.Durable;
import io.wadi.server.console.Draft;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The files that a draft of the console becomes, as a person would have written them. */
record DraftFiles(Draft draft, DraftSource reads, Path home) {
    private static final String SETTINGS = "application.properties";
    static final String SECRETS = "secrets.properties";

    DraftFiles {
        requireNonNull(draft);
        requireNonNull(reads);
        requireNonNull(home);
    }

    /** How the source and its schema are called. */
    static String source(Draft draft) {
        return draft.name().replace('-', '_');
    }

    private String source() {
        StringBuilder steps = new StringBuilder();
        for (DraftSource.Step step : reads.steps()) {
            steps.append("        - to:\n            uri: ").append(step.uri()).append("\n            parameters:\n");
            step.options()
                    .forEach(option ->
                            steps.append("              ").append(option).append('\n'));
        }
        return """
            # Made in the console. All options: docs/reference.md, docs/sources.md.
            - route:
                id: source-%s
                description: %s
                from:
                  uri: wadi-source:%s
                  steps:
            """.formatted(draft.name(), DraftSource.quoted(reads.about()), source(draft)) + steps;
    }

    private String pipeline() {
        return """
            # Where it goes: ./wadi run %1$s. The dataset is the schema that its tables are in.
            - route:
                id: pipeline-%1$s
                description: %2$s
                from:
                  uri: direct:pipeline-%1$s
                  steps:
                    - to: wadi-source:%3$s
                    - to: wadi-load:%1$s?dataset=%3$s&destination=%4$s
            """.formatted(
                draft.name(), DraftSource.quoted("Loads: " + reads.about()), source(draft), draft.destination());
    }

    private String entry() {
        return "- name: %s\n  pipeline: %s\n  schedule: %s\n  timezone: %s\n"
                .formatted(draft.deployment(), draft.name(), DraftSource.quoted(draft.cronText()), draft.zone());
    }

    /** The keys of settings that are new. */
    List<String> keys() {
        return reads.settings()
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.substring(0, line.indexOf('=')))
                .toList();
    }

    /** Of the secrets by their names; none where nothing new is to be kept. */
    Map<String, String> secrets() {
        return new TreeMap<>(reads.secrets());
    }

    /** Their lines. */
    String secret() {
        StringBuilder lines = new StringBuilder();
        secrets()
                .forEach((name, value) -> lines.append(name)
                        .append('=')
                        .append(DraftSource.escaped(value))
                        .append('\n'));
        return lines.toString();
    }

    /** The new texts of files by their paths below the project, secrets not among them. */
    Map<String, String> texts() {
        String routes = home.relativize(RouteFiles.folder(home)).toString();
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put(routes + "/sources/" + draft.name() + ".camel.yaml", source());
        texts.put(routes + "/pipelines/" + draft.name() + ".camel.yaml", pipeline());
        texts.put(DeploymentsFile.FILE, DeploymentsText.with(text(DeploymentsFile.FILE), entry()));
        if (!reads.settings().isEmpty()) {
            String before = text(SETTINGS);
            texts.put(
                    SETTINGS, before + (before.isEmpty() || before.endsWith("\n") ? "\n" : "\n\n") + reads.settings());
        }
        return texts;
    }

    String text(String file) {
        Path path = home.resolve(file);
        try {
            return Files.exists(path) ? Files.readString(path) : "";
        } catch (IOException e) {
            throw Durable.failure("read", path, e);
        }
    }

    /** The changes as {@code git apply} takes them: all are lines that are added, at one place of a file each. */
    String patch() {
        StringBuilder patch = new StringBuilder();
        texts().forEach((file, after) -> patch.append(patch(file, text(file), after)));
        return patch.toString();
    }

    private static String patch(String file, String text, String after) {
        List<String> old = text.lines().toList();
        List<String> now = after.lines().toList();
        int same = 0;
        while (same < old.size() && same < now.size() && old.get(same).equals(now.get(same))) {
            same++;
        }
        int tail = 0;
        while (tail < old.size() - same && old.get(old.size() - 1 - tail).equals(now.get(now.size() - 1 - tail))) {
            tail++;
        }
        int from = Math.max(0, same - 3);
        int end = Math.min(old.size(), old.size() - tail + 3);
        int nowEnd = end + now.size() - old.size();
        StringBuilder hunk = new StringBuilder();
        hunk.append("--- ")
                .append(old.isEmpty() ? "/dev/null" : "a/" + file)
                .append("\n+++ b/")
                .append(file);
        hunk.append("\n@@ -").append(old.isEmpty() ? 0 : from + 1).append(',').append(end - from);
        hunk.append(" +").append(from + 1).append(',').append(nowEnd - from).append(" @@\n");
        old.subList(from, same).forEach(line -> hunk.append(' ').append(line).append('\n'));
        old.subList(same, old.size() - tail)
                .forEach(line -> hunk.append('-').append(line).append('\n'));
        now.subList(same, now.size() - tail)
                .forEach(line -> hunk.append('+').append(line).append('\n'));
        old.subList(old.size() - tail, end)
                .forEach(line -> hunk.append(' ').append(line).append('\n'));
        return hunk.toString();
    }
}
