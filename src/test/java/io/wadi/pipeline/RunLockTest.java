package io.wadi.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wadi.model.TransientFailure;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunLockTest {
    @TempDir
    Path directory;

    @Test
    void aSecondRunOfThePipelineIsToldWhoHasIt() {
        Path packages = directory.resolve("pipelines/orders/packages");
        try (RunLock lock = RunLock.take(packages, "orders")) {
            assertThatThrownBy(() -> RunLock.take(packages, "orders"))
                    .isInstanceOf(TransientFailure.class)
                    .hasMessageContaining("another run of pipeline orders")
                    .hasMessageContaining("process " + ProcessHandle.current().pid() + ")");
        }
        try (RunLock lock = RunLock.take(packages, "orders")) {
            assertThat(packages).isDirectory();
        }
    }

    @Test
    void otherPipelinesAreNotInTheWay() {
        try (RunLock lock = RunLock.take(directory.resolve("a/packages"), "a");
                RunLock other = RunLock.take(directory.resolve("b/packages"), "b")) {
            assertThat(lock).isNotSameAs(other);
        }
    }
}
