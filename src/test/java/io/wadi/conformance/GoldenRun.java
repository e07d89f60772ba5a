package io.wadi.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import io.wadi.load.duckdb.DuckDbDestination;
import io.wadi.model.Deadline;
import io.wadi.model.Failure;
import io.wadi.pipeline.LoadOptions;
import io.wadi.pipeline.PipelineRun;
import io.wadi.pipeline.Progress;
import io.wadi.pipeline.RunReport;
import io.wadi.pipeline.RunSettings;
import io.wadi.pipeline.Station;
import io.wadi.pipeline.Target;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A case's loads, one after another, into a database of their own; each is compared with what dlt had after it. */
final class GoldenRun {
    private static final String DATASET = "golden_data";
    private static final int LONGEST_NAME = 65_536;
    /** No case has data of this day. */
    private static final Instant FIRST_LOAD = Instant.parse("2031-03-07T01:02:03.456789Z");

    private final GoldenCase golden;
    private final Path directory;
    private final Path file;
    private final Map<String, Integer> loadIds = new HashMap<>();
    private final Map<String, Integer> created = new HashMap<>();
    private final Differences differences = new Differences();
    private Path work;

    private GoldenRun(GoldenCase golden, Path directory) {
        this.golden = golden;
        this.directory = directory;
        this.file = directory.resolve("golden.duckdb");
        this.work = directory.resolve("work");
    }

    static Outcome of(GoldenCase golden, Path directory) {
        List<String> unbuilt = Unbuilt.of(golden);
        if (!unbuilt.isEmpty()) {
            return new Outcome.NotBuilt(unbuilt);
        }
        List<String> found = new GoldenRun(golden, directory).run();
        if (!found.isEmpty()) {
            return new Outcome.Differs(found);
        }
        return golden.deviation().isEmpty() ? new Outcome.Passed() : new Outcome.Deviates(golden.deviation());
    }

    private List<String> run() {
        JsonNode error = golden.expected().path("error");
        int number = 0;
        for (JsonNode load : golden.loads()) {
            number++;
            differences.at("load " + number);
            boolean fails = error.path("load").asInt() == number;
            if (!load(load, number, fails ? Optional.of(error) : Optional.empty()) || fails) {
                break;
            }
        }
        return differences.found();
    }

    /** @return whether the next load is worth a try */
    private boolean load(JsonNode load, int number, Optional<JsonNode> error) {
        JsonNode expected = golden.expected().path("snapshots").path(number - 1);
        int packages = 0;
        boolean worked = false;
        try {
            packages = loaded(load, number) ? 1 : 0;
            error.ifPresent(e -> differences.add("expected " + e.path("kind").asText() + ", got no error"));
            worked = error.isEmpty();
        } catch (Failure failure) {
            String kind = FailureKind.of(failure);
            String wanted = error.map(e -> e.path("kind").asText()).orElse("no error");
            if (!kind.equals(wanted)) {
                differences.add("expected " + wanted + ", got " + kind + ": " + failure.explanation());
                return false;
            }
        } catch (RuntimeException e) {
            StackTraceElement[] trace = e.getStackTrace();
            differences.add("broke: " + e + " at " + List.of(trace).subList(0, Math.min(6, trace.length)));
            return false;
        }
        if (error.isPresent()
                && FailureKind.DATABASE.equals(error.get().path("kind").asText())) {
            // dlt leaves a load half done then; Wadi leaves what was there before.
            compare(golden.expected().path("snapshots").path(number - 2));
            return false;
        }
        differences.compare("load packages", expected.path("load_packages").asInt(), packages);
        compare(expected);
        return worked;
    }

    private void compare(JsonNode expected) {
        new Comparison(expected, differences).with(new Database(file, DATASET).tables(), loadIds, created);
    }

    private boolean loaded(JsonNode load, int number) {
        if (load.path("fresh_working_dir").asBoolean()) {
            work = directory.resolve("work" + number);
        }
        Instant now = FIRST_LOAD.plus(Duration.ofHours(number));
        created.put(now.toString(), number);
        PipelineRun run = new PipelineRun(new RunSettings(
                work,
                golden.name(),
                "",
                Station.LOAD,
                false,
                2,
                InstantSource.fixed(now),
                () -> ByteBuffer.allocate(16).putInt(number).array(),
                Optional.empty(),
                this::target,
                new Progress(),
                Deadline.none()));
        run.load(
                new GoldenSource(golden).of(load),
                new LoadOptions("golden_pipeline", Optional.of(DATASET), Optional.empty()));
        Optional<String> loadId = run.report().flatMap(RunReport::loadId);
        loadId.ifPresent(id -> loadIds.put(id, number));
        return loadId.isPresent();
    }

    private Target target(LoadOptions options) {
        int longest =
                golden.setup().path("destination").path("max_identifier_length").asInt(LONGEST_NAME);
        return new Target("duckdb", "duckdb:" + file, longest, new DuckDbDestination(file));
    }
}
