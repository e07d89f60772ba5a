package io.wadi.cli;

import io.wadi.config.RouteFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Something made of a project's files, and made again when one of them has changed. */
final class Fresh<T> {
    private record Made<T>(long stamp, T value) {}

    private final Path home;
    private final Supplier<T> make;
    private Optional<Made<T>> made = Optional.empty();

    Fresh(Path home, Supplier<T> make) {
        this.home = home;
        this.make = make;
    }

    synchronized T get() {
        long now = stamp(home);
        Made<T> current = made.filter(each -> each.stamp() == now).orElseGet(() -> new Made<>(now, make.get()));
        made = Optional.of(current);
        return current.value();
    }

    /** Another number whenever a route, a property, a policy or a deployment has changed. */
    static long stamp(Path home) {
        try (Stream<Path> top = Files.list(home);
                Stream<Path> routes = Files.walk(RouteFiles.folder(home))) {
            List<Path> files = Stream.concat(top.filter(Fresh::counts), routes).toList();
            long stamp = files.size();
            for (Path file : files) {
                stamp = stamp * 31 + file.hashCode();
                stamp = stamp * 31 + file.toFile().lastModified(); // 0 for one that editors have taken away again
            }
            return stamp;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean counts(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.endsWith(".properties") || name.endsWith(".yaml");
    }
}
