package io.wadi.extract.files.remote;

import io.wadi.model.Explanation;
import io.wadi.model.TransientFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A folder of this run's own, with the one file that is being read; nobody else may look into it. */
final class Fetched implements AutoCloseable {
    private static final String NAME = "file";

    private Optional<Path> folder = Optional.empty();

    /** Where the next file goes; the one before it is gone then. */
    Path next() {
        try {
            if (folder.isEmpty()) {
                folder = Optional.of(Files.createTempDirectory("wadi-files-"));
            }
            Path file = folder.get().resolve(NAME);
            Files.deleteIfExists(file);
            return file;
        } catch (IOException e) {
            throw new TransientFailure(
                    Explanation.of("there is no room for a file that is fetched: " + e.getMessage())
                            .at(System.getProperty("java.io.tmpdir", ""))
                            .fix("make room there, or say another place with -Djava.io.tmpdir in WADI_JAVA_OPTS"),
                    e);
        }
    }

    @Override
    public void close() {
        folder.ifPresent(made -> {
            try {
                Files.deleteIfExists(made.resolve(NAME));
                Files.deleteIfExists(made);
            } catch (IOException e) {
                // The system empties its folder for such files by itself.
                return;
            }
        });
        folder = Optional.empty();
    }
}
