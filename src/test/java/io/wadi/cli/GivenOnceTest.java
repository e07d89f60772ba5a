package io.wadi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.cli.Project.Outcome;
import io.wadi.testing.ChildJvm;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a step takes away from where it was is in the journal or still where it was, whatever happens to the run. */
class GivenOnceTest {
    private static final int HALTED = 77;

    @TempDir
    private Path home;

    private Steps steps;

    @BeforeEach
    void open() {
        steps = new Steps(home);
        takes("delete=true");
    }

    /** The first file of {@code in}, by name; what becomes of it when the run has ended well. */
    private void takes(String then) {
        steps.source("- pollEnrich: {simple: 'file:%s/in?sortBy=file:name&%s', timeout: '5000'}\n".formatted(home, then)
                + Steps.records("format: csv"));
    }

    private void arrives(String name, String rows) {
        steps.project.file("in/" + name, "id\n" + rows);
    }

    /** Called by Camel. */
    public static final class Halting {
        /** Three pages, and then the process ends. */
        public Iterator<Map<String, Object>> records() {
            return IntStream.iterate(1, i -> i + 1)
                    .mapToObj(id -> {
                        if (id == 100) {
                            Runtime.getRuntime().halt(HALTED);
                        }
                        return Map.<String, Object>of("id", id, "text", "x".repeat(150_000));
                    })
                    .iterator();
        }

        public List<Map<String, Object>> healed() {
            return List.of(Map.of("id", 1), Map.of("id", 2));
        }
    }

    private int inItsOwnProcess() {
        return ChildJvm.start(
                        List.of("-Dwadi.home=" + home),
                        Wadi.class,
                        "run",
                        "lab",
                        "--destination",
                        "duckdb://" + steps.project.database,
                        "--work",
                        home.resolve("work").toString())
                .end();
    }

    @Test
    void aProcessThatEndsInTheMiddleHasLoadedNothing() {
        steps.source(Steps.bean(Halting.class, "records") + Steps.records());
        assertThat(inItsOwnProcess()).isEqualTo(HALTED);
        assertThat(steps.project.contents()).isEmpty();
        steps.source(Steps.bean(Halting.class, "healed") + Steps.records());
        steps.runs();

        assertThat(steps.rows("id")).containsExactly("1", "2");
    }

    @Test
    void whatTheJournalHasIsLoadedThoughTheSourceHasItNoMore() {
        arrives("a.csv", "1\n2\n");
        assertThat(steps.project
                        .wadi("extract", "lab", "--destination", "duckdb://" + steps.project.database)
                        .code())
                .isZero();
        assertThat(home.resolve("in/a.csv")).doesNotExist();
        assertThat(steps.project.wadi("load", "lab").code()).isZero();

        assertThat(steps.rows("id")).containsExactly("1", "2");
    }

    @Test
    void aRunThatFinishesAnEarlierOneLoadsWhatItWasGivenItself() {
        arrives("a.csv", "1\n2\n");
        steps.project.wadi("extract", "lab", "--destination", "duckdb://" + steps.project.database);
        arrives("b.csv", "3\n");
        steps.runs();

        assertThat(steps.rows("id")).containsExactly("1", "2", "3");
        assertThat(home.resolve("in")).isEmptyDirectory();
    }

    @Test
    void whatIsGivenAgainWhileItWaitsIsNotLoadedTwice() {
        arrives("a.csv", "1\n2\n");
        takes("noop=true&idempotent=false");
        steps.project.wadi("extract", "lab", "--destination", "duckdb://" + steps.project.database);
        Outcome outcome = steps.runs();

        assertThat(outcome.out()).contains("an earlier run had left this package");
        assertThat(steps.rows("id")).containsExactly("1", "2");
        steps.runs();
        assertThat(steps.rows("id")).containsExactly("1", "1", "2", "2");
    }

    @Test
    void asLongAsAPackageWaitsNothingMoreIsTaken() {
        arrives("a.csv", "1\n");
        steps.project.wadi("extract", "lab", "--destination", "duckdb://" + steps.project.database);
        arrives("b.csv", "2\n");
        Outcome second = steps.project.wadi("extract", "lab", "--destination", "duckdb://" + steps.project.database);

        assertThat(second.code()).isEqualTo(1);
        assertThat(second.err()).contains("waits to be loaded", "./wadi load lab");
        assertThat(home.resolve("in/b.csv")).exists();
        steps.runs();
        assertThat(steps.rows("id")).containsExactly("1", "2");
    }

    @Test
    void aRunThatFailsLeavesTheFileWhereItWas() {
        arrives("a.csv", "1\n\"2\n");
        assertThat(steps.run().code()).isEqualTo(1);
        assertThat(home.resolve("in/a.csv")).exists();
        arrives("a.csv", "1\n2\n");
        steps.runs();
        assertThat(steps.rows("id")).containsExactly("1", "2");
    }
}
