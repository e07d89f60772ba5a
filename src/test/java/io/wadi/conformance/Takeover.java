package io.wadi.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** A database that dlt wrote, the records of the next run, and what dlt itself had after loading them. */
record Takeover(String name, Path directory, JsonNode setup, JsonNode expected) {
    static final String BEFORE = "before.duckdb.gz";
    static final String EXPECTED = "expected-after.json";
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
        return new Takeover(
                String.valueOf(directory.getFileName()), directory, setup, Json.read(directory.resolve(EXPECTED)));
    }

    String text(String setting) {
        return setup.path(setting).asText();
    }

    boolean isIncremental() {
        return setup.hasNonNull("cursor");
    }

    boolean isHistory() {
        return setup.path("hints")
                .path("write_disposition")
                .path("strategy")
                .asText()
                .equals("scd2");
    }

    /** The next run as the only load of a case. */
    GoldenCase next() {
        ObjectNode resource = Json.MAPPER.createObjectNode();
        setup.path("hints").properties().forEach(e -> resource.set(e.getKey(), e.getValue()));
        resource.put("name", text("resource")).put("file", NEXT);
        if (isIncremental()) {
            ObjectNode cursor = resource.putObject("incremental").put("cursor_path", text("cursor"));
            if (setup.hasNonNull("initial_value")) {
                cursor.set("initial_value", setup.get("initial_value"));
            }
        }
        ObjectNode golden = Json.MAPPER.createObjectNode();
        golden.putArray("loads").addObject().putArray("resources").add(resource);
        return new GoldenCase(name, directory, golden, MissingNode.getInstance());
    }

    /** The database as dlt left it, to be written to. */
    void unpack(Path file) throws IOException {
        try (InputStream packed = new GZIPInputStream(Files.newInputStream(directory.resolve(BEFORE)))) {
            Files.copy(packed, file);
        }
    }
}
