package io.wadi.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.wadi.extract.files.JsonLines;
import io.wadi.model.Deadline;
import io.wadi.model.Hints;
import io.wadi.model.Page;
import io.wadi.model.Resource;
import io.wadi.model.Schema;
import io.wadi.model.TerminalFailure;
import io.wadi.normalise.Naming;
import io.wadi.normalise.Normaliser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From a file to the error that names its line, through the stations between. */
class LineOfAFileTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"a\":1} {\"a\":2}", "{\"a\":\n1}", "{\"a\":1}}", "nonsense", "{\"a\":\"\u0001\"}", "[1\n,2]"})
    void theLineAtFaultIsNamedAmongBlankOnes(String broken) throws IOException {
        String good = "{\"a\":1}\n\n  \n{\"a\":2}\r\n\r\n";
        Path file = Files.writeString(directory.resolve("f.jsonl"), good.repeat(3) + broken + "\n\n" + good.repeat(3));

        for (int threads : new int[] {1, 4}) {
            TerminalFailure failure = catchThrowableOfType(TerminalFailure.class, () -> normalise(file, threads));

            assertThat(failure).hasMessageStartingWith("invalid JSON: ");
            assertThat(failure.explanation().at()).contains(file.toAbsolutePath() + ", line 16");
        }
    }

    @Test
    void aLargeFileNamesALineFarBehindItsFirstPage() throws IOException {
        String good = "{\"a\":\"" + "x".repeat(1_000) + "\"}\n\n";
        Path file = Files.writeString(
                directory.resolve("f.jsonl"), good.repeat(10_000) + "{\"a\":1} 2\n" + good.repeat(1_000));

        TerminalFailure failure = catchThrowableOfType(TerminalFailure.class, () -> normalise(file, 4));

        assertThat(failure.explanation().at()).contains(file.toAbsolutePath() + ", line 20001");
    }

    private static void normalise(Path file, int threads) {
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try (JsonLines lines = new JsonLines(file, Deadline.none())) {
            Normaliser normaliser = new Normaliser(
                    Schema.empty("s"),
                    new Naming(65_536),
                    new byte[16],
                    new Normaliser.Workers(executor, threads),
                    (table, columns, batch) -> {},
                    Deadline.none());
            normaliser.begin(new Resource("t", Hints.NONE, extraction -> lines));
            for (Optional<Page> page = lines.next(); page.isPresent(); page = lines.next()) {
                normaliser.accept(page.get());
            }
            normaliser.finish();
        } finally {
            executor.shutdownNow();
        }
    }
}
