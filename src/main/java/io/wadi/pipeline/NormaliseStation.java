package io.wadi.pipeline;

import io.wadi.journal.JournalReader;
import io.wadi.model.Base;
import io.wadi.model.Deadline;
import io.wadi.model.Explanation;
import io.wadi.model.Page;
import io.wadi.model.Resource;
import io.wadi.model.TerminalFailure;
import io.wadi.normalise.Collision;
import io.wadi.normalise.Naming;
import io.wadi.normalise.Normalised;
import io.wadi.normalise.Normaliser;
import io.wadi.pack.Extracted;
import io.wadi.pack.Identity;
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
                SchemaDocument.read(identity.source(), directory.manifest().base()),
                new Naming(maxIdentifier),
                HexFormat.of().parseHex(identity.seed()),
                workers,
                parts::append,
                deadline);
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
        for (Extracted extracted : directory.manifest().resources()) {
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

    /** Makes the package's parts final; extraction must have ended. */
    List<Collision> finish() {
        Normalised normalised = normaliser.finish();
        Base base = directory.manifest().base();
        directory.normalised(SchemaDocument.write(normalised.schema(), base), parts.seal());
        return normalised.collisions();
    }

    @Override
    public void close() {
        parts.close();
    }
}
