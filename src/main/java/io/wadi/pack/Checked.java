package io.wadi.pack;

import static java.util.Objects.requireNonNull;

import io.wadi.disk.FrameReader;
import io.wadi.model.Failure;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A file of a package that was read whole.
 *
 * @param problem what is wrong with it, if anything is
 */
public record Checked(String file, long bytes, Optional<String> problem) {
    public Checked {
        requireNonNull(file);
        requireNonNull(problem);
    }

    /** The parts that a package's manifest lists. */
    public static List<Checked> parts(PackageDirectory directory) {
        return directory.manifest().parts().stream()
                .map(part -> part(directory.part(part), part))
                .toList();
    }

    private static Checked part(Path file, StoredPart stored) {
        return of("parts/" + stored.file(), stored.bytes(), () -> {
            try (FrameReader frames = new FrameReader(file, PartFile.KIND)) {
                for (int i = 0; i < frames.frames(); i++) {
                    frames.frame(i);
                }
                return frames.frames() == stored.batches() && frames.checksum().equals(stored.checksum());
            }
        });
    }

    /** Whether a file is what was written; a failure says it is not, too. */
    @FunctionalInterface
    public interface Reading {
        boolean isAsWritten();
    }

    public static Checked of(String file, long bytes, Reading reading) {
        try {
            boolean well = reading.isAsWritten();
            return new Checked(
                    file, bytes, well ? Optional.empty() : Optional.of("it is whole, but not what the manifest lists"));
        } catch (Failure e) {
            return new Checked(file, bytes, Optional.of(e.explanation().what()));
        }
    }
}
