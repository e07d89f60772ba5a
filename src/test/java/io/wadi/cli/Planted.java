package io.wadi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wadi.cli.Project.Outcome;
import io.wadi.testing.Canary;
import io.wadi.testing.LoggedAtTrace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Records with values that must be nowhere, a project that masks them, and the search for them. */
final class Planted {
    /** By what is masked: fields are called {@code hash_text}, {@code drop_mail}, and so on. */
    static final Map<String, String> MASKS = new LinkedHashMap<>(Map.of(
            "hash", "hash",
            "redact", "redact",
            "partial", "partial",
            "null", "null",
            "drop", "drop",
            "month", "truncate-date",
            "year", "truncate-date:year"));

    static final String TEXT = "Kanarie-text-7f3a91";
    static final String MAIL = "kanarie.mail.7f3a92";
    static final String ODD = "Kanarie \"7f3a93\"\\ ü😀/ß";
    static final String MIDDLE = "Kanarie7f3a94Mitte";
    static final String NUMBER = "7391846250917";
    static final String INNER = "Kanarie-innen-7f3a95";
    static final String ELEMENT = "Kanarie-element-7f3a96";
    static final String DATE = "1983-07-19";
    static final List<Canary> CANARIES = Stream.of(TEXT, MAIL, ODD, MIDDLE, NUMBER, INNER, ELEMENT, DATE)
            .map(Canary::new)
            .toList();

    /** A value of the record that nobody masks. */
    static final String OPEN = "Spatz-sichtbar";

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private Planted() {}

    static Project project(Path home) {
        Project project = new Project(home).file("routes/pipelines/events.camel.yaml", """
                - route:
                    id: pipeline-events
                    from:
                      uri: direct:pipeline-events
                      steps:
                        - to: wadi-source:shop
                        - to: wadi-load:events?dataset=shop
                """);
        project.environment.put("WADI_MASK_KEY", "k3y");
        return project;
    }

    /** The source's route with one step, whose parameters are followed by the masks. */
    static void source(Project project, boolean masked, String uri, String parameters, String... routes) {
        project.file(
                "routes/sources/shop.camel.yaml",
                """
                - route:
                    id: source-shop
                    from:
                      uri: wadi-source:shop
                      steps:
                """
                        + Stream.of(routes).map(step -> step.indent(8)).collect(Collectors.joining())
                        + """
                        - to:
                            uri: %s
                            parameters:
                """.formatted(uri).indent(0)
                        + (parameters + (masked ? masks() : "")).indent(14));
    }

    static String masks() {
        return MASKS.entrySet().stream()
                .map(mask -> "mask.**.%s_*: \"%s\"\n".formatted(mask.getKey(), mask.getValue()))
                .collect(Collectors.joining());
    }

    /** Values of text, numbers and dates by the fields of one flat record. */
    static Map<String, String> flat() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("id", "1");
        fields.put("neighbour", OPEN);
        MASKS.keySet().forEach(mask -> {
            fields.put(mask + "_text", TEXT);
            fields.put(mask + "_mail", MAIL + "@example.org");
            fields.put(mask + "_odd", ODD);
            fields.put(mask + "_long", ("wenig Neues im Norden " + "und im Süden ".repeat(400)) + MIDDLE + " Ende");
            fields.put(mask + "_number", NUMBER);
            fields.put(mask + "_date", DATE);
        });
        return fields;
    }

    /** The same with objects and lists, and once more deeper down and in a list. */
    static ObjectNode nested() {
        ObjectNode record = json();
        record.putObject("deep").putObject("er").setAll(json());
        record.putArray("list").add(json()).add(OPEN);
        return record;
    }

    private static ObjectNode json() {
        ObjectNode record = NODES.objectNode();
        flat().forEach((name, value) -> {
            if (name.endsWith("_number")) {
                record.put(name, Long.parseLong(value));
            } else {
                record.put(name, value);
            }
        });
        MASKS.keySet().forEach(mask -> {
            record.putObject(mask + "_object").put("x", INNER).put("n", 1);
            record.putArray(mask + "_list").add(ELEMENT).add(NODES.objectNode().put("y", ELEMENT));
        });
        return record;
    }

    /** All that was found in what commands printed, in logs, in the working directory and at the destination. */
    private static List<String> found(Project project, LoggedAtTrace log, List<Outcome> outcomes) {
        List<String> found = new ArrayList<>(in("log", Canary.hay(log.text())));
        outcomes.forEach(outcome -> found.addAll(in("printed", Canary.hay(outcome.out() + outcome.err()))));
        found.addAll(in("table", tables(project)));
        found.addAll(onDisk(project));
        return found;
    }

    /** Every row of every table. */
    static String tables(Project project) {
        StringBuilder rows = new StringBuilder();
        for (String table : project.contents().keySet()) {
            project.query("SELECT to_json(t)::VARCHAR FROM " + table + " t").forEach(rows::append);
        }
        return Canary.hay(rows.toString());
    }

    /** What is found in the working directory and the destination's files. */
    static List<String> onDisk(Project project) {
        try (Stream<Path> work = files(project.home.resolve("work"));
                Stream<Path> destination = files(project.home).filter(Planted::isDestination)) {
            return Stream.concat(work, destination)
                    .flatMap(file -> in(String.valueOf(file.getFileName()), Canary.hay(bytes(file))).stream())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> in(String where, String hay) {
        return CANARIES.stream()
                .flatMap(canary -> canary.in(hay).stream())
                .map(hit -> where + ": " + hit)
                .toList();
    }

    static void nothingIsFound(Project project, LoggedAtTrace log, List<Outcome> outcomes) {
        assertThat(found(project, log, outcomes).stream().map(hit -> hit.substring(0, Math.min(600, hit.length()))))
                .isEmpty();
    }

    private static Stream<Path> files(Path folder) throws IOException {
        return Files.exists(folder) ? Files.walk(folder).filter(Files::isRegularFile) : Stream.empty();
    }

    private static boolean isDestination(Path file) {
        return String.valueOf(file.getFileName()).startsWith("out.duckdb");
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Optional<String> canary(String found) {
        return CANARIES.stream()
                .map(Canary::text)
                .filter(text -> found.contains("'" + text + "'"))
                .findFirst();
    }
}
