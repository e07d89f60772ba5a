package io.wadi.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A golden case as its directory holds it. Where a directory has a {@code wadi.json}, Wadi deviates on purpose: the file says
 * why, and what is expected instead.
 */
record GoldenCase(String name, Path directory, JsonNode setup, JsonNode expected) {
    private static final String DEFAULT = "src/test/resources/conformance";
    private static final String SETUP = "case.json";
    private static final String EXPECTED = "expected.json";
    private static final String DEVIATION = "wadi.json";

    /** The cases below the directories that {@code -Dconformance.dirs=A,B} names, sorted; below ours unless told. */
    static List<GoldenCase> all() {
        List<GoldenCase> cases = new ArrayList<>();
        Arrays.stream(System.getProperty("conformance.dirs", DEFAULT).split(","))
                .map(dir -> Path.of(dir.strip()))
                .forEach(dir -> cases.addAll(below(dir)));
        return cases;
    }

    private static List<GoldenCase> below(Path dir) {
        try (Stream<Path> children = Files.list(dir)) {
            return children.filter(d -> Files.exists(d.resolve(SETUP)) && Files.exists(d.resolve(EXPECTED)))
                    .sorted()
                    .map(GoldenCase::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("conformance.dirs: " + dir, e);
        }
    }

    private static GoldenCase read(Path directory) {
        Path own = directory.resolve(DEVIATION);
        return new GoldenCase(
                String.valueOf(directory.getFileName()),
                directory,
                Json.read(directory.resolve(SETUP)),
                Json.read(Files.exists(own) ? own : directory.resolve(EXPECTED)));
    }

    /** Why Wadi's result is not dlt's here; empty where it is to be the same. */
    String deviation() {
        return expected.path("why").asText();
    }

    List<JsonNode> loads() {
        List<JsonNode> loads = new ArrayList<>();
        setup.path("loads").forEach(loads::add);
        return loads;
    }

    List<JsonNode> resources() {
        return loads().stream()
                .flatMap(load -> Stream.iterate(0, i -> i + 1)
                        .limit(load.path("resources").size())
                        .map(i -> load.path("resources").get(i)))
                .toList();
    }
}
