package io.wadi.pack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wadi.model.Base;
import io.wadi.model.ColumnHint;
import io.wadi.model.DataType;
import io.wadi.model.Head;
import io.wadi.model.Hints;
import io.wadi.model.LoadPackage.Versioned;
import io.wadi.model.MergeRole;
import io.wadi.model.MergeStrategy;
import io.wadi.model.WriteDisposition;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** A manifest as JSON and back. */
final class ManifestText {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String STRATEGY = "merge_strategy";
    private static final String ROOT_KEY = "root_key";
    private static final String ROLES = "roles";

    private ManifestText() {}

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
                .put("key", identity.key());
        ObjectNode base = root.putObject("base");
        base.put("load_id", manifest.base().head().loadId())
                .put("state_version", manifest.base().head().stateVersion())
                .put("schema_version", manifest.base().schemaVersion());
        manifest.base().state().ifPresent(text -> base.put("state", text));
        manifest.base().schema().ifPresent(text -> base.put("schema", text));
        manifest.cursors().ifPresent(v -> versioned(root.putObject("cursors"), v));
        manifest.schema().ifPresent(v -> versioned(root.putObject("schema"), v));
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
        Hints hints = resource.hints();
        hints.table().ifPresent(t -> node.put("table", t));
        node.put("write_disposition", hints.disposition().word());
        hints.primaryKey().forEach(node.withArray("primary_key")::add);
        hints.mergeKey().forEach(node.withArray("merge_key")::add);
        hints.maxNesting().ifPresent(n -> node.put("max_nesting", n));
        node.put(STRATEGY, hints.strategy().word()).put(ROOT_KEY, hints.rootKey());
        ObjectNode columns = node.putObject("columns");
        hints.columns().forEach((name, hint) -> {
            ObjectNode column = columns.putObject(name);
            hint.type().ifPresent(t -> column.put("data_type", t.word()));
            hint.nullable().ifPresent(n -> column.put("nullable", n));
            hint.precision().ifPresent(p -> column.put("precision", p));
            hint.scale().ifPresent(s -> column.put("scale", s));
            hint.roles().stream().sorted().map(MergeRole::name).forEach(column.withArray(ROLES)::add);
        });
    }

    static Manifest read(byte[] text) throws IOException {
        JsonNode root = JSON.readTree(text);
        if (root.path("version").asInt() != Manifest.VERSION) {
            throw new IOException(
                    "it is of version " + root.path("version") + ", this build reads " + Manifest.VERSION);
        }
        List<Extracted> resources = new ArrayList<>();
        root.required("resources").forEach(node -> resources.add(resource(node)));
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
                        text(root, "key")),
                new Base(
                        new Head(
                                text(base, "load_id"),
                                base.required("state_version").asLong()),
                        optional(base, "state"),
                        optional(base, "schema"),
                        base.required("schema_version").asLong()),
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

    private static Extracted resource(JsonNode node) {
        Map<String, ColumnHint> columns = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> column : node.required("columns").properties()) {
            JsonNode hint = column.getValue();
            columns.put(
                    column.getKey(),
                    new ColumnHint(
                            optional(hint, "data_type").flatMap(DataType::of),
                            hint.has("nullable")
                                    ? Optional.of(hint.get("nullable").asBoolean())
                                    : Optional.empty(),
                            number(hint, "precision"),
                            number(hint, "scale"),
                            roles(hint.path(ROLES))));
        }
        Hints hints = new Hints(
                optional(node, "table"),
                WriteDisposition.of(text(node, "write_disposition")).orElseThrow(),
                texts(node.path("primary_key")),
                texts(node.path("merge_key")),
                columns,
                Optional.empty(),
                number(node, "max_nesting"),
                List.of(),
                optional(node, STRATEGY)
                        .map(word -> MergeStrategy.of(word).orElseThrow())
                        .orElse(MergeStrategy.DELETE_INSERT),
                node.path(ROOT_KEY).asBoolean());
        return new Extracted(
                text(node, "name"),
                hints,
                text(node, "journal"),
                node.required("pages").asInt(),
                node.required("records").asLong(),
                text(node, "checksum"));
    }

    private static Set<MergeRole> roles(JsonNode names) {
        return texts(names).stream().map(MergeRole::valueOf).collect(Collectors.toSet());
    }

    private static String text(JsonNode node, String key) {
        return node.required(key).asText();
    }

    private static Optional<String> optional(JsonNode node, String key) {
        return node.hasNonNull(key) ? Optional.of(node.get(key).asText()) : Optional.empty();
    }

    private static OptionalInt number(JsonNode node, String key) {
        return node.hasNonNull(key) ? OptionalInt.of(node.get(key).asInt()) : OptionalInt.empty();
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
