package io.wadi.pipeline;

import io.wadi.journal.JournalReader;
import io.wadi.model.Deadline;
import io.wadi.model.Explanation;
import io.wadi.model.Extraction;
import io.wadi.model.Page;
import io.wadi.model.Pages;
import io.wadi.model.Resource;
import io.wadi.model.TerminalFailure;
import io.wadi.normalise.Finding;
import io.wadi.normalise.Naming;
import io.wadi.normalise.Normalised;
import io.wadi.normalise.Normaliser;
import io.wadi.pack.Extracted;
import io.wadi.pack.Identity;
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

    NormaliseStation(PackageDirectory directory, int maxIdentifier, Normaliser.Workers workers, Deadline deadline) {
        this.directory = directory;
        this.parts = directory.parts();
        Identity identity = directory.manifest().identity();
        this.normaliser = new Normaliser(
                SchemaDocument.read(
                        identity.source(),
                        directory.manifest().base(),
                        directory.manifest().clearing()),
                new Naming(maxIdentifier),
                HexFormat.of().parseHex(identity.seed()),
                workers,
                parts::append,
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
        normaliser.accept(page);
    }

    /** Reads the journal, for a package whose extraction ended before. */
    void replay() {
        List<Extracted> all = directory.manifest().resources();
        declare(all.stream()
                .map(extracted -> new Resource(extracted.resource(), extracted.hints(), NormaliseStation::unopened))
                .toList());
        for (Extracted extracted : all) {
            try (JournalReader journal = new JournalReader(directory.journal(extracted))) {
                if (!journal.checksum().equals(extracted.checksum())) {
                    throw new TerminalFailure(
                            Explanation.of("journal " + extracted.journal() + " is not what was written")
                                    .at(directory.path().toString())
                                    .fix("run the pipeline again with --fresh: it extracts afresh"));
                }
                begin(new Resource(extracted.resource(), extracted.hints(), extraction -> journal));
                for (Optional<Page> page = journal.next(); page.isPresent(); page = journal.next()) {
                    accept(page.get());
                }
            }
        }
    }

    private static Pages unopened(Extraction extraction) {
        throw new IllegalStateException("pages come from the journal");
    }

    /** Makes the package's parts final; extraction must have ended. */
    List<Finding> finish() {
        Normalised normalised = normaliser.finish();
        Manifest manifest = directory.manifest();
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
