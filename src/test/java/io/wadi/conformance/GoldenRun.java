package io.wadi.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import io.wadi.model.Failure;
import io.wadi.model.Refresh;
import io.wadi.pipeline.LoadOptions;
import io.wadi.testing.EngineRun;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A case's loads, one after another, into a database of their own; each is compared with what dlt had after it. */
final class GoldenRun {
    private static final String SOURCE = "golden";
    static final String DATASET = "golden_data";
    private static final LoadOptions OPTIONS =
            new LoadOptions("golden_pipeline", Optional.of(DATASET), Optional.empty());
    private static final int LONGEST_NAME = 65_536;
    private static final int THREADS = 2;
    /** What of a violated contract is compared, where it is said. */
    private static final List<String> CONTRACT_PARTS = List.of("table", "column", "entity", "mode");

    private final GoldenCase golden;
    private final Path directory;
    private final EngineRun engine;
    private final Place place;
    private final int longest;
    private final Map<String, Integer> loadIds = new HashMap<>();
    private final Map<String, Integer> created = new HashMap<>();
    private final Differences differences = new Differences();
    private Path work;

    private GoldenRun(GoldenCase golden, Path directory, Place place) {
        this.golden = golden;
        this.directory = directory;
        this.place = place;
        this.longest =
                golden.setup().path("destination").path("max_identifier_length").asInt(LONGEST_NAME);
        this.engine = new EngineRun(directory.resolve("golden.duckdb"), golden.name(), OPTIONS, longest, THREADS);
        this.work = directory.resolve("work");
    }

    /** Into a DuckDB file. */
    static Outcome of(GoldenCase golden, Path directory) {
        return of(golden, directory, Place.duckDb(directory.resolve("golden.duckdb"), DATASET));
    }

    static Outcome of(GoldenCase golden, Path directory, Place place) {
        List<String> unbuilt = Unbuilt.of(golden);
        if (!unbuilt.isEmpty()) {
            return new Outcome.NotBuilt(unbuilt);
        }
        GoldenRun run = new GoldenRun(golden, directory, place);
        run.run();
        List<String> found = run.differences.found();
        if (found.isEmpty()) {
            return golden.deviation().isEmpty() ? new Outcome.Passed() : new Outcome.Deviates(golden.deviation());
        }
        if (golden.isOpenBug() && !run.differences.areGrave()) {
            return new Outcome.Deviates("dlt's result is a bug, and Wadi's is another: " + String.join("; ", found));
        }
        return new Outcome.Differs(found);
    }

    private void run() {
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
            if (!worked && golden.isOpenBug()) {
                // dlt's tables are what its failure left of them.
                return false;
            }
        } catch (Failure failure) {
            if (!isExpected(failure, error)) {
                return false;
            }
        } catch (RuntimeException | StackOverflowError e) {
            StackTraceElement[] trace = e.getStackTrace();
            differences.grave("broke: " + e + " at " + List.of(trace).subList(0, Math.min(6, trace.length)));
            return false;
        }
        if (error.filter(e -> e.path("step").asText().equals("load")).isPresent()) {
            // dlt leaves a load half done then; Wadi leaves what was there before.
            compare(golden.expected().path("snapshots").path(number - 2));
            return false;
        }
        differences.compare("load packages", expected.path("load_packages").asInt(), packages);
        compare(expected);
        return worked;
    }

    private boolean isExpected(Failure failure, Optional<JsonNode> error) {
        String kind = FailureKind.of(failure);
        String wanted = error.map(e -> e.path("kind").asText()).orElse("no error");
        if (!kind.equals(wanted)) {
            differences.add("expected " + wanted + ", got " + kind + ": " + failure.explanation());
            return false;
        }
        Map<String, String> parts = FailureKind.parts(failure);
        List<String> compared = kind.equals(FailureKind.CONTRACT) ? CONTRACT_PARTS : List.of();
        compared.stream()
                .filter(part -> error.orElseThrow().hasNonNull(part))
                .forEach(part -> differences.compare(
                        "the error's " + part,
                        error.orElseThrow().get(part).asText(),
                        parts.getOrDefault(part, "nothing")));
        return true;
    }

    private void compare(JsonNode expected) {
        new Comparison(place.shown(expected), differences).with(place.tables(), loadIds, created);
    }

    private boolean loaded(JsonNode load, int number) {
        if (load.path("fresh_working_dir").asBoolean()) {
            work = directory.resolve("work" + number);
        }
        created.put(EngineRun.at(number).toString(), number);
        Optional<Refresh> refresh = Optional.ofNullable(load.get("refresh"))
                .map(word -> Refresh.valueOf(word.asText().toUpperCase(Locale.ROOT)));
        Optional<String> loadId =
                engine.load(new GoldenSource(golden).of(SOURCE, load), work, number, refresh, place.target(longest));
        loadId.ifPresent(id -> loadIds.put(id, number));
        return loadId.isPresent();
    }
}
