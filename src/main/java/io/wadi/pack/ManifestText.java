package io.wadi.pack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.wadi.disk.OwnJson;
import io.wadi.model.Base;
import io.wadi.model.Clearing;
import io.wadi.model.Head;
import io.wadi.model.Hints;
import io.wadi.model.LoadPackage.Versioned;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A manifest as JSON and back. */
final class ManifestText {
    private static final ObjectMapper JSON =
            OwnJson.mapper().addModule(new Jdk8Module()).build();

    private ManifestText() {}

    /** Jackson learns how hints are written and read by reflection, which takes as long as a small load. */
    static void prepare() {
        JSON.convertValue(Hints.NONE, Hints.class);
    }

    static byte[] write(Manifest manifest) throws IOException {
        ObjectNode root = JSON.createObjectNode();
        Identity identity = manifest.identity();
        root.put("version", Manifest.VERSION)
                .put("state", manifest.state().word())
                .put("pipeline", identity.pipeline())
                .put("source", identity.source())
                .put("input", identity.input())
                .put("dataset", identity.dataset())
                .put("destination", identity.destination())
                .put("load_id", identity.loadId())
                .put("created_at", identity.createdAt().toString())
                .put("seed", identity.seed())
                .put("key", identity.key())
                .put("run", identity.run())
                .put("setup", identity.setup());
        ObjectNode base = root.putObject("base");
        base.put("load_id", manifest.base().head().loadId())
                .put("state_version", manifest.base().head().stateVersion())
                .put("schema_version", manifest.base().schemaVersion());
        manifest.base().state().ifPresent(text -> base.put("state", text));
        manifest.base().schema().ifPresent(text -> base.put("schema", text));
        manifest.cursors().ifPresent(v -> versioned(root.putObject("cursors"), v));
        manifest.schema().ifPresent(v -> versioned(root.putObject("schema"), v));
        if (!manifest.clearing().equals(Clearing.NONE)) {
            root.set("clearing", JSON.valueToTree(manifest.clearing()));
        }
        ArrayNode resources = root.putArray("resources");
        manifest.resources().forEach(r -> resource(resources.addObject(), r));
        ArrayNode parts = root.putArray("parts");
        for (StoredPart part : manifest.parts()) {
            parts.addObject()
                    .put("file", part.file())
                    .put("table", part.table())
                    .put("columns", part.columns())
                    .put("rows", part.rows())
                    .put("batches", part.batches())
                    .put("bytes", part.bytes())
                    .put("checksum", part.checksum());
        }
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(root);
    }

    private static void versioned(ObjectNode node, Versioned document) {
        node.put("version", document.version()).put("hash", document.hash()).put("text", document.text());
    }

    private static void resource(ObjectNode node, Extracted resource) {
        node.put("name", resource.resource())
                .put("journal", resource.journal())
                .put("pages", resource.pages())
                .put("records", resource.records())
                .put("checksum", resource.checksum());
        // The cursor and the masks have done their work by now.
        Hints hints = resource.hints().settled().withMasks(List.of());
        node.set("hints", JSON.valueToTree(hints));
        resource.keys().ifPresent(keys -> {
            ObjectNode kept = node.putObject("keys")
                    .put("table", keys.table())
                    .put("journal", keys.journal())
                    .put("records", keys.records())
                    .put("checksum", keys.checksum())
                    .put("most", keys.most());
            keys.key().forEach(kept.putArray("key")::add);
        });
    }

    static Manifest read(byte[] text) throws IOException {
        JsonNode root = JSON.readTree(text);
        if (root.path("version").asInt() != Manifest.VERSION) {
            throw new IOException(
                    "it is of version " + root.path("version") + ", this build reads " + Manifest.VERSION);
        }
        List<Extracted> resources = new ArrayList<>();
        for (JsonNode node : root.required("resources")) {
            resources.add(resource(node));
        }
        List<StoredPart> parts = new ArrayList<>();
        for (JsonNode node : root.required("parts")) {
            parts.add(new StoredPart(
                    text(node, "file"),
                    text(node, "table"),
                    node.required("columns").asInt(),
                    node.required("rows").asLong(),
                    node.required("batches").asInt(),
                    node.required("bytes").asLong(),
                    text(node, "checksum")));
        }
        JsonNode base = root.required("base");
        return new Manifest(
                PackageState.valueOf(text(root, "state").toUpperCase(Locale.ROOT)),
                new Identity(
                        text(root, "pipeline"),
                        text(root, "source"),
                        text(root, "input"),
                        text(root, "dataset"),
                        text(root, "destination"),
                        text(root, "load_id"),
                        Instant.parse(text(root, "created_at")),
                        text(root, "seed"),
                        text(root, "key"),
                        root.path("run").asText(),
                        root.path("setup").asText()),
                new Base(
                        new Head(
                                text(base, "load_id"),
                                base.required("state_version").asLong()),
                        optional(base, "state"),
                        optional(base, "schema"),
                        base.required("schema_version").asLong()),
                root.has("clearing") ? JSON.treeToValue(root.get("clearing"), Clearing.class) : Clearing.NONE,
                resources,
                versioned(root.path("cursors")),
                versioned(root.path("schema")),
                parts);
    }

    private static Optional<Versioned> versioned(JsonNode node) {
        return node.isObject()
                ? Optional.of(new Versioned(node.required("version").asLong(), text(node, "text"), text(node, "hash")))
                : Optional.empty();
    }

    private static Extracted resource(JsonNode node) throws IOException {
        return new Extracted(
                text(node, "name"),
                JSON.treeToValue(node.required("hints"), Hints.class),
                text(node, "journal"),
                node.required("pages").asInt(),
                node.required("records").asLong(),
                text(node, "checksum"),
                node.has("keys") ? Optional.of(keys(node.get("keys"))) : Optional.empty());
    }

    private static KeyJournal keys(JsonNode node) {
        List<String> key = new ArrayList<>();
        node.required("key").forEach(column -> key.add(column.asText()));
        return new KeyJournal(
                text(node, "table"),
                key,
                text(node, "journal"),
                node.required("records").asLong(),
                text(node, "checksum"),
                node.required("most").asInt());
    }

    private static String text(JsonNode node, String key) {
        return node.required(key).asText();
    }

    private static Optional<String> optional(JsonNode node, String key) {
        return node.hasNonNull(key) ? Optional.of(node.get(key).asText()) : Optional.empty();
    }
}
