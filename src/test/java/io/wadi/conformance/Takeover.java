package io.wadi.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * A database that dlt wrote, the records of the next run, and what dlt itself had after loading them.
 *
 * @param more an error of the next run, the state of the sources and the number of schemas after it; may be missing
 */
record Takeover(String name, Path directory, JsonNode setup, JsonNode expected, JsonNode more) {
    static final String BEFORE = "before.duckdb.gz";
    static final String EXPECTED = "expected-after.json";
    private static final String MORE = "expected-more.json";
    private static final String NEXT = "next.jsonl";

    /** @throws IllegalArgumentException when the directory holds no takeover that can be run */
    static Takeover read(Path directory) {
        for (String file : List.of(GoldenCase.SETUP, BEFORE, EXPECTED, NEXT)) {
            if (!Files.exists(directory.resolve(file))) {
                throw new IllegalArgumentException("no takeover: there is no " + file);
            }
        }
        JsonNode setup = Json.read(directory.resolve(GoldenCase.SETUP));
        for (String setting : List.of("pipeline_name", "source", "dataset", "resource")) {
            if (!setup.path(setting).isTextual()) {
                throw new IllegalArgumentException("no takeover: case.json has no " + setting);
            }
        }
        Path more = directory.resolve(MORE);
        return new Takeover(
                String.valueOf(directory.getFileName()),
                directory,
                setup,
                Json.read(directory.resolve(EXPECTED)),
                Files.exists(more) ? Json.read(more) : MissingNode.getInstance());
    }

    String text(String setting) {
        return setup.path(setting).asText();
    }

    /** Whether the same records once more bring nothing: not within a lag, not where a replace forgets its
     * cursor, and not for resources without one. */
    boolean isDoneOnce() {
        return setup.hasNonNull("cursor")
                && !setup.path("incremental").has("lag")
                && !setup.has("others")
                && !setup.path("hints").path("write_disposition").asText().equals("replace");
    }

    /** The next run as the only load of a case. */
    GoldenCase next() {
        ObjectNode golden = Json.MAPPER.createObjectNode();
        golden.set("source", setup.path("source_settings"));
        golden.put("typed_input", setup.path("typed_input").asBoolean());
        ArrayNode resources = golden.putArray("loads").addObject().putArray("resources");
        resources.add(resource(setup, NEXT));
        setup.path("others")
                .forEach(other ->
                        resources.add(resource(other, other.path("next").asText())));
        return new GoldenCase(name, directory, golden, MissingNode.getInstance());
    }

    private static ObjectNode resource(JsonNode said, String file) {
        ObjectNode resource = Json.MAPPER.createObjectNode();
        said.path("hints").properties().forEach(e -> resource.set(e.getKey(), e.getValue()));
        resource.put("name", said.path("resource").asText()).put("file", file);
        if (said.hasNonNull("incremental")) {
            resource.set("incremental", said.get("incremental"));
        } else if (said.hasNonNull("cursor")) {
            ObjectNode cursor = resource.putObject("incremental");
            cursor.put("cursor_path", said.get("cursor").asText());
            if (said.hasNonNull("initial_value")) {
                cursor.set("initial_value", said.get("initial_value"));
            }
        }
        return resource;
    }

    /** The database as dlt left it, to be written to. */
    void unpack(Path file) throws IOException {
        try (InputStream packed = new GZIPInputStream(Files.newInputStream(directory.resolve(BEFORE)))) {
            Files.copy(packed, file);
        }
    }
}
