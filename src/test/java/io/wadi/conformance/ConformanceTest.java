package io.wadi.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The golden cases, through the whole road into DuckDB. {@code -Dconformance.dirs=A,B} names other directories of cases;
 * {@code target/conformance.json} says of each case what became of it and why.
 */
class ConformanceTest {
    private static final Tally TALLY = new Tally();

    @TempDir
    static Path directory;

    @TestFactory
    Stream<DynamicTest> goldenCases() {
        List<GoldenCase> cases = GoldenCase.all();
        assertThat(cases).isNotEmpty();
        return cases.stream()
                .map(golden -> dynamicTest(golden.name(), golden.directory().toUri(), () -> check(golden)));
    }

    private static void check(GoldenCase golden) throws Exception {
        Outcome outcome = GoldenRun.of(golden, Files.createTempDirectory(directory, "case"));
        TALLY.add(golden, outcome);
        if (outcome instanceof Outcome.NotBuilt notBuilt) {
            abort("not built: " + String.join(", ", notBuilt.features()));
        }
        if (outcome instanceof Outcome.Differs differs) {
            throw new AssertionError(String.join(System.lineSeparator(), differs.reasons()));
        }
    }

    @AfterAll
    static void report() throws Exception {
        System.out.println(TALLY.line());
        TALLY.write(Path.of("target", "conformance.json"));
    }
}
