package io.wadi.cli;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where Wadi keeps what is under way. */
final class WorkOptions {
    @Option(
            names = "--work",
            paramLabel = "DIR",
            description = "The working directory, with journals and packages under way (.wadi).")
    Optional<Path> work = Optional.empty();

    Path directory(Surroundings surroundings) {
        return work.or(() -> surroundings.variable("WADI_WORK").map(Path::of))
                .orElse(Path.of(".wadi"))
                .toAbsolutePath()
                .normalize();
    }
}
