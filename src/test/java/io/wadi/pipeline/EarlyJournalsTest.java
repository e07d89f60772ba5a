package io.wadi.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.load.duckdb.DuckDbDestination;
import io.wadi.model.Deadline;
import io.wadi.model.Hints;
import io.wadi.model.JsonPage;
import io.wadi.model.Origin;
import io.wadi.model.Page;
import io.wadi.model.Pages;
import io.wadi.model.Parent;
import io.wadi.model.Reading;
import io.wadi.model.Resource;
import io.wadi.model.Source;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Journals that are read before all is extracted, of resources that have no place to go on from. */
class EarlyJournalsTest {
    @TempDir
    Path home;

    @ParameterizedTest
    @EnumSource(
            value = Station.class,
            names = {"EXTRACT", "LOAD"})
    void aResourceIsReadWithThePagesOfItsParent(Station until) {
        Source source = new Source("s");
        source.add(resource("first", Reading.ALONE, extraction -> page()));
        source.add(resource(
                "second",
                new Reading(false, Optional.of(new Parent("first", List.of()))),
                extraction -> extraction.parents().open("first")));

        assertThat(run(source, until).records()).containsEntry("first", 2L).containsEntry("second", 2L);
    }

    @Test
    void aResourceIsReadAheadOfItsTurn() {
        Source source = new Source("s", 2);
        source.add(resource("first", Reading.BESIDE, extraction -> page()));
        source.add(resource("second", Reading.BESIDE, extraction -> page()));
        source.add(resource("third", Reading.BESIDE, extraction -> page()));

        assertThat(run(source, Station.LOAD).loaded())
                .hasValueSatisfying(loaded -> assertThat(loaded.rows())
                        .containsEntry("first", 2L)
                        .containsEntry("second", 2L)
                        .containsEntry("third", 2L));
    }

    private RunReport run(Source source, Station until) {
        PipelineRun run = new PipelineRun(new RunSettings(
                home.resolve("work"),
                "",
                "",
                until,
                false,
                Optional.empty(),
                1,
                InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z")),
                () -> new byte[16],
                Optional.empty(),
                options -> new Target("duckdb", "duckdb:out", 255, new DuckDbDestination(home.resolve("out.duckdb"))),
                new Progress(),
                Deadline.none()));
        run.load(source, new LoadOptions("p", Optional.of("d"), Optional.empty()));
        return run.report().orElseThrow();
    }

    private static Resource resource(String name, Reading reading, Resource.Opener opener) {
        return new Resource(name, Hints.NONE, opener, Resource.AfterLoad.NOTHING, reading);
    }

    private static Pages page() {
        byte[] bytes = "{\"id\":1}\n{\"id\":2}".getBytes(StandardCharsets.UTF_8);
        return new ReadyPages(List.<Page>of(JsonPage.of(bytes, 2, new Origin("r", "record", 1))));
    }
}
