package io.wadi.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wadi.disk.Durable;
import io.wadi.disk.OwnJson;
import io.wadi.model.Base;
import io.wadi.model.CrashPoint;
import io.wadi.model.Failure;
import io.wadi.model.Head;
import io.wadi.pack.PackageStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What runs of a pipeline start from. A destination that is paid for each time it is woken is not asked again for a day:
 * what the last run learned will do, for the transaction of a load makes sure that nobody else has moved on. So a run that
 * finds nothing new sends no statement.
 */
final class StartingPoint {
    private static final Duration HOLDS = Duration.ofHours(24);
    private static final ObjectMapper JSON = OwnJson.mapper().build();

    private final RunSettings settings;
    private final Target target;
    private final Path file;
    private final String pipeline;
    private final String dataset;
    private final String schemaName;

    StartingPoint(RunSettings settings, Target target, String pipeline, String dataset, String schemaName) {
        this.settings = settings;
        this.target = target;
        this.file = new PackageStore(settings.work(), pipeline).path().resolveSibling("base.json");
        this.pipeline = pipeline;
        this.dataset = dataset;
        this.schemaName = schemaName;
    }

    Base base() {
        Base base = known().orElseGet(this::ask);
        CrashPoint.BASE_READ.pass();
        return base;
    }

    /** After a load, while the destination is awake. */
    void moved() {
        if (target.destination().costsToAsk()) {
            forget();
            try {
                ask();
            } catch (Failure e) {
                // What was loaded is loaded; the next run asks.
                return;
            }
        }
        CrashPoint.BASE_REMEMBERED.pass();
    }

    /** Whether there was anything to forget: what the run started from may have been out of date then. */
    boolean forget() {
        try {
            return Files.deleteIfExists(file);
        } catch (IOException e) {
            throw Durable.failure("remove", file, e);
        }
    }

    private Base ask() {
        Base base = target.destination().base(pipeline, dataset, schemaName, settings.deadline());
        if (target.destination().costsToAsk() && !base.head().equals(Head.NONE)) {
            ObjectNode text = JSON.createObjectNode();
            text.put("of", of());
            text.put("asked", settings.clock().instant().toString());
            text.put("head", base.head().loadId());
            text.put("state_version", base.head().stateVersion());
            base.state().ifPresent(state -> text.put("state", state));
            base.schema().ifPresent(schema -> text.put("schema", schema));
            text.put("schema_version", base.schemaVersion());
            Durable.write(file, text.toString().getBytes(StandardCharsets.UTF_8));
        }
        return base;
    }

    private Optional<Base> known() {
        if (!target.destination().costsToAsk() || !Files.exists(file)) {
            return Optional.empty();
        }
        try {
            JsonNode text = JSON.readTree(file.toFile());
            Duration age = Duration.between(
                    Instant.parse(text.path("asked").asText()), settings.clock().instant());
            boolean holds = text.path("of").asText().equals(of()) && !age.isNegative() && age.compareTo(HOLDS) < 0;
            return holds
                    ? Optional.of(new Base(
                            new Head(
                                    text.path("head").asText(),
                                    text.path("state_version").asLong()),
                            Optional.ofNullable(text.get("state")).map(JsonNode::asText),
                            Optional.ofNullable(text.get("schema")).map(JsonNode::asText),
                            text.path("schema_version").asLong()))
                    : Optional.empty();
        } catch (IOException | DateTimeException e) {
            // Only a memory: the destination knows.
            return Optional.empty();
        }
    }

    private String of() {
        return target.address() + " " + dataset + " " + schemaName;
    }
}
