package io.wadi.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.wadi.snowflake.SnowflakeAccount;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The golden cases of write dispositions, through the whole road into Snowflake; {@code -Dconformance.snowflake=REGEX} names
 * others.
 */
@Tag("peers")
@Tag("exhaustive")
class SnowflakeConformanceTest {
    private static final Pattern CASES =
            Pattern.compile(System.getProperty("conformance.snowflake", "(write|upsert|scd2|cdc|insert|refresh)_.*"));

    @TempDir
    static Path directory;

    @TestFactory
    Stream<DynamicTest> goldenCases() {
        List<Path> cases = Corpus.find().cases().stream()
                .filter(path -> CASES.matcher(name(path)).matches())
                .toList();
        assertThat(cases).isNotEmpty();
        return cases.stream().map(path -> dynamicTest(name(path), path.toUri(), () -> check(path)));
    }

    private static void check(Path path) throws Exception {
        Path run = Files.createTempDirectory(directory, "run");
        try (SnowflakeAccount account = SnowflakePlace.account()) {
            SnowflakePlace place = new SnowflakePlace(account, GoldenRun.DATASET, run.resolve("upload"));
            Outcome outcome = GoldenRun.of(GoldenCase.read(path), run, place);
            if (outcome instanceof Outcome.Differs differs) {
                throw new AssertionError(String.join(System.lineSeparator(), differs.reasons()));
            }
        }
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName());
    }
}
