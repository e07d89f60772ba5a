package io.wadi.cli;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.wadi.model.CursorState;
import io.wadi.model.Head;
import io.wadi.model.Masks;
import io.wadi.model.PipelineState;
import io.wadi.model.TerminalFailure;
import io.wadi.pack.Extracted;
import io.wadi.pack.Identity;
import io.wadi.pack.Manifest;
import io.wadi.pack.PackageState;
import io.wadi.pack.PackageStore;
import io.wadi.pack.PackageStore.Found;
import io.wadi.pack.SentStatements;
import io.wadi.pack.StateDocument;
import io.wadi.pack.StoredPart;
import io.wadi.pipeline.Packages;
import io.wadi.server.console.Workshop.Moved;
import io.wadi.server.console.Workshop.Packed;
import io.wadi.server.console.Workshop.PackedTable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What the package of a run is, for people: its tables, and what the pipeline remembered before and after it. */
record PackageOfRun(Path work) {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int MOST_TEXT = 100_000;
    private static final String HIDDEN = "•••";

    PackageOfRun {
        requireNonNull(work);
    }

    /** The newest one that the run made. */
    Optional<Found> find(String run) {
        return PackageStore.ofRun(work, run).stream().reduce((before, after) -> after);
    }

    Optional<Packed> of(String run) {
        return find(run)
                .map(found -> packed(found, found.directory().orElseThrow().manifest()));
    }

    private static Packed packed(Found found, Manifest manifest) {
        Identity identity = manifest.identity();
        Head base = manifest.base().head();
        PackageState state = manifest.state();
        return new Packed(
                identity.loadId(),
                state.word(),
                identity.destination() + ", dataset " + identity.dataset(),
                base.equals(Head.NONE) ? "" : base.loadId(),
                found.path().toString(),
                Packages.bytes(found),
                tables(manifest),
                remembers(manifest),
                statements(found.path()),
                !state.isEnd(),
                state == PackageState.LOADED);
    }

    /** Of its last load; empty where none has begun, or its destination has no statements. */
    private static String statements(Path directory) {
        try (InputStream file = Files.newInputStream(directory.resolve(SentStatements.FILE))) {
            return new String(file.readNBytes(MOST_TEXT), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }

    private static List<PackedTable> tables(Manifest manifest) {
        Map<String, PackedTable> tables = new TreeMap<>();
        JsonNode schema = schema(manifest);
        for (StoredPart part : manifest.parts()) {
            JsonNode table = schema.path(part.table());
            if (!table.isMissingNode()) {
                tables.merge(
                        part.table(),
                        new PackedTable(part.table(), writes(schema, table), part.rows(), part.bytes()),
                        (one, other) -> new PackedTable(
                                one.name(), one.writes(), one.rows() + other.rows(), one.bytes() + other.bytes()));
            }
        }
        return List.copyOf(tables.values());
    }

    private static JsonNode schema(Manifest manifest) {
        try {
            return JSON.readTree(
                            manifest.schema().map(document -> document.text()).orElse("{}"))
                    .path("tables");
        } catch (JsonProcessingException e) {
            return JSON.createObjectNode(); // a load says what is wrong with it
        }
    }

    private static String writes(JsonNode schema, JsonNode table) {
        String parent = table.path("parent").asText();
        if (!parent.isEmpty() && !schema.path(parent).isMissingNode()) {
            return "with " + parent;
        }
        String strategy = table.path("x-merge-strategy").asText();
        return table.path("write_disposition").asText("append") + (strategy.isEmpty() ? "" : ", " + strategy);
    }

    private static List<Moved> remembers(Manifest manifest) {
        try {
            String source = manifest.identity().source();
            StateDocument document = StateDocument.read(manifest.base());
            PipelineState before = document.cursors();
            PipelineState after = manifest.cursors()
                    .map(text -> StateDocument.read(Optional.of(text.text())).cursors())
                    .orElse(before);
            List<Moved> all = new ArrayList<>();
            for (Extracted each : manifest.resources()) {
                String resource = each.resource();
                each.hints().cursor().ifPresent(cursor -> {
                    PipelineState.Key key = new PipelineState.Key(source, resource, cursor.path());
                    boolean masked = new Masks(each.hints().masks())
                            .at(Arrays.asList(cursor.path().split("\\.")))
                            .isPresent();
                    all.add(new Moved(
                            resource,
                            cursor.path(),
                            value(before.cursor(key), masked),
                            value(after.cursor(key), masked)));
                });
                int had = before.files(source, resource).marks().size();
                int has = after.files(source, resource).marks().size();
                if (had + has > 0) {
                    all.add(new Moved(resource, "files loaded", String.valueOf(had), String.valueOf(has)));
                }
            }
            return all;
        } catch (TerminalFailure e) {
            return List.of(); // the run that meets it says so
        }
    }

    /** Of what is masked not even the mask: a hash of few values is no secret. */
    private static String value(CursorState state, boolean masked) {
        return state.last().map(value -> masked ? HIDDEN : value.plain()).orElse("");
    }
}
