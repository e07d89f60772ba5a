package io.wadi.load.snowflake;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.testing.Peer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each statement of the golden files, as sqlglot reads Snowflake's SQL; only in the lane of peers. */
@Tag("peers-only")
class SqlglotTest {
    private static final Path GOLDEN = Path.of("src/test/resources/snowflake");
    /** Statements that it passes on as they are; the second is written as Snowflake documents it. */
    private static final Pattern OPAQUE =
            Pattern.compile(".*\topaque\t(REMOVE @.*|CREATE OR REPLACE TABLE \\S+ CLONE \\S+ COPY GRANTS)");

    @Test
    void itUnderstandsTheGoldenStatements() throws IOException {
        List<String> told;
        try (Stream<Path> files = Files.list(GOLDEN)) {
            told = judge(files.filter(file -> file.toString().endsWith(".sql")).sorted());
        }
        assertThat(Integer.parseInt(told.get(told.size() - 1))).isGreaterThan(200);
        assertThat(told.subList(0, told.size() - 1))
                .allMatch(line -> OPAQUE.matcher(line).matches());
    }

    @Test
    void itCanRefuse(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("x.sql"), "SELECT 1;\n-- ;\nSELECT FROM WHERE (;\n");
        assertThat(judge(Stream.of(file))).hasSize(2).endsWith("2");
    }

    private static List<String> judge(Stream<Path> files) {
        return Peer.run("judge_sql.py", files.map(Path::toString).toList());
    }
}
