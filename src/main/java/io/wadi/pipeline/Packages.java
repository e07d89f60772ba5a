package io.wadi.pipeline;

import io.wadi.disk.Durable;
import io.wadi.journal.JournalReader;
import io.wadi.model.Explanation;
import io.wadi.model.Page;
import io.wadi.model.TerminalFailure;
import io.wadi.pack.Checked;
import io.wadi.pack.Extracted;
import io.wadi.pack.KeyJournal;
import io.wadi.pack.Leftovers;
import io.wadi.pack.Manifest;
import io.wadi.pack.PackageDirectory;
import io.wadi.pack.PackageState;
import io.wadi.pack.PackageStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The packages of all pipelines in a working directory, for people. */
public final class Packages {
    private final Path work;

    public Packages(Path work) {
        this.work = work;
    }

    /** Where they lie, for people. */
    public String where() {
        return work.toString();
    }

    /** How much is in its folder. */
    public static long bytes(PackageStore.Found found) {
        return Leftovers.leftover(found.path(), "").bytes();
    }

    public static long records(Manifest manifest) {
        return manifest.resources().stream().mapToLong(Extracted::records).sum();
    }

    /** Of its parts, by table; keys are no table's. */
    public static Map<String, Long> rows(Manifest manifest) {
        Map<String, Long> rows = new TreeMap<>();
        Set<String> keys = manifest.resources().stream()
                .flatMap(extracted -> extracted.keys().stream())
                .map(KeyJournal::parts)
                .collect(Collectors.toSet());
        manifest.parts().stream()
                .filter(part -> !keys.contains(part.table()))
                .forEach(part -> rows.merge(part.table(), part.rows(), Long::sum));
        return rows;
    }

    /** Whether it is extracted and not loaded: dropping it, what it has is extracted again, as far as the source has it. */
    public static boolean waits(PackageStore.Found found) {
        return found.directory()
                .map(of -> of.manifest().state())
                .filter(state -> !state.isEnd() && state != PackageState.EXTRACTING)
                .isPresent();
    }

    /** By pipeline, the oldest first. Those that cannot be read are among them. */
    public List<PackageStore.Found> all() {
        return PackageStore.all(work);
    }

    /**
     * @param id a load id, or that of the run that made it; the beginning of one, or the end of the run's; or the pipeline
     *     of which it is the only one
     * @throws TerminalFailure when there is none, or more than one
     */
    public PackageStore.Found find(String id) {
        List<PackageStore.Found> all = all();
        List<PackageStore.Found> same = all.stream()
                .filter(found -> found.loadId().equals(id) || runs(found).contains(id))
                .toList();
        List<PackageStore.Found> found =
                same.isEmpty() ? all.stream().filter(each -> isLike(each, id)).toList() : same;
        if (found.size() != 1) {
            String several = found.stream().map(PackageStore.Found::loadId).collect(Collectors.joining(", "));
            throw new TerminalFailure(
                    Explanation.of(found.isEmpty() ? "no package is called " + id : id + " may be any of " + several)
                            .at(work.resolve("pipelines").toString())
                            .fix("./wadi packages ls shows them all"));
        }
        return found.get(0);
    }

    private static List<String> runs(PackageStore.Found found) {
        return found.directory().map(of -> of.manifest().identity().runs()).orElse(List.of());
    }

    private static boolean isLike(PackageStore.Found found, String id) {
        return found.loadId().startsWith(id)
                || found.pipeline().equals(id)
                || runs(found).stream().anyMatch(run -> run.startsWith(id) || run.endsWith(id));
    }

    /** Reads all files of a package, and compares their checksums with its manifest's. */
    public static List<Checked> verify(PackageDirectory directory) {
        List<Checked> all = new ArrayList<>();
        if (!directory.hasParts()) {
            return all;
        }
        // What is loaded has no use for its journals.
        boolean journals = directory.manifest().state() != PackageState.LOADED;
        for (Extracted extracted : journals ? directory.manifest().resources() : List.<Extracted>of()) {
            all.add(journal(directory.journal(extracted), extracted.checksum()));
            extracted.keys().ifPresent(keys -> all.add(journal(directory.journal(keys), keys.checksum())));
        }
        all.addAll(Checked.parts(directory));
        return all;
    }

    private static Checked journal(Path file, String checksum) {
        long bytes = file.toFile().length();
        return Checked.of("journal/" + file.getFileName(), bytes, () -> {
            try (JournalReader journal = new JournalReader(file)) {
                for (Optional<Page> page = journal.next(); page.isPresent(); page = journal.next()) {
                    // Reading a page verifies it.
                }
                return journal.checksum().equals(checksum);
            }
        });
    }

    /** @throws io.wadi.model.TransientFailure while a run of its pipeline is under way, which may hold it */
    public static void drop(PackageStore.Found found) {
        Path packages = Optional.ofNullable(found.path().getParent()).orElseThrow();
        try (RunLock lock = RunLock.take(packages, found.pipeline())) {
            if (Files.exists(found.path())) {
                Durable.remove(found.path());
            }
        }
    }
}
