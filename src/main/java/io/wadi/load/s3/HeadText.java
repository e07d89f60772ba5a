package io.wadi.load.s3;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wadi.disk.OwnJson;
import io.wadi.load.s3.HeadManifest.Receipt;
import io.wadi.load.snowflake.FileFormat;
import io.wadi.model.Explanation;
import io.wadi.model.Head;
import io.wadi.model.LoadPackage.Versioned;
import io.wadi.model.TerminalFailure;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A {@link HeadManifest} as JSON. What is newer than this build is refused, not guessed. */
final class HeadText {
    private static final ObjectMapper JSON = OwnJson.mapper().build();
    private static final int VERSION = 1;

    private HeadText() {}

    static byte[] write(HeadManifest manifest) {
        ObjectNode root = JSON.createObjectNode();
        root.put("version", VERSION)
                .put("sequence", manifest.sequence())
                .put("head", manifest.head().loadId())
                .put("state_version", manifest.head().stateVersion())
                .put("created_at", manifest.createdAt().toString())
                .put("idempotency_key", manifest.key())
                .put("schema_name", manifest.schemaName())
                .put("format", manifest.format().word());
        ObjectNode rows = root.putObject("rows");
        manifest.rows().forEach(rows::put);
        ArrayNode receipts = root.putArray("receipts");
        manifest.receipts().forEach(receipt -> {
            ObjectNode node = receipts.addObject()
                    .put("load_id", receipt.loadId())
                    .put("package_hash", receipt.hash())
                    .put("at", receipt.at().toString())
                    .put("key", receipt.key());
            receipt.input().ifPresent(input -> node.put("input_hash", input));
        });
        ObjectNode tables = root.putObject("tables");
        manifest.tables().forEach((table, columns) -> columns.forEach(tables.putArray(table)::add));
        manifest.state().ifPresent(state -> document(root.putObject("state"), state));
        ObjectNode schemas = root.putObject("schemas");
        manifest.schemas().forEach((name, schema) -> document(schemas.putObject(name), schema));
        try {
            return JSON.writeValueAsBytes(root);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can be written", e);
        }
    }

    private static void document(ObjectNode node, Versioned document) {
        node.put("version", document.version()).put("hash", document.hash()).put("text", document.text());
    }

    /** @param at its place, for a failure */
    static HeadManifest read(byte[] bytes, String at) {
        try {
            JsonNode root = JSON.readTree(bytes);
            if (root.path("version").asInt() != VERSION) {
                throw new IllegalArgumentException("its version is not " + VERSION);
            }
            return read(root);
        } catch (IOException | IllegalArgumentException | DateTimeException e) {
            throw new TerminalFailure(
                    Explanation.of("what the last load wrote of itself cannot be read")
                            .at(at)
                            .fix("see who wrote it; the manifests of a newer Wadi need a newer Wadi"),
                    e);
        }
    }

    private static HeadManifest read(JsonNode root) {
        Map<String, Long> rows = new LinkedHashMap<>();
        root.path("rows")
                .properties()
                .forEach(r -> rows.put(r.getKey(), r.getValue().asLong()));
        Map<String, Versioned> schemas = new LinkedHashMap<>();
        root.path("schemas").properties().forEach(s -> schemas.put(s.getKey(), document(s.getValue())));
        Map<String, Set<String>> tables = new LinkedHashMap<>();
        root.path("tables").properties().forEach(t -> {
            Set<String> columns = new LinkedHashSet<>();
            t.getValue().forEach(column -> columns.add(column.asText()));
            tables.put(t.getKey(), columns);
        });
        List<Receipt> receipts = new ArrayList<>();
        for (JsonNode receipt : root.path("receipts")) {
            receipts.add(new Receipt(
                    text(receipt, "load_id"),
                    text(receipt, "package_hash"),
                    Instant.parse(text(receipt, "at")),
                    receipt.path("key").asText(),
                    Optional.ofNullable(receipt.get("input_hash")).map(JsonNode::asText)));
        }
        if (receipts.isEmpty()) {
            throw new IllegalArgumentException("no receipt");
        }
        return new HeadManifest(
                root.path("sequence").asLong(),
                new Head(text(root, "head"), root.path("state_version").asLong()),
                Instant.parse(text(root, "created_at")),
                text(root, "idempotency_key"),
                text(root, "schema_name"),
                // Loads from before there was a choice have none.
                FileFormat.of(root.path("format").asText(FileFormat.PARQUET.word()))
                        .orElseThrow(() -> new IllegalArgumentException("an unknown format")),
                rows,
                root.has("state") ? Optional.of(document(root.path("state"))) : Optional.empty(),
                schemas,
                tables,
                receipts);
    }

    private static Versioned document(JsonNode node) {
        return new Versioned(node.path("version").asLong(), text(node, "text"), text(node, "hash"));
    }

    private static String text(JsonNode node, String name) {
        if (!node.path(name).isTextual()) {
            throw new IllegalArgumentException("no " + name);
        }
        return node.path(name).textValue();
    }
}
