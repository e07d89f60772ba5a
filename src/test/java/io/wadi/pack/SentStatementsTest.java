package io.wadi.pack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept of statements, and how much. */
class SentStatementsTest {
    @TempDir
    Path folder;

    private String kept(int different, String... others) throws IOException {
        Path file = folder.resolve(SentStatements.FILE);
        try (SentStatements sent = new SentStatements(folder)) {
            for (String each : others) {
                sent.accept(each);
            }
            for (int i = 0; i < different; i++) {
                sent.accept("SELECT " + i);
            }
        }
        return Files.exists(file) ? Files.readString(file) : "";
    }

    @Test
    void eachTextIsThereOnceAndWithHowOften() throws IOException {
        assertThat(kept(1, "BEGIN", "  INSERT INTO t SELECT ?\n", "INSERT INTO t SELECT ?", "COMMIT"))
                .isEqualTo("BEGIN;\n-- 2 times\nINSERT INTO t SELECT ?;\nCOMMIT;\nSELECT 0;\n");
    }

    @Test
    void thereIsAnEndToIt() throws IOException {
        assertThat(kept(1_000, "x".repeat(9_000)))
                .hasSizeLessThan(10_000)
                .contains("/* and more */;\n", "SELECT 198;\n-- and 801 more\n");
    }

    @Test
    void whereNothingWasSentThereIsNoFile() throws IOException {
        assertThat(kept(0)).isEmpty();
    }
}
