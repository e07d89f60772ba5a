package io.wadi.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import io.wadi.conformance.Tally.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The golden cases and takeovers, through the whole road into DuckDB, and the vectors. {@code -Dconformance.dirs=A,B} names
 * other directories of them (see {@link Corpus}); {@code target/conformance.json} says of each what became of it and why.
 */
class ConformanceTest {
    private static final Corpus CORPUS = Corpus.find();
    private static final Tally TALLY = new Tally();

    @TempDir
    static Path directory;

    @Test
    void thereIsSomethingToCompareWith() {
        assertThat(Stream.of(CORPUS.cases(), CORPUS.vectors(), CORPUS.takeovers()))
                .anyMatch(found -> !found.isEmpty());
    }

    @TestFactory
    @Tag("exhaustive")
    Stream<DynamicTest> goldenCases() {
        return CORPUS.cases().stream()
                .map(path -> test(Kind.CASES, path, name(path), () -> GoldenRun.of(GoldenCase.read(path), fresh())));
    }

    @TestFactory
    @Tag("exhaustive")
    Stream<DynamicTest> takeovers() {
        return CORPUS.takeovers().stream()
                .map(path ->
                        test(Kind.TAKEOVERS, path, name(path), () -> TakeoverRun.of(Takeover.read(path), fresh())));
    }

    @TestFactory
    Stream<DynamicTest> vectors() {
        return CORPUS.vectors().stream().flatMap(ConformanceTest::vectors);
    }

    private static Stream<DynamicTest> vectors(Path file) {
        List<JsonNode> vectors;
        try {
            vectors = VectorFile.read(file);
        } catch (Exception e) {
            return Stream.of(test(Kind.VECTORS, file, name(file), () -> {
                throw e;
            }));
        }
        return IntStream.range(0, vectors.size())
                .mapToObj(i -> test(
                        Kind.VECTORS,
                        file,
                        name(file) + " " + (i + 1) + ": " + vectors.get(i),
                        () -> VectorFile.check(file, vectors.get(i))));
    }

    private static Path fresh() throws Exception {
        return Files.createTempDirectory(directory, "run");
    }

    private static String name(Path path) {
        return String.valueOf(path.toAbsolutePath().normalize().getFileName());
    }

    private static DynamicTest test(Kind kind, Path path, String name, Callable<Outcome> run) {
        return dynamicTest(name, path.toUri(), () -> check(kind, path, name, run));
    }

    private static void check(Kind kind, Path path, String name, Callable<Outcome> run) {
        Outcome outcome;
        try {
            outcome = run.call();
        } catch (Exception | AssertionError | StackOverflowError e) {
            outcome = new Outcome.Differs(
                    List.of("could not be run: " + e + (e.getCause() == null ? "" : ", from " + e.getCause())));
        }
        TALLY.add(kind, path, name, outcome);
        if (outcome instanceof Outcome.NotBuilt notBuilt) {
            abort("not built: " + String.join(", ", notBuilt.features()));
        }
        if (outcome instanceof Outcome.Differs differs) {
            throw new AssertionError(String.join(System.lineSeparator(), differs.reasons()));
        }
    }

    @AfterAll
    static void report() throws Exception {
        System.out.println(TALLY.details());
        System.out.println(TALLY.line());
        TALLY.write(Path.of("target", "conformance.json"));
    }
}
