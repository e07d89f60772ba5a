package io.wadi.camel;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Writes docs/reference.md from the components' metadata. */
final class ReferencePage {
    static final Path HOME = Path.of(System.getProperty("wadi.home", "."));
    static final Path METADATA = HOME.resolve("src/generated/resources/META-INF/io/wadi/camel");
    static final Path FILE = HOME.resolve("docs/reference.md");

    /** In the order in which a route meets them. */
    private static final List<String> ORDER =
            List.of("wadi-source", "wadi-rest", "wadi-sql", "wadi-files", "wadi-records", "wadi-load");

    private ReferencePage() {}

    static Map<String, JsonNode> components() throws IOException {
        Map<String, JsonNode> components = new TreeMap<>();
        try (Stream<Path> files = Files.list(METADATA)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".json")).toList()) {
                JsonNode metadata = JsonBodies.MAPPER.readTree(Files.readString(file));
                if (metadata.has("properties")) {
                    components.put(metadata.at("/component/scheme").asText(), metadata);
                }
            }
        }
        return components;
    }

    static String text() throws IOException {
        Map<String, JsonNode> components = components();
        ReferenceExamples examples = new ReferenceExamples();
        StringBuilder page = new StringBuilder("""
                # Options of the endpoints

                Written from the code by `mvn -q -Pquick test -Dtest=MetadataTest -Dwadi.write=true`. How to use them is in [sources.md](sources.md) and [tables.md](tables.md). Each example is a line of a file in [examples](examples), which a test runs against servers of its own machine; they are made to be copied. Only of `allowLinkLocal` the effect is not seen there, for no such address is at hand.

                An option without default is not in force unless it is said. What follows the point of an option that ends in `NAME` stands [below](#options-of-several-parts), or is a name of yours.
                """);
        Stream.concat(
                        ORDER.stream().filter(components::containsKey),
                        components.keySet().stream().filter(scheme -> !ORDER.contains(scheme)))
                .forEach(scheme -> component(components.get(scheme), examples, page));
        page.append("\n## Options of several parts\n");
        Set<List<ReferenceParts.Part>> told = new HashSet<>();
        components.values().stream()
                .flatMap(metadata -> metadata.get("properties").properties().stream())
                .map(option -> ReferenceParts.of(option.getValue()))
                .filter(parts -> parts.areTold() && told.add(parts.parts()))
                .sorted(Comparator.comparing(ReferenceParts::prefix))
                .forEach(parts -> parts(parts, examples, page));
        return page.toString();
    }

    private static void component(JsonNode metadata, ReferenceExamples examples, StringBuilder page) {
        JsonNode component = metadata.get("component");
        String scheme = component.get("scheme").asText();
        page.append("\n## ").append(scheme).append("\n\n`");
        page.append(component.get("syntax").asText().replaceFirst(":(.*)", ":")).append(path(metadata));
        page.append("` - ").append(component.get("description").asText()).append("\n\n");
        page.append("| option | value | default | what it does | example |\n|---|---|---|---|---|\n");
        metadata.get("properties")
                .properties()
                .forEach(option -> page.append(row(
                        option.getKey(),
                        option.getValue(),
                        examples.cell(scheme, option.getKey(), option.getValue()))));
    }

    private static String path(JsonNode metadata) {
        return metadata.get("properties").properties().stream()
                .filter(option -> option.getValue().get("kind").asText().equals("path"))
                .map(option -> option.getKey().toUpperCase(Locale.ROOT))
                .collect(Collectors.joining("/"));
    }

    private static String row(String name, JsonNode option, String example) {
        boolean path = option.get("kind").asText().equals("path");
        String shown = path
                ? name.toUpperCase(Locale.ROOT)
                : option.path("prefix").asText() + (option.has("prefix") ? "NAME" : name);
        String initial = option.has("defaultValue")
                ? "`" + option.get("defaultValue").asText() + "`"
                : option.get("required").asBoolean() ? "required" : "";
        return "| `" + shown + "` | " + value(option) + " | " + initial + " | "
                + text(option).replace("|", "\\|") + " | " + example + " |\n";
    }

    /** Parts of an option that are told one by one stand in a table of their own. */
    private static String text(JsonNode option) {
        ReferenceParts parts = ReferenceParts.of(option);
        return parts.brief()
                + (parts.areTold() ? "; [one by one](#" + parts.prefix().replace(".", "") + "name)" : "");
    }

    private static void parts(ReferenceParts told, ReferenceExamples examples, StringBuilder page) {
        page.append("\n### ")
                .append(told.prefix())
                .append("NAME\n\n| option | what it is | example |\n|---|---|---|\n");
        told.parts()
                .forEach(part -> page.append("| `")
                        .append(told.prefix())
                        .append(told.prefix().equals("column.") ? "NAME." : "")
                        .append(part.name())
                        .append("` | ")
                        .append(part.meaning())
                        .append(" | ")
                        .append(examples.cell(told.prefix(), part.name()))
                        .append(" |\n"));
    }

    /** Without what Camel's generator adds to it. */
    static String description(JsonNode option) {
        return option.path("description").asText().replaceFirst("\\. This is a multi-value option with prefix: .*", "");
    }

    private static String value(JsonNode option) {
        if (option.has("enum")) {
            return StreamSupport.stream(option.get("enum").spliterator(), false)
                    .map(word -> "`" + word.asText() + "`")
                    .collect(Collectors.joining(", "));
        }
        return switch (option.get("type").asText()) {
            case "integer" -> "whole number";
            case "boolean" -> "`true`, `false`";
            default -> "text";
        };
    }
}
