package io.wadi.camel;

import com.fasterxml.jackson.databind.JsonNode;
import io.wadi.config.Place;
import io.wadi.config.Route;
import io.wadi.config.RouteFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Which lines of docs/examples say which option. */
final class ReferenceExamples {
    private static final Path FOLDER = ReferencePage.HOME.resolve("docs/examples");

    /** An option as an example says it, on a line of its own or in a uri. */
    private record Use(String scheme, String option, Place place, boolean alone) {}

    private final List<Route.Target> targets;
    private final List<Use> uses;

    ReferenceExamples() {
        RouteFiles files = RouteFiles.read(FOLDER);
        targets = Stream.concat(
                        files.begins(Optional.empty()).stream(),
                        files.targets(Optional.empty()).stream()
                                .filter(target -> !target.uri().startsWith(Route.SOURCE)))
                .toList();
        uses = targets.stream()
                .flatMap(target -> target.options().entrySet().stream()
                        .map(option -> new Use(
                                target.scheme(),
                                option.getKey(),
                                option.getValue().place(),
                                target.beside().contains(option.getKey()))))
                .sorted(Comparator.comparing(use -> !use.alone()))
                .toList();
    }

    /** For a table; nothing where no example of that endpoint says it. */
    String cell(String scheme, String name, JsonNode option) {
        return option.get("kind").asText().equals("path")
                ? targets.stream()
                        .filter(target -> target.scheme().equals(scheme))
                        .findFirst()
                        .map(target -> link(target.uri(), target.place()))
                        .orElse("")
                : link(first(scheme, name, option.path("prefix").asText(), ""));
    }

    /** The same for a part of an option, of whatever endpoint. */
    String cell(String prefix, String part) {
        return link(first("", "", prefix, part));
    }

    private Optional<Use> first(String scheme, String name, String prefix, String part) {
        return uses.stream()
                .filter(use -> use.scheme().startsWith(scheme))
                .filter(use -> prefix.isEmpty()
                        ? use.option().equals(name)
                        : use.option().startsWith(prefix)
                                && (part.isEmpty() || (use.option() + ".").contains("." + part + "."))
                                && use.option().length() > prefix.length())
                .findFirst();
    }

    private static String link(Optional<Use> found) {
        return found.map(use -> link(line(use.place()), use.place())).orElse("");
    }

    private static String link(String text, Place place) {
        return "[`" + text.replace("|", "\\|") + "`](examples/" + place.file().replace("routes/", "") + "#L"
                + place.line() + ")";
    }

    /** As it stands in the file, without a comment. */
    private static String line(Place place) {
        try {
            return Files.readAllLines(FOLDER.resolve(place.file().replace("routes/", "")))
                    .get(place.line() - 1)
                    .replaceFirst("\\s+# .*", "")
                    .strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
