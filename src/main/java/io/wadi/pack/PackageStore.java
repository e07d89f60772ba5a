package io.wadi.pack;

import io.wadi.disk.Durable;
import io.wadi.model.Base;
import io.wadi.model.Clearing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The packages of a pipeline in the working directory: {@code pipelines/NAME/packages/LOAD_ID}, oldest first. */
public final class PackageStore {
    private static final int KEPT = 20;

    private final Path packages;

    public PackageStore(Path work, String pipeline) {
        this(work.resolve("pipelines").resolve(FileName.of(pipeline)).resolve("packages"));
    }

    private PackageStore(Path packages) {
        this.packages = packages;
    }

    /** That of a pipeline whose folder was found. */
    public static PackageStore at(Path pipeline) {
        return new PackageStore(pipeline.resolve("packages"));
    }

    /** Where the packages are. */
    public Path path() {
        return packages;
    }

    public PackageDirectory create(Identity identity, Base base) {
        return create(identity, base, Clearing.NONE);
    }

    public PackageDirectory create(Identity identity, Base base, Clearing clearing) {
        return PackageDirectory.create(packages.resolve(identity.loadId()), Manifest.begin(identity, base, clearing));
    }

    public List<PackageDirectory> list() {
        return directories().stream()
                .filter(PackageDirectory::isPackage)
                .map(PackageDirectory::open)
                .sorted(Comparator.comparing(p -> p.manifest().identity().createdAt()))
                .toList();
    }

    List<Path> directories() {
        if (!Files.isDirectory(packages)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(packages)) {
            return entries.filter(Files::isDirectory).toList();
        } catch (IOException e) {
            throw Durable.failure("read", packages, e);
        }
    }

    /** Packages whose run ended without them: not loaded, not stale, not given up. */
    public List<PackageDirectory> unfinished() {
        return list().stream().filter(p -> !p.manifest().state().isEnd()).toList();
    }

    /** Removes all but the last ended packages, and what a crash left of one that had hardly begun. */
    public void tidy() {
        directories().stream().filter(d -> !PackageDirectory.isPackage(d)).forEach(Durable::remove);
        List<PackageDirectory> ended =
                list().stream().filter(p -> p.manifest().state().isEnd()).toList();
        ended.stream().limit(Math.max(0, ended.size() - KEPT)).forEach(p -> Durable.remove(p.path()));
    }

    /** Removes a package with all that is in it. */
    public void remove(PackageDirectory directory) {
        Durable.remove(directory.path());
    }
}
