package io.wadi.pipeline;

import io.wadi.journal.JournalReader;
import io.wadi.model.Column;
import io.wadi.model.ColumnPage;
import io.wadi.model.CrashPoint;
import io.wadi.model.Deadline;
import io.wadi.model.Explanation;
import io.wadi.model.Extraction;
import io.wadi.model.Page;
import io.wadi.model.Pages;
import io.wadi.model.RecordBatch;
import io.wadi.model.Resource;
import io.wadi.model.Table;
import io.wadi.model.TerminalFailure;
import io.wadi.normalise.Finding;
import io.wadi.normalise.KeyRows;
import io.wadi.normalise.Naming;
import io.wadi.normalise.Normalised;
import io.wadi.normalise.Normaliser;
import io.wadi.normalise.Quarantined;
import io.wadi.pack.Extracted;
import io.wadi.pack.Identity;
import io.wadi.pack.KeyJournal;
import io.wadi.pack.Manifest;
import io.wadi.pack.PackageDirectory;
import io.wadi.pack.PartsWriter;
import io.wadi.pack.SchemaDocument;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** From pages to the parts of a package: as they are extracted, or from the journal afterwards; the outcome is the same. */
final class NormaliseStation implements ExtractStation.Next, AutoCloseable {
    private final PackageDirectory directory;
    private final PartsWriter parts;
    private final Normaliser normaliser;
    private final Progress progress;
    private final Deadline deadline;

    NormaliseStation(
            PackageDirectory directory,
            int maxIdentifier,
            Normaliser.Workers workers,
            Progress progress,
            Deadline deadline) {
        this.directory = directory;
        this.parts = directory.parts();
        this.progress = progress;
        this.deadline = deadline;
        Identity identity = directory.manifest().identity();
        this.normaliser = new Normaliser(
                SchemaDocument.read(
                        identity.source(),
                        directory.manifest().base(),
                        directory.manifest().clearing()),
                new Naming(maxIdentifier),
                HexFormat.of().parseHex(identity.seed()),
                workers,
                this::append,
                deadline);
    }

    /** All resources that are to come, before the first. */
    void declare(List<Resource> resources) {
        normaliser.declare(resources);
    }

    @Override
    public void begin(Resource resource) {
        normaliser.begin(resource);
    }

    @Override
    public void accept(Page page) {
        progress.mark(Station.NORMALISE);
        normaliser.accept(page);
        progress.mark(Station.NORMALISE);
        CrashPoint.PAGE_NORMALISED.pass();
    }

    private void append(String table, List<Column> columns, RecordBatch batch) {
        parts.append(table, columns, batch);
        progress.packed(table, batch.rows());
    }

    /** Reads the journal, for a package whose extraction ended before. */
    void replay() {
        List<Extracted> all = directory.manifest().resources();
        declare(all.stream()
                .map(extracted -> new Resource(extracted.resource(), extracted.hints(), NormaliseStation::unopened))
                .toList());
        for (Extracted extracted : all) {
            try (JournalReader journal = new JournalReader(directory.journal(extracted))) {
                verify(journal, extracted.journal(), extracted.checksum());
                begin(new Resource(extracted.resource(), extracted.hints(), extraction -> journal));
                for (Optional<Page> page = journal.next(); page.isPresent(); page = journal.next()) {
                    accept(page.get());
                }
            }
        }
    }

    private void verify(JournalReader journal, String name, String checksum) {
        if (!journal.checksum().equals(checksum)) {
            throw new TerminalFailure(Explanation.of("journal " + name + " is not what was written")
                    .at(directory.path().toString())
                    .fix("run the pipeline again with --fresh: it extracts afresh"));
        }
    }

    /** Always from the journal: which columns a table has is known at the end. */
    private void keys(KeyJournal keys, Table table) {
        KeyRows rows = new KeyRows(table, keys.key());
        try (JournalReader journal = new JournalReader(directory.journal(keys))) {
            verify(journal, keys.journal(), keys.checksum());
            for (Optional<Page> page = journal.next(); page.isPresent(); page = journal.next()) {
                deadline.check();
                parts.append(keys.parts(), rows.columns(), rows.of((ColumnPage) page.get()));
            }
        }
    }

    private static Pages unopened(Extraction extraction) {
        throw new IllegalStateException("pages come from the journal");
    }

    /** Makes the package's parts final; extraction must have ended. */
    List<Finding> finish() {
        List<Quarantined> aside = normaliser.quarantined();
        if (!aside.isEmpty()) {
            begin(QuarantineTable.resource());
            accept(QuarantineTable.page(aside));
        }
        Normalised normalised = normaliser.finish();
        CrashPoint.NORMALISED.pass();
        Manifest manifest = directory.manifest();
        manifest.resources().stream()
                .flatMap(extracted -> extracted.keys().stream())
                .forEach(keys -> normalised
                        .schema()
                        .table(keys.table())
                        .filter(Table::seenData)
                        .ifPresent(table -> keys(keys, table)));
        directory.normalised(
                SchemaDocument.write(normalised.declared(), normalised.schema(), manifest.base(), manifest.clearing()),
                parts.seal());
        return normalised.findings();
    }

    @Override
    public void close() {
        parts.close();
    }
}
