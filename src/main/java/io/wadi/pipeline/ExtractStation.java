package io.wadi.pipeline;

import io.wadi.extract.cursor.CursorPages;
import io.wadi.journal.JournalWriter;
import io.wadi.mask.MaskedPages;
import io.wadi.mask.Masking;
import io.wadi.model.Cursor;
import io.wadi.model.CursorState;
import io.wadi.model.Explanation;
import io.wadi.model.Extraction;
import io.wadi.model.FileLedger;
import io.wadi.model.OnEmpty;
import io.wadi.model.Page;
import io.wadi.model.Pages;
import io.wadi.model.PipelineState;
import io.wadi.model.Resource;
import io.wadi.model.Source;
import io.wadi.model.TerminalFailure;
import io.wadi.model.Value;
import io.wadi.model.WriteDisposition;
import io.wadi.model.Writing;
import io.wadi.pack.Extracted;
import io.wadi.pack.Identity;
import io.wadi.pack.Manifest;
import io.wadi.pack.PackageDirectory;
import io.wadi.pack.StateDocument;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** From the source to the journal: pages are pulled, masked, filtered by the cursor, and kept; whoever comes next sees each. */
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
        PipelineState state = document.cursors();
        List<Extracted> all = new ArrayList<>();
        Map<String, Long> records = new LinkedHashMap<>();
        for (Resource resource : source.resources()) {
            if (resource.hints().disposition() == WriteDisposition.REPLACE) {
                state = state.without(source.name(), resource.name());
            }
            state = resource(source, resource, state, all);
            records.put(resource.name(), all.get(all.size() - 1).records());
        }
        Identity identity = manifest.identity();
        directory.extracted(
                all, document.with(state, identity.pipeline(), identity.dataset(), source.name(), target.kind()));
        return records;
    }

    private PipelineState resource(Source source, Resource resource, PipelineState state, List<Extracted> all) {
        Optional<Cursor> cursor = resource.hints().cursor();
        PipelineState.Key key = new PipelineState.Key(
                source.name(), resource.name(), cursor.map(Cursor::path).orElse(""));
        CursorState from = state.cursor(key);
        Optional<Value> start = cursor.flatMap(c -> CursorPages.start(c, from));
        FileLedger files = state.files(source.name(), resource.name());
        Extraction extraction = new Extraction(
                resource.hints(),
                start,
                files,
                io.wadi.model.Parents.NONE,
                source::warn,
                directory.manifest().identity().createdAt(),
                settings.deadline());
        Path journal = directory.journal(all.size() + 1, resource.name());
        Masking masking = new Masking(resource.hints().masks(), settings.maskKey());
        try (Pages pages = new MaskedPages(resource.opener().open(extraction), masking);
                JournalWriter writer = new JournalWriter(journal)) {
            next.begin(resource);
            Progress.Counter counter = settings.progress().begin(resource.name());
            PipelineState after = state;
            if (cursor.isEmpty()) {
                drain(pages, counter, writer);
            } else {
                try (CursorPages filtered = new CursorPages(
                        pages, cursor.get(), from, resource.hints().primaryKey(), new RememberedRecord())) {
                    drain(filtered, counter, writer);
                    // A range with an end is read for its own sake and moves nothing (contract section 6).
                    after = cursor.get().end().isPresent() ? state : state.with(key, filtered.state());
                }
            }
            masking.warnings(resource.name()).forEach(source::warn);
            refuseEmpty(resource, writer.records());
            String checksum = writer.seal();
            all.add(new Extracted(
                    resource.name(),
                    resource.hints(),
                    String.valueOf(journal.getFileName()),
                    writer.pages(),
                    writer.records(),
                    checksum));
            return after.with(source.name(), resource.name(), files);
        }
    }

    /** Before anything is loaded: a source that suddenly has nothing may be broken rather than empty. */
    private static void refuseEmpty(Resource resource, long records) {
        Writing writing = resource.hints().writing();
        if (records == 0 && writing.disposition() == WriteDisposition.REPLACE && writing.onEmpty() == OnEmpty.FAIL) {
            throw new TerminalFailure(Explanation.of("resource " + resource.name()
                            + " gave no record, and its table would be emptied; nothing was loaded")
                    .fix("look at the source; if it is right to be empty, say onEmpty: replace, or onEmpty: keep to"
                            + " leave the table as it is"));
        }
    }

    private void drain(Pages pages, Progress.Counter counter, JournalWriter journal) {
        while (true) {
            settings.deadline().check();
            Optional<Page> page = pages.next();
            if (page.isEmpty()) {
                return;
            }
            journal.append(page.get());
            next.accept(page.get());
            counter.add(page.get().records());
        }
    }
}
