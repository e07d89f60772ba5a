package io.wadi.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wadi.load.duckdb.DuckDbDestination;
import io.wadi.model.Deadline;
import io.wadi.model.Hints;
import io.wadi.model.JsonPage;
import io.wadi.model.MergeSettings;
import io.wadi.model.OnEmpty;
import io.wadi.model.Origin;
import io.wadi.model.Page;
import io.wadi.model.Pages;
import io.wadi.model.Resource;
import io.wadi.model.Source;
import io.wadi.model.TerminalFailure;
import io.wadi.model.WriteDisposition;
import io.wadi.model.Writing;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Replaced resources that gave no record. */
class OnEmptyTest {
    private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    Path home;

    private int runs;

    @Test
    void theTablesAreEmptied() {
        run(OnEmpty.REPLACE, "{\"id\":1,\"l\":[1]}");
        run(OnEmpty.REPLACE);

        assertThat(count("a")).isZero();
        assertThat(count("a__l")).isZero();
    }

    @Test
    void theTablesAreKept() {
        run(OnEmpty.KEEP, "{\"id\":1,\"l\":[1]}");
        Optional<String> second = run(OnEmpty.KEEP);

        assertThat(second).as("there was nothing to load").isEmpty();
        assertThat(count("a")).isEqualTo(1);
        assertThat(count("a__l")).isEqualTo(1);
    }

    @Test
    void keptTablesAreReplacedByAnyRecord() {
        run(OnEmpty.KEEP, "{\"id\":1,\"l\":[1]}");
        run(OnEmpty.KEEP, "{\"id\":2}");

        assertThat(count("a")).isEqualTo(1);
        assertThat(count("a__l")).as("those of record 1").isZero();
    }

    @Test
    void theRunFailsAndSaysWhatToDo() {
        run(OnEmpty.FAIL, "{\"id\":1}");

        assertThatThrownBy(() -> run(OnEmpty.FAIL)).isInstanceOfSatisfying(TerminalFailure.class, failure -> {
            assertThat(failure.explanation().what())
                    .isEqualTo("resource a gave no record, and its table would be emptied; nothing was loaded");
            assertThat(failure.explanation().fix())
                    .hasValueSatisfying(fix -> assertThat(fix).contains("onEmpty: keep", "onEmpty: replace"));
        });

        assertThat(count("a")).isEqualTo(1);
        assertThat(run(OnEmpty.FAIL, "{\"id\":2}")).as("nothing is in the way").isPresent();
    }

    private Optional<String> run(OnEmpty onEmpty, String... records) {
        Source source = new Source("s");
        source.add(new Resource(
                "a",
                Hints.NONE.with(new Writing(WriteDisposition.REPLACE, MergeSettings.NONE, onEmpty)),
                extraction -> pages(records)));
        runs++;
        PipelineRun run = new PipelineRun(new RunSettings(
                home.resolve("work"),
                "",
                "",
                Station.LOAD,
                false,
                Optional.empty(),
                1,
                InstantSource.fixed(FIRST.plusSeconds(runs)),
                () -> new byte[16],
                Optional.empty(),
                options -> new Target("duckdb", "duckdb:" + file(), 255, new DuckDbDestination(file())),
                new Progress(),
                Deadline.none()));
        run.load(source, new LoadOptions("p", Optional.of("d"), Optional.empty()));
        return run.report().flatMap(RunReport::loadId);
    }

    private static Pages pages(String... records) {
        byte[] bytes = String.join("\n", records).getBytes(StandardCharsets.UTF_8);
        Deque<Page> pages = new ArrayDeque<>(List.of(JsonPage.of(bytes, records.length, new Origin("r", "record", 1))));
        return new Pages() {
            @Override
            public Optional<Page> next() {
                return Optional.ofNullable(pages.poll());
            }

            @Override
            public void close() {
                pages.clear();
            }
        };
    }

    private Path file() {
        return home.resolve("out.duckdb");
    }

    private int count(String table) {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + file());
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT count(*) FROM d." + table)) {
            result.next();
            return result.getInt(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
