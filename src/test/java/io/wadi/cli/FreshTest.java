package io.wadi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FreshTest {
    @TempDir
    Path home;

    @Test
    void whatEditorsLeaveThereForAMomentIsNoHindrance() throws IOException {
        Path routes = Files.createDirectories(home.resolve("routes"));
        long before = Fresh.stamp(home);
        for (Path folder : new Path[] {home, routes}) {
            Files.createSymbolicLink(folder.resolve(".#orders.camel.yaml"), Path.of("ann@host.4711:1795299870"));
        }
        assertThat(Fresh.stamp(home)).isNotEqualTo(before);
    }
}
