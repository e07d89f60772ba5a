package io.wadi.pipeline;

import io.wadi.journal.JournalReader;
import io.wadi.model.Page;
import io.wadi.model.PipelineState;
import io.wadi.model.Resource;
import io.wadi.model.Source;
import io.wadi.model.WriteDisposition;
import io.wadi.pack.Extracted;
import io.wadi.pack.Identity;
import io.wadi.pack.Manifest;
import io.wadi.pack.PackageDirectory;
import io.wadi.pack.StateDocument;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * From the source to the journals, resource by resource in their order: pages go on to whoever comes next. Resources may be
 * read ahead of their turn; then their pages come out of their journals, and nothing but the time that it takes tells.
 */
final class ExtractStation {
    /** The station after this one, for runs that go on at once. */
    interface Next {
        /** Nobody comes next: the journal is all that is wanted. */
        Next NONE = new Next() {
            @Override
            public void begin(Resource resource) {}

            @Override
            public void accept(Page page) {}
        };

        void begin(Resource resource);

        void accept(Page page);
    }

    private final RunSettings settings;
    private final Target target;
    private final PackageDirectory directory;
    private final Next next;

    ExtractStation(RunSettings settings, Target target, PackageDirectory directory, Next next) {
        this.settings = settings;
        this.target = target;
        this.directory = directory;
        this.next = next;
    }

    /** @return records extracted, by resource */
    Map<String, Long> extract(Source source) {
        Manifest manifest = directory.manifest();
        StateDocument document = StateDocument.read(manifest.base()).cleared(source.name(), manifest.clearing());
        List<Resource> resources = source.resources();
        ResourceReading reading = new ResourceReading(settings, target, directory, source, document.cursors());
        PipelineState state = document.cursors();
        List<Extracted> all = new ArrayList<>();
        Map<String, Long> records = new LinkedHashMap<>();
        try (ReadAhead ahead = new ReadAhead(
                resources,
                source.parallel(),
                (place, deadline) -> reading.read(resources.get(place), place, deadline, Next.NONE),
                settings.deadline())) {
            for (int place = 0; place < resources.size(); place++) {
                Resource resource = resources.get(place);
                Optional<ExtractedResource> before = ahead.turn(place);
                ExtractedResource read =
                        before.isPresent() ? before.get() : reading.read(resource, place, settings.deadline(), next);
                if (before.isPresent()) {
                    handOn(resource, read.extracted());
                } else {
                    ahead.done(place);
                }
                read.warnings().forEach(source::warn);
                state = read.over(
                        resource.hints().disposition() == WriteDisposition.REPLACE
                                ? state.without(source.name(), resource.name())
                                : state);
                all.add(read.extracted());
                records.put(resource.name(), read.extracted().records());
            }
        }
        Identity identity = manifest.identity();
        Beginning.removePositions(directory, source);
        directory.extracted(
                all, document.with(state, identity.pipeline(), identity.dataset(), source.name(), target.kind()));
        return records;
    }

    /** The pages of a resource that was read ahead, to the station after this one. */
    private void handOn(Resource resource, Extracted extracted) {
        if (next == Next.NONE) {
            return;
        }
        next.begin(resource);
        try (JournalReader journal = new JournalReader(directory.journal(extracted))) {
            for (Optional<Page> page = journal.next(); page.isPresent(); page = journal.next()) {
                settings.deadline().check();
                next.accept(page.get());
            }
        }
    }
}
