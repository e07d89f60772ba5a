package io.wadi.pack;

import io.wadi.disk.Durable;
import io.wadi.model.Column;
import io.wadi.model.CrashPoint;
import io.wadi.model.Explanation;
import io.wadi.model.KeySet;
import io.wadi.model.LoadJob;
import io.wadi.model.LoadPackage;
import io.wadi.model.LoadPackage.Versioned;
import io.wadi.model.OnEmpty;
import io.wadi.model.Part;
import io.wadi.model.Schema;
import io.wadi.model.Table;
import io.wadi.model.TerminalFailure;
import io.wadi.model.WriteDisposition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;

/** A load package on disk: {@code manifest.json}, {@code journal/} and {@code parts/}. Every step is final before it is noted. */
public final class PackageDirectory {
    static final String MANIFEST = "manifest.json";
    private static final String PARTS = "parts";
    static final String JOURNAL = "journal";

    private final Path directory;
    private Manifest manifest;

    private PackageDirectory(Path directory, Manifest manifest) {
        this.directory = directory;
        this.manifest = manifest;
    }

    static PackageDirectory create(Path directory, Manifest manifest) {
        Durable.directories(directory.resolve(JOURNAL));
        Durable.directories(directory.resolve(PARTS));
        CrashPoint.FOLDER_MADE.pass();
        PackageDirectory made = new PackageDirectory(directory, manifest);
        made.write(manifest);
        CrashPoint.PACKAGE_BEGUN.pass();
        return made;
    }

    static boolean isPackage(Path directory) {
        return Files.isRegularFile(directory.resolve(MANIFEST));
    }

    static PackageDirectory open(Path directory) {
        Path file = directory.resolve(MANIFEST);
        try {
            return new PackageDirectory(directory, ManifestText.read(Files.readAllBytes(file)));
        } catch (IOException | IllegalArgumentException | DateTimeException | NoSuchElementException e) {
            throw new TerminalFailure(
                    Explanation.of("package " + file + " cannot be read: " + e.getMessage())
                            .fix("remove " + directory + " and run the pipeline again: it extracts afresh"),
                    e);
        }
    }

    public Path path() {
        return directory;
    }

    public Manifest manifest() {
        return manifest;
    }

    /** Where the journal of the package's next resource goes. */
    public Path journal(int number, String resource) {
        return directory.resolve(JOURNAL).resolve(number + "-" + FileName.of(resource) + ".journal");
    }

    /** Where the keys of that resource go. */
    public Path keys(int number, String resource) {
        return directory.resolve(JOURNAL).resolve(number + "-" + FileName.of(resource) + ".keys.journal");
    }

    public Path journal(KeyJournal keys) {
        return directory.resolve(JOURNAL).resolve(keys.journal());
    }

    public Path journal(Extracted extracted) {
        return directory.resolve(JOURNAL).resolve(extracted.journal());
    }

    Path part(StoredPart part) {
        return directory.resolve(PARTS).resolve(part.file());
    }

    /** Another run goes on with what was extracted until now. */
    public void goOn(String run, String key) {
        Durable.remove(directory.resolve(PARTS));
        Durable.directories(directory.resolve(PARTS));
        write(manifest.in(manifest.identity().in(run, key)));
    }

    public void extracted(List<Extracted> resources, Optional<Versioned> cursors) {
        CrashPoint.EXTRACTION_ENDED.pass();
        Durable.place(resources.stream().map(this::journal).toList());
        write(manifest.extracted(resources, cursors));
        CrashPoint.EXTRACTED.pass();
    }

    public PartsWriter parts() {
        return new PartsWriter(directory.resolve(PARTS));
    }

    public void normalised(Versioned schema, List<StoredPart> parts) {
        CrashPoint.PARTS_SEALED.pass();
        Durable.place(parts.stream().map(this::part).toList());
        write(manifest.normalised(schema, parts));
        CrashPoint.PACKED.pass();
    }

    public void mark(PackageState state) {
        write(manifest.in(state));
        if (state.isEnd() && state != PackageState.ABORTED) {
            CrashPoint.END_NOTED.pass();
            Durable.remove(directory.resolve(JOURNAL));
            CrashPoint.PARTS_REMOVED.pass();
        }
        if (state == PackageState.STALE) {
            removeParts();
        }
    }

    /** What is loaded, or overtaken, is at the destination; the manifest tells the story. */
    public void removeParts() {
        Durable.remove(directory.resolve(PARTS));
    }

    private void write(Manifest next) {
        try {
            Durable.write(directory.resolve(MANIFEST), ManifestText.write(next));
        } catch (IOException e) {
            throw Durable.failure("write", directory.resolve(MANIFEST), e);
        }
        manifest = next;
    }

    /**
     * The package as a destination sees it, its parts checked against the manifest and open until {@code close}.
     *
     * @throws TerminalFailure when a part is not what was written
     */
    public OpenPackage open() {
        Versioned document = manifest.schema().orElseThrow(() -> new IllegalStateException("not normalised"));
        Schema schema = SchemaDocument.read(manifest.identity().source(), document.text());
        List<PartFile> files = new ArrayList<>();
        try {
            return new OpenPackage(content(document, schema, jobs(schema, files)), files);
        } catch (TerminalFailure e) {
            files.forEach(PartFile::close);
            throw e;
        }
    }

    /** Whether its rows are here still. */
    public boolean hasParts() {
        return Files.isDirectory(directory.resolve(PARTS));
    }

    private List<LoadJob> jobs(Schema schema, List<PartFile> files) {
        Set<String> replaced = replaced(schema);
        Schema before = SchemaDocument.read(manifest.identity().source(), manifest.base(), manifest.clearing());
        List<LoadJob> jobs = new ArrayList<>();
        for (Table table : schema.tables()) {
            List<Part> parts = parts(table.name(), kept(table), files);
            WriteDisposition disposition = schema.root(table).disposition();
            boolean emptied = table.seenData()
                    && disposition == WriteDisposition.REPLACE
                    && replaced.contains(schema.root(table).name());
            boolean asked = table.isRoot()
                    && table.seenData()
                    && before.table(table.name()).filter(Table::seenData).isEmpty();
            Optional<KeySet> keys =
                    before.table(table.name()).filter(Table::seenData).flatMap(t -> keys(table, files));
            if (keys.isPresent()) {
                jobs.add(new LoadJob(table, WriteDisposition.MERGE, parts, keys));
            } else if (!parts.isEmpty() || emptied) {
                jobs.add(new LoadJob(table, disposition, parts));
            } else if (asked) {
                // Its resource asked for it to exist; nothing is there to replace or merge.
                jobs.add(new LoadJob(table, WriteDisposition.APPEND, parts));
            }
        }
        return jobs;
    }

    private List<Part> parts(String name, List<Column> columns, List<PartFile> files) {
        List<Part> parts = new ArrayList<>();
        for (StoredPart stored : manifest.parts()) {
            if (stored.table().equals(name)) {
                PartFile file = openPart(stored, columns);
                files.add(file);
                parts.add(file);
            }
        }
        return parts;
    }

    /** All columns but those that are not stored. */
    private static List<Column> kept(Table table) {
        return table.columns().stream()
                .filter(c -> !table.isRoot() || !c.name().equals(Column.LOAD_ID))
                .toList();
    }

    /** Those that the table's source still has, where others are to go. */
    private Optional<KeySet> keys(Table table, List<PartFile> files) {
        return manifest.resources().stream()
                .flatMap(ran -> ran.keys().stream())
                .filter(keys -> keys.table().equals(table.name()))
                .findFirst()
                .map(keys -> {
                    List<Column> key = table.columns().stream()
                            .filter(c -> keys.key().contains(c.name()))
                            .toList();
                    return new KeySet(key, parts(keys.parts(), key, files), keys.most());
                });
    }

    private LoadPackage content(Versioned document, Schema schema, List<LoadJob> jobs) {
        Identity identity = manifest.identity();
        String parts = String.join(
                "\n", manifest.parts().stream().map(StoredPart::toString).toList());
        return new LoadPackage(
                identity.pipeline(),
                identity.dataset(),
                identity.loadId(),
                identity.createdAt(),
                manifest.base().head(),
                schema,
                document,
                manifest.cursors(),
                manifest.clearing(),
                jobs,
                Hashes.of(parts),
                identity.key(),
                Identity.digest(identity.input()));
    }

    /** No rows, no table emptied, and neither schema nor state is new (contract section 5). */
    public boolean bringsNothing() {
        boolean sameSchema = manifest.schema().map(Versioned::version).orElse(0L)
                == manifest.base().schemaVersion();
        try (OpenPackage open = open()) {
            return sameSchema
                    && manifest.clearing().tables().isEmpty()
                    && manifest.cursors().isEmpty()
                    && open.content().jobs().isEmpty();
        }
    }

    /**
     * The root tables whose rows go, with those of all tables below: a resource that ran replaces its tables, rows or none
     * (contract 4.1), unless it keeps them where it gave none.
     */
    private Set<String> replaced(Schema schema) {
        Set<String> replaced = new HashSet<>();
        for (Extracted ran : manifest.resources()) {
            boolean keeps = ran.hints().disposition() != WriteDisposition.REPLACE
                    || (ran.records() == 0 && ran.hints().writing().onEmpty() == OnEmpty.KEEP);
            schema.tables().stream()
                    .filter(table ->
                            !keeps && table.isRoot() && table.resource().equals(ran.resource()))
                    .forEach(table -> replaced.add(table.name()));
        }
        for (StoredPart part : manifest.parts()) {
            schema.table(part.table())
                    .ifPresent(table -> replaced.add(schema.root(table).name()));
        }
        return replaced;
    }

    private PartFile openPart(StoredPart stored, List<Column> columns) {
        List<Column> kept = columns.stream().limit(stored.columns()).toList();
        PartFile file = new PartFile(part(stored), kept, stored.rows());
        String found = file.checksum();
        if (!found.equals(stored.checksum()) || file.batches() != stored.batches()) {
            file.close();
            throw new TerminalFailure(Explanation.of("part " + stored.file() + " is not what was written: checksum "
                            + found + ", manifest says " + stored.checksum())
                    .at(directory.toString())
                    .fix("remove the package and run the pipeline again: it extracts afresh"));
        }
        return file;
    }
}
