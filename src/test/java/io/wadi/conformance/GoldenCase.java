package io.wadi.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A golden case as its directory holds it. Where a directory has a {@code wadi.json}, Wadi deviates on purpose: the file says
 * why, and what is expected instead.
 */
record GoldenCase(String name, Path directory, JsonNode setup, JsonNode expected) {
    static final String SETUP = "case.json";
    static final String EXPECTED = "expected.json";
    private static final String DEVIATION = "wadi.json";

    /** @throws IllegalArgumentException when the directory holds no case that can be run */
    static GoldenCase read(Path directory) {
        for (String file : List.of(SETUP, EXPECTED)) {
            if (!Files.exists(directory.resolve(file))) {
                throw new IllegalArgumentException("no case: there is no " + directory.resolve(file));
            }
        }
        JsonNode setup = Json.read(directory.resolve(SETUP));
        String name = String.valueOf(directory.toAbsolutePath().normalize().getFileName());
        GoldenCase golden = new GoldenCase(
                name,
                directory,
                setup,
                Json.read(deviation(directory, name, setup).orElse(directory.resolve(EXPECTED))));
        golden.complain();
        return golden;
    }

    /** Beside the case, or beside ours where it is the same one. */
    private static Optional<Path> deviation(Path directory, String name, JsonNode setup) {
        return Stream.of(directory, Corpus.OURS.resolve(name))
                .filter(beside -> Files.exists(beside.resolve(DEVIATION)))
                .filter(beside -> beside.equals(directory) || setup.equals(Json.read(beside.resolve(SETUP))))
                .map(beside -> beside.resolve(DEVIATION))
                .findFirst();
    }

    private void complain() {
        if (loads().isEmpty() || resources().isEmpty()) {
            throw new IllegalArgumentException("no case: case.json has no loads with resources");
        }
        for (JsonNode resource : resources()) {
            String file = resource.path("file").asText();
            if (file.isEmpty() || !Files.isRegularFile(directory.resolve(file))) {
                throw new IllegalArgumentException(
                        "no case: resource " + resource.path("name") + " has no file " + file);
            }
        }
        boolean fails = expected.path("error").path("load").asInt() > 0;
        if (!fails && expected.path("snapshots").size() != loads().size()) {
            throw new IllegalArgumentException("no case: expected.json has no snapshot for each load");
        }
    }

    /** Whether dlt's result is a bug, and nothing says what Wadi means to do instead. */
    boolean isOpenBug() {
        return deviation().isEmpty()
                && Stream.iterate(0, i -> i + 1)
                        .limit(setup.path("tags").size())
                        .anyMatch(i -> setup.path("tags").get(i).asText().equals("bug"));
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
