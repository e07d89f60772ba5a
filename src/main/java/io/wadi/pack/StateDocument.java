package io.wadi.pack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wadi.disk.OwnJson;
import io.wadi.model.Base;
import io.wadi.model.Clearing;
import io.wadi.model.CursorState;
import io.wadi.model.Explanation;
import io.wadi.model.FileMark;
import io.wadi.model.LoadPackage.Versioned;
import io.wadi.model.PipelineState;
import io.wadi.model.TerminalFailure;
import io.wadi.model.Value;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.DataFormatException;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.Inflater;

/**
 * A pipeline's state as dlt stores it in {@code _dlt_pipeline_state.state}: base64 of zlib of JSON (contract section 5).
 * What Wadi does not know in it stays as it was.
 */
public final class StateDocument {
    private static final int ENGINE_VERSION = 4;
    /** Null where dlt was given no name of its own. */
    private static final String DESTINATION = "destination_name";

    private static final String SOURCES = "sources";
    private static final String RESOURCES = "resources";
    private static final String INCREMENTAL = "incremental";
    /** Ours: the cursor values of the hashes, where they are not all the last value. */
    private static final String WINDOW = "wadi_window";

    /** Ours: the files that a resource has loaded. */
    private static final String FILES = "wadi_files";

    private static final ObjectMapper JSON = OwnJson.mapper()
            .configure(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, true)
            .build();

    private final ObjectNode root;
    private final long version;

    private StateDocument(ObjectNode root, long version) {
        this.root = root;
        this.version = version;
    }

    public static StateDocument read(Base base) {
        return read(base.state());
    }

    /** @param text as the destination has it; empty before the first load */
    public static StateDocument read(Optional<String> text) {
        if (text.isEmpty()) {
            return new StateDocument(JSON.createObjectNode(), 0);
        }
        try {
            JsonNode tree = JSON.readTree(inflate(Base64.getDecoder().decode(text.get())));
            return new StateDocument(
                    (ObjectNode) tree, tree.path("_state_version").asLong());
        } catch (IOException | DataFormatException | IllegalArgumentException | ClassCastException e) {
            throw unreadable(e);
        }
    }

    private static TerminalFailure unreadable(Exception e) {
        return new TerminalFailure(
                Explanation.of("the pipeline's state stored at the destination cannot be read: " + e.getMessage())
                        .at("_dlt_pipeline_state")
                        .fix("restore that row from a backup, or load into another dataset"),
                e);
    }

    /** Without what a clearing makes a source forget. */
    public StateDocument cleared(String source, Clearing clearing) {
        if (clearing.refresh().isEmpty()) {
            return this;
        }
        ObjectNode next = root.deepCopy();
        if (next.withObjectProperty(SOURCES).get(source) instanceof ObjectNode state) {
            if (clearing.wholeSource()) {
                state.retain(RESOURCES);
            }
            state.path(RESOURCES)
                    .properties()
                    .removeIf(
                            r -> clearing.wholeSource() || clearing.resources().contains(r.getKey()));
        }
        return new StateDocument(next, version);
    }

    /** @throws TerminalFailure when a cursor's value is not what its type says */
    public PipelineState cursors() {
        Map<PipelineState.Key, CursorState> cursors = new HashMap<>();
        Map<PipelineState.Key, FileMark> files = new HashMap<>();
        for (Map.Entry<String, JsonNode> source : root.path(SOURCES).properties()) {
            for (Map.Entry<String, JsonNode> resource :
                    source.getValue().path(RESOURCES).properties()) {
                for (Map.Entry<String, JsonNode> cursor :
                        resource.getValue().path(INCREMENTAL).properties()) {
                    cursors.put(
                            new PipelineState.Key(source.getKey(), resource.getKey(), cursor.getKey()),
                            cursor(cursor.getValue()));
                }
                for (Map.Entry<String, JsonNode> file :
                        resource.getValue().path(FILES).properties()) {
                    files.put(
                            new PipelineState.Key(source.getKey(), resource.getKey(), file.getKey()),
                            mark(file.getValue()));
                }
            }
        }
        return new PipelineState(cursors, files, Set.of());
    }

    private static FileMark mark(JsonNode node) {
        try {
            return new FileMark(
                    node.path("size").asLong(),
                    Instant.parse(node.path("modified").asText()),
                    node.path("checksum").asText());
        } catch (DateTimeException | IllegalArgumentException e) {
            throw unreadable(e);
        }
    }

    private static CursorState cursor(JsonNode node) {
        try {
            return read(node);
        } catch (DateTimeException | NumberFormatException e) {
            throw unreadable(e);
        }
    }

    private static CursorState read(JsonNode node) {
        Optional<Value> last = StateValue.read(node.path("last_value"));
        Map<String, Value> hashes = new HashMap<>();
        node.path("unique_hashes").forEach(hash -> last.ifPresent(value -> hashes.put(hash.asText(), value)));
        node.path(WINDOW)
                .properties()
                .forEach(e -> StateValue.read(e.getValue()).ifPresent(value -> hashes.put(e.getKey(), value)));
        return new CursorState(
                StateValue.read(node.path("initial_value")), last, StateValue.read(node.path("start_value")), hashes);
    }

    /**
     * The document with these cursors, as text; empty when nothing changed.
     *
     * @param destination the kind of destination: duckdb, snowflake, s3
     */
    public Optional<Versioned> with(
            PipelineState cursors, String pipeline, String dataset, String schema, String destination) {
        ObjectNode next = root.deepCopy();
        next.put("_state_engine_version", ENGINE_VERSION)
                .put("pipeline_name", pipeline)
                .put("dataset_name", dataset)
                .put("default_schema_name", schema)
                .put("destination_type", "dlt.destinations." + destination);
        if (!next.has(DESTINATION)) {
            next.put(DESTINATION, destination);
        }
        ArrayNode names = next.withArray("schema_names");
        if (!contains(names, schema)) {
            names.add(schema);
        }
        // As long as no source has anything to say, dlt notes none.
        boolean silent = cursors.cursors().isEmpty()
                && cursors.files().isEmpty()
                && cursors.reset().isEmpty();
        ObjectNode sources = silent && !next.has(SOURCES) ? JSON.createObjectNode() : next.withObjectProperty(SOURCES);
        cursors.reset().forEach(sources::withObjectProperty);
        PipelineState before = cursors();
        before.cursors().keySet().stream()
                .filter(key -> !cursors.cursors().containsKey(key))
                .forEach(key -> of(sources, key, INCREMENTAL).remove(key.path()));
        cursors.cursors().forEach((key, state) -> {
            if (!state.equals(before.cursor(key))) {
                write(of(sources, key, INCREMENTAL).withObjectProperty(key.path()), state);
            }
        });
        before.files().keySet().stream()
                .filter(key -> !cursors.files().containsKey(key))
                .forEach(key -> of(sources, key, FILES).remove(key.path()));
        cursors.files().forEach((key, mark) -> {
            if (!mark.equals(before.files().get(key))) {
                of(sources, key, FILES)
                        .withObjectProperty(key.path())
                        .put("size", mark.size())
                        .put("modified", mark.modified().toString())
                        .put("checksum", mark.checksum());
            }
        });
        String hash = hash(next);
        if (hash.equals(root.path("_version_hash").asText())) {
            return Optional.empty();
        }
        next.put("_state_version", version + 1).put("_version_hash", hash);
        return Optional.of(new Versioned(version + 1, deflated(next), hash));
    }

    private static ObjectNode of(ObjectNode sources, PipelineState.Key key, String what) {
        return sources.withObjectProperty(key.source())
                .withObjectProperty(RESOURCES)
                .withObjectProperty(key.resource())
                .withObjectProperty(what);
    }

    private static boolean contains(ArrayNode names, String name) {
        for (JsonNode known : names) {
            if (known.asText().equals(name)) {
                return true;
            }
        }
        return false;
    }

    private static void write(ObjectNode node, CursorState state) {
        node.set("initial_value", StateValue.write(state.initial()));
        node.set("last_value", StateValue.write(state.last()));
        node.set("start_value", StateValue.write(state.start()));
        ArrayNode boundary = node.putArray("unique_hashes");
        ObjectNode window = JSON.createObjectNode();
        new TreeMap<>(state.hashes()).forEach((hash, value) -> {
            if (state.last().filter(value::equals).isPresent()) {
                boundary.add(hash);
            } else {
                window.set(hash, StateValue.write(Optional.of(value)));
            }
        });
        node.remove(WINDOW);
        if (!window.isEmpty()) {
            node.set(WINDOW, window);
        }
    }

    private static String hash(ObjectNode state) {
        ObjectNode content = state.deepCopy();
        content.remove(List.of("_local", "_state_version", "_state_engine_version", "_version_hash"));
        return Hashes.of(text(content));
    }

    private static String text(ObjectNode node) {
        try {
            return JSON.writeValueAsString(JSON.treeToValue(node, Object.class));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree is always JSON", e);
        }
    }

    private static String deflated(ObjectNode node) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DeflaterOutputStream zlib = new DeflaterOutputStream(bytes)) {
            zlib.write(text(node).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException("memory does not fail to write", e);
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    private static byte[] inflate(byte[] bytes) throws DataFormatException {
        Inflater inflater = new Inflater();
        inflater.setInput(bytes);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        try {
            while (!inflater.finished()) {
                int read = inflater.inflate(buffer);
                if (read == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
                    throw new DataFormatException("it ends early");
                }
                out.write(buffer, 0, read);
            }
        } finally {
            inflater.end();
        }
        return out.toByteArray();
    }
}
