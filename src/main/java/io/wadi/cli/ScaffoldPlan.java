package io.wadi.cli;

import io.wadi.config.DeploymentsFile;
import io.wadi.config.DeploymentsText;
import io.wadi.config.RouteFiles;
import io.wadi.config.Settings;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Explanation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A scaffold in a project: which files it makes and changes there, and what is in its way. */
record ScaffoldPlan(Scaffold scaffold, Path home) {
    private static final String SETTINGS = "application.properties";

    /** The texts of new files by their paths below the project. */
    Map<String, String> created() {
        return scaffold.files(
                home.relativize(RouteFiles.folder(home)).toString(), Files.isDirectory(home.resolve("src/test/java")));
    }

    /**
     * The new texts of files that are added to, which may not be there yet.
     *
     * @throws ConfigurationFailure when one cannot be read, or has no place for it
     */
    Map<String, String> changed() {
        Map<String, String> changed = new LinkedHashMap<>();
        changed.put(DeploymentsFile.FILE, DeploymentsText.with(text(DeploymentsFile.FILE), scaffold.entry()));
        changed.put(SETTINGS, with(text(SETTINGS), scaffold.settings()));
        return changed;
    }

    private String text(String file) {
        Path path = home.resolve(file);
        try {
            return Files.exists(path) ? Files.readString(path) : "";
        } catch (IOException e) {
            throw new ConfigurationFailure(
                    Explanation.of(file + " cannot be read: " + e.getClass().getSimpleName())
                            .at(path.toString())
                            .fix("make it readable, in UTF-8: lines are added to it"));
        }
    }

    /** Behind an empty line, which also ends what a backslash would continue. */
    private static String with(String text, String settings) {
        String lineEnd = text.contains("\r\n") ? "\r\n" : "\n";
        String before = text.isEmpty() || text.endsWith("\n") ? text : text + lineEnd;
        return before + (text.isEmpty() ? "" : lineEnd) + settings.replace("\n", lineEnd);
    }

    void write(Edits edits) {
        created().forEach((file, text) -> edits.write(home.resolve(file), text, false));
        changed().forEach((file, text) -> edits.write(home.resolve(file), text, Files.exists(home.resolve(file))));
    }

    /** What has the names already that would be given. */
    List<Explanation> taken(RouteFiles routes, DeploymentsFile deployments, Settings settings) {
        String name = scaffold.pipeline();
        Map<String, String> taken = new LinkedHashMap<>();
        routes.pipelines().stream()
                .filter(each -> each.name().equals(name))
                .forEach(each -> taken.put("pipeline " + name, each.place().toString()));
        routes.begins(Optional.empty()).stream()
                .filter(each -> each.uri().equals("wadi-source:" + scaffold.source()))
                .forEach(each ->
                        taken.put("source " + scaffold.source(), each.place().toString()));
        for (String id : List.of("source-" + name, "pipeline-" + name)) {
            routes.place(id).ifPresent(place -> taken.putIfAbsent("route " + id, place.toString()));
        }
        for (String each : List.of(name, scaffold.deployment())) {
            deployments.find(each).ifPresent(found -> taken.put("deployment " + each, found.place()));
        }
        for (String key : scaffold.keys()) {
            settings.all(key).stream().findFirst().ifPresent(found -> taken.put("setting " + key, found.from()));
        }
        created().keySet().stream()
                .filter(file -> Files.exists(home.resolve(file), LinkOption.NOFOLLOW_LINKS))
                .forEach(file -> taken.put("file", file));
        return taken.entrySet().stream()
                .map(each -> Explanation.of("there is a " + each.getKey() + " already")
                        .at(each.getValue())
                        .fix("take another name: nothing is overwritten"))
                .toList();
    }
}
