package io.wadi.testing;

import io.wadi.load.duckdb.DuckDbDestination;
import io.wadi.model.Deadline;
import io.wadi.model.Refresh;
import io.wadi.model.Source;
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
import java.util.Optional;

/** Runs of a pipeline into one DuckDB file, through the same engine as any other, each an hour after the one before. */
public record EngineRun(Path file, String input, LoadOptions options, int longestName, int threads) {
    /** No case has data of this day. */
    private static final Instant FIRST = Instant.parse("2031-03-07T01:02:03.456789Z");

    /** When the run of this number makes its package. */
    public static Instant at(int number) {
        return FIRST.plus(Duration.ofHours(number));
    }

    /** @return the load's id; empty when there was nothing to load */
    public Optional<String> load(Source source, Path work, int number) {
        return load(source, work, number, Optional.empty());
    }

    public Optional<String> load(Source source, Path work, int number, Optional<Refresh> refresh) {
        Target target = new Target("duckdb", "duckdb:" + file, longestName, new DuckDbDestination(file));
        return load(source, work, number, refresh, target);
    }

    /** The same into another place. */
    public Optional<String> load(Source source, Path work, int number, Optional<Refresh> refresh, Target target) {
        PipelineRun run = new PipelineRun(new RunSettings(
                work,
                input,
                "",
                Station.LOAD,
                false,
                refresh,
                threads,
                InstantSource.fixed(at(number)),
                () -> ByteBuffer.allocate(16).putInt(number).array(),
                Optional.empty(),
                any -> target,
                new Progress(),
                Deadline.none()));
        run.load(source, options);
        return run.report().flatMap(RunReport::loadId);
    }
}
