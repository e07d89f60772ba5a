package io.wadi.pipeline;

import io.wadi.extract.cursor.CursorPages;
import io.wadi.journal.JournalReader;
import io.wadi.journal.JournalWriter;
import io.wadi.mask.MaskedPages;
import io.wadi.mask.Masking;
import io.wadi.model.Cursor;
import io.wadi.model.CursorState;
import io.wadi.model.Deadline;
import io.wadi.model.Explanation;
import io.wadi.model.Extraction;
import io.wadi.model.FileLedger;
import io.wadi.model.OnEmpty;
import io.wadi.model.Page;
import io.wadi.model.Pages;
import io.wadi.model.PipelineState;
import io.wadi.model.Resource;
import io.wadi.model.TerminalFailure;
import io.wadi.model.Value;
import io.wadi.model.WriteDisposition;
import io.wadi.model.Writing;
import io.wadi.pack.Extracted;
import io.wadi.pack.PackageDirectory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** From a resource into its journal: pages are pulled, masked, filtered by the cursor, and kept. For several threads. */
final class ResourceReading {
    private final RunSettings settings;
    private final Target target;
    private final PackageDirectory directory;
    private final String source;
    private final PipelineState state;
    private final Map<String, Path> journals = new ConcurrentHashMap<>();

    /** @param state what earlier runs left */
    ResourceReading(
            RunSettings settings, Target target, PackageDirectory directory, String source, PipelineState state) {
        this.settings = settings;
        this.target = target;
        this.directory = directory;
        this.source = source;
        this.state = state;
    }

    /**
     * @param place among the resources, from 0
     * @param next sees each page once it is kept
     */
    ExtractedResource read(Resource resource, int place, Deadline deadline, ExtractStation.Next next) {
        Optional<Cursor> cursor = resource.hints().cursor();
        PipelineState.Key key = new PipelineState.Key(
                source, resource.name(), cursor.map(Cursor::path).orElse(""));
        PipelineState before = before(resource);
        CursorState from = before.cursor(key);
        Optional<Value> start = cursor.flatMap(c -> CursorPages.start(c, from));
        FileLedger files = before.files(source, resource.name());
        List<String> warnings = new ArrayList<>();
        Extraction extraction = new Extraction(
                resource.hints(),
                start,
                files,
                parent -> new JournalReader(
                        Optional.ofNullable(journals.get(parent)).orElseThrow()),
                warnings::add,
                directory.manifest().identity().createdAt(),
                deadline);
        Path journal = directory.journal(place + 1, resource.name());
        Masking masking = new Masking(resource.hints().masks(), settings.maskKey());
        try (Pages pages = new MaskedPages(() -> resource.opener().open(extraction), masking);
                JournalWriter writer = new JournalWriter(journal)) {
            next.begin(resource);
            Drain drain = new Drain(settings.progress().begin(resource.name(), place), writer, next, deadline);
            Optional<CursorState> moved = Optional.empty();
            if (cursor.isEmpty()) {
                drain.all(pages);
            } else {
                try (CursorPages filtered = new CursorPages(
                        pages, cursor.get(), from, resource.hints().primaryKey(), new RememberedRecord())) {
                    drain.all(filtered);
                    // A range with an end is read for its own sake and moves nothing (contract section 6).
                    moved = cursor.get().end().isPresent() ? Optional.empty() : Optional.of(filtered.state());
                }
            }
            warnings.addAll(masking.warnings(resource.name()));
            refuseEmpty(resource, writer.records());
            String checksum = writer.seal();
            journals.put(resource.name(), journal);
            Extracted extracted = new Extracted(
                    resource.name(),
                    resource.hints(),
                    String.valueOf(journal.getFileName()),
                    writer.pages(),
                    writer.records(),
                    checksum,
                    resource.deleted()
                            .map(deleted -> new KeyReading(settings, target, directory, deadline)
                                    .read(resource, deleted, place, extraction)));
            return new ExtractedResource(source, extracted, key, moved, files, warnings);
        }
    }

    /** A resource that is replaced begins anew. */
    private PipelineState before(Resource resource) {
        return resource.hints().disposition() == WriteDisposition.REPLACE
                ? state.without(source, resource.name())
                : state;
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

    private record Drain(Progress.Counter counter, JournalWriter journal, ExtractStation.Next next, Deadline deadline) {
        void all(Pages pages) {
            while (true) {
                deadline.check();
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
}
