package io.wadi.pack;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.model.FileLedger;
import io.wadi.model.FileMark;
import io.wadi.model.LoadPackage.Versioned;
import io.wadi.model.PipelineState;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The files that were loaded, as the pipeline's state keeps them. */
class FilesInStateTest {
    private static final FileMark MARK = new FileMark(7, Instant.parse("2026-01-02T03:04:05.678Z"), "crc32c:01234567");

    private static Optional<Versioned> written(Optional<String> before, PipelineState state) {
        return StateDocument.read(before).with(state, "p", "d", "shop", "duckdb");
    }

    private static PipelineState with(String path) {
        return PipelineState.EMPTY.with("shop", "orders", new FileLedger(Map.of(path, MARK)));
    }

    @Test
    void whatWasNotedIsFoundAgainByItsResource() {
        String text =
                written(Optional.empty(), with("a/b.c~1/é.csv")).orElseThrow().text();

        PipelineState read = StateDocument.read(Optional.of(text)).cursors();

        assertThat(read.files("shop", "orders").marks()).isEqualTo(Map.of("a/b.c~1/é.csv", MARK));
        assertThat(read.files("shop", "others").isEmpty()).isTrue();
        assertThat(read.files("other", "orders").isEmpty()).isTrue();
    }

    @Test
    void aStateWithTheSameFilesIsNoNewOne() {
        String text = written(Optional.empty(), with("a.csv")).orElseThrow().text();
        assertThat(written(Optional.of(text), with("a.csv"))).isEmpty();
        Versioned more = written(
                        Optional.of(text),
                        StateDocument.read(Optional.of(text))
                                .cursors()
                                .with("shop", "orders", new FileLedger(Map.of("b.csv", MARK))))
                .orElseThrow();
        assertThat(more.version()).isEqualTo(2);
        assertThat(StateDocument.read(Optional.of(more.text()))
                        .cursors()
                        .files("shop", "orders")
                        .marks())
                .containsOnlyKeys("a.csv", "b.csv");
    }

    @Test
    void aReplacedResourceForgetsItsFiles() {
        String text = written(Optional.empty(), with("a.csv")).orElseThrow().text();
        PipelineState again = StateDocument.read(Optional.of(text)).cursors().without("shop", "orders");
        String later = written(Optional.of(text), again).orElseThrow().text();
        assertThat(StateDocument.read(Optional.of(later))
                        .cursors()
                        .files("shop", "orders")
                        .isEmpty())
                .isTrue();
    }
}
