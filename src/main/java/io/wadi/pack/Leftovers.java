package io.wadi.pack;

import io.wadi.disk.Durable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What runs left in the packages of a pipeline that no later run goes on with. Whoever asks holds the pipeline's lock. */
public final class Leftovers {
    private Leftovers() {}

    /** A folder that may go, and why. */
    public record Leftover(Path path, String why, long bytes) {}

    /** @param before what was begun later may be gone on with */
    public static List<Leftover> of(PackageStore store, Instant before) {
        List<Leftover> found = new ArrayList<>();
        for (Path directory : store.directories()) {
            if (!PackageDirectory.isPackage(directory)) {
                found.add(leftover(directory, "its run ended as it began"));
                continue;
            }
            Manifest manifest = PackageDirectory.open(directory).manifest();
            PackageState state = manifest.state();
            if (state == PackageState.EXTRACTING) {
                if (manifest.identity().createdAt().isAfter(before)) {
                    continue;
                }
                found.add(leftover(directory, "its extraction did not come to its end"));
            } else if (state == PackageState.ABORTED) {
                found.add(leftover(directory, "it was given up"));
            }
        }
        return found;
    }

    /** A folder with the size of what is in it. */
    public static Leftover leftover(Path path, String why) {
        try (Stream<Path> files = Files.walk(path)) {
            long bytes = 0;
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                bytes += Files.size(file);
            }
            return new Leftover(path, why, bytes);
        } catch (IOException e) {
            throw Durable.failure("read", path, e);
        }
    }
}
