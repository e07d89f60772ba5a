package io.wadi.pack;

import io.wadi.disk.Durable;
import io.wadi.model.Base;
import io.wadi.model.Clearing;
import io.wadi.model.CrashPoint;
import io.wadi.model.TerminalFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The packages of a pipeline in the working directory: {@code pipelines/NAME/packages/LOAD_ID}, oldest first. */
public final class PackageStore {
    private static final int KEPT = 20;

    private final Path packages;

    /** Loads what packages are written with; a run that begins meanwhile finds it there. */
    public static void prepare() {
        ManifestText.prepare();
    }

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

    /** Those whose extraction has not come to its end. */
    public List<PackageDirectory> extracting() {
        return list(PackageStore::hasJournals).stream()
                .filter(p -> p.manifest().state() == PackageState.EXTRACTING)
                .toList();
    }

    /** Where the packages are. */
    public Path path() {
        return packages;
    }

    /**
     * A package of some pipeline.
     *
     * @param directory empty where its manifest cannot be read, or is not there yet
     * @param problem why it cannot be read
     */
    public record Found(Path path, String pipeline, Optional<PackageDirectory> directory, Optional<String> problem) {
        public String loadId() {
            return String.valueOf(path.getFileName());
        }
    }

    /** Those of all pipelines, each with the oldest first. */
    public static List<Found> all(Path work) {
        return all(work, each -> true);
    }

    /** Those that a run made or went on with, of all pipelines, each with the oldest first. */
    public static List<Found> ofRun(Path work, String run) {
        return all(work, each -> mentions(each, run)).stream()
                .filter(found -> found.directory()
                        .filter(of -> of.manifest().identity().runs().contains(run))
                        .isPresent())
                .toList();
    }

    private static List<Found> all(Path work, Predicate<Path> which) {
        List<Found> all = new ArrayList<>();
        for (Path pipeline : folders(work.resolve("pipelines"))) {
            folders(at(pipeline).path()).stream()
                    .filter(which)
                    .map(path -> found(path, String.valueOf(pipeline.getFileName())))
                    .sorted(Comparator.comparing(PackageStore::began).thenComparing(Found::loadId))
                    .forEach(all::add);
        }
        return all;
    }

    private static Instant began(Found found) {
        return found.directory()
                .map(directory -> directory.manifest().identity().createdAt())
                .orElse(Instant.EPOCH);
    }

    private static Found found(Path path, String folder) {
        if (!PackageDirectory.isPackage(path)) {
            return new Found(path, folder, Optional.empty(), Optional.of("its run ended as it began"));
        }
        try {
            PackageDirectory directory = PackageDirectory.open(path);
            String pipeline = directory.manifest().identity().pipeline();
            return new Found(path, pipeline, Optional.of(directory), Optional.empty());
        } catch (TerminalFailure e) {
            return new Found(
                    path, folder, Optional.empty(), Optional.of(e.explanation().what()));
        }
    }

    public PackageDirectory create(Identity identity, Base base) {
        return create(identity, base, Clearing.NONE);
    }

    public PackageDirectory create(Identity identity, Base base, Clearing clearing) {
        return PackageDirectory.create(packages.resolve(identity.loadId()), Manifest.begin(identity, base, clearing));
    }

    public List<PackageDirectory> list() {
        return list(PackageDirectory::isPackage);
    }

    private List<PackageDirectory> list(Predicate<Path> which) {
        return directories().stream()
                .filter(which)
                .map(PackageDirectory::open)
                .sorted(Comparator.comparing(p -> p.manifest().identity().createdAt()))
                .toList();
    }

    List<Path> directories() {
        return folders(packages);
    }

    private static List<Path> folders(Path of) {
        if (!Files.isDirectory(of)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(of)) {
            return entries.filter(Files::isDirectory).sorted().toList();
        } catch (IOException e) {
            throw Durable.failure("read", of, e);
        }
    }

    /** Packages whose run ended without them: not loaded, not stale, not given up. */
    public List<PackageDirectory> unfinished() {
        return list().stream().filter(p -> !p.manifest().state().isEnd()).toList();
    }

    /** What is loaded or overtaken has none any more; its manifest, which grows with the schema, need not be read. */
    private static boolean hasJournals(Path directory) {
        return PackageDirectory.isPackage(directory) && Files.isDirectory(directory.resolve(PackageDirectory.JOURNAL));
    }

    /** Whether that word, of ASCII, is in its manifest: to look takes a fraction of what reading all of it does. */
    private static boolean mentions(Path directory, String word) {
        try {
            return PackageDirectory.isPackage(directory)
                    && Files.readString(directory.resolve(PackageDirectory.MANIFEST), StandardCharsets.ISO_8859_1)
                            .contains(word);
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Removes all but the last ended packages, and what a crash left of one that had hardly begun.
     *
     * @param replayable how many of those that were loaded keep their parts
     */
    public void tidy(int replayable) {
        directories().stream().filter(d -> !PackageDirectory.isPackage(d)).forEach(Durable::remove);
        List<PackageDirectory> ended =
                list().stream().filter(p -> p.manifest().state().isEnd()).toList();
        int old = Math.max(0, ended.size() - KEPT);
        ended.stream().limit(old).forEach(p -> Durable.remove(p.path()));
        List<PackageDirectory> loaded = ended.stream()
                .skip(old)
                .filter(p -> p.manifest().state() == PackageState.LOADED)
                .toList();
        loaded.stream().limit(Math.max(0, loaded.size() - replayable)).forEach(PackageDirectory::removeParts);
        CrashPoint.TIDIED.pass();
    }

    /** Removes a package with all that is in it. */
    public void remove(PackageDirectory directory) {
        Durable.remove(directory.path());
    }
}
