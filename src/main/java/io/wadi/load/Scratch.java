package io.wadi.load;

import io.wadi.disk.Durable;
import io.wadi.model.Explanation;
import io.wadi.model.TransientFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder for files on their way, for nobody else to read; what an earlier try left in it goes. */
public record Scratch(Path path) implements AutoCloseable {
    public Scratch {
        path = path.toAbsolutePath().normalize();
        clear(path);
        Durable.directories(path);
    }

    /** Takes what is in it. */
    public void clear() {
        clear(path);
    }

    private static void clear(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            List<Path> deepestFirst = all.filter(file -> !file.equals(folder))
                    .sorted(Comparator.reverseOrder())
                    .toList();
            for (Path file : deepestFirst) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw failure("cannot be emptied", folder, e);
        }
    }

    private static TransientFailure failure(String what, Path folder, IOException e) {
        return new TransientFailure(
                Explanation.of("folder " + folder + ", where files wait on their way, " + what)
                        .fix("see whether its disk is there and may be written, then run again"),
                e);
    }

    @Override
    public void close() {
        clear(path);
        try {
            Files.delete(path);
        } catch (IOException e) {
            throw failure("cannot be removed", path, e);
        }
    }
}
