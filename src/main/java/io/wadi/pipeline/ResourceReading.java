package io.wadi.pipeline;

import io.wadi.extract.cursor.CursorPages;
import io.wadi.journal.JournalReader;
import io.wadi.journal.JournalWriter;
import io.wadi.journal.Positions;
import io.wadi.mask.MaskedPages;
import io.wadi.mask.Masking;
import io.wadi.model.CrashPoint;
import io.wadi.model.Cursor;
import io.wadi.model.CursorState;
import io.wadi.model.Deadline;
import io.wadi.model.Explanation;
import io.wadi.model.Extraction;
import io.wadi.model.FileLedger;
import io.wadi.model.GoingOn;
import io.wadi.model.Hints;
import io.wadi.model.OnEmpty;
import io.wadi.model.Page;
import io.wadi.model.Pages;
import io.wadi.model.Parent;
import io.wadi.model.PipelineState;
import io.wadi.model.Resource;
import io.wadi.model.Source;
import io.wadi.model.TerminalFailure;
import io.wadi.model.WriteDisposition;
import io.wadi.model.Writing;
import io.wadi.pack.Extracted;
import io.wadi.pack.PackageDirectory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/** From a resource into its journal: pages are pulled, masked, filtered by the cursor, and kept. For several threads. */
final class ResourceReading {
    private final RunSettings settings;
    private final Target target;
    private final PackageDirectory directory;
    private final String source;
    /** Resources that others are read with. */
    private final Set<String> parents;

    private final PipelineState state;
    private final Map<String, Path> journals = new ConcurrentHashMap<>();
    /** What was not gone on with: whatever hangs on these begins anew, too. */
    private final Set<String> anew = ConcurrentHashMap.newKeySet();

    /** @param state what earlier runs left */
    ResourceReading(
            RunSettings settings, Target target, PackageDirectory directory, Source source, PipelineState state) {
        this.settings = settings;
        this.target = target;
        this.directory = directory;
        this.source = source.name();
        this.parents = source.resources().stream()
                .flatMap(resource -> resource.reading().parent().stream())
                .map(Parent::resource)
                .collect(Collectors.toUnmodifiableSet());
        this.state = state;
    }

    /**
     * @param place among the resources, from 0
     * @param next sees each page once it is kept
     */
    ExtractedResource read(Resource resource, int place, Deadline deadline, ExtractStation.Next next) {
        Path journal = directory.journal(place + 1, resource.name());
        boolean mayGoOn = resource.deleted().isEmpty()
                && resource.reading()
                        .parent()
                        .filter(parent -> anew.contains(parent.resource()))
                        .isEmpty();
        Optional<KeptPages> kept = mayGoOn ? KeptPages.of(journal) : Optional.empty();
        if (kept.isPresent()) {
            try {
                return new Attempt(resource, place, deadline, next, journal, kept).read();
            } catch (ContinuedPages.PositionLost e) {
                // From its beginning, then.
            }
        }
        anew.add(resource.name());
        return new Attempt(resource, place, deadline, next, journal, Optional.empty()).read();
    }

    /** Reads the resource once, from its beginning or from where it was left. */
    private final class Attempt {
        private final Resource resource;
        private final int place;
        private final Deadline deadline;
        private final ExtractStation.Next next;
        private final Path journal;
        private final Optional<KeptPages> kept;
        private final FileLedger files;
        private final List<String> warnings = new ArrayList<>();
        private final Extraction extraction;
        private final Masking masking;
        private final CursorState from;
        private final PipelineState.Key key;
        private Optional<OpenJournal> open = Optional.empty();

        Attempt(
                Resource resource,
                int place,
                Deadline deadline,
                ExtractStation.Next next,
                Path journal,
                Optional<KeptPages> kept) {
            this.resource = resource;
            this.place = place;
            this.deadline = deadline;
            this.next = next;
            this.journal = journal;
            this.kept = kept;
            Optional<Cursor> cursor = resource.hints().cursor();
            this.key = new PipelineState.Key(
                    source, resource.name(), cursor.map(Cursor::path).orElse(""));
            PipelineState before = before(resource);
            this.from = before.cursor(key);
            this.files = before.files(source, resource.name());
            kept.ifPresent(pages -> pages.into(files));
            this.masking = new Masking(resource.hints().masks(), settings.maskKey());
            this.extraction = new Extraction(
                    resource.hints(),
                    cursor.flatMap(c -> CursorPages.start(c, from)),
                    files,
                    parent -> new JournalReader(
                            Optional.ofNullable(journals.get(parent)).orElseThrow()),
                    warnings::add,
                    new GoingOn(kept.map(pages -> pages.last().at()), this::reached),
                    directory.manifest().identity().createdAt(),
                    deadline);
        }

        private Pages source() {
            return new MaskedPages(() -> resource.opener().open(extraction), masking);
        }

        ExtractedResource read() {
            if (kept.filter(KeptPages::whole).isPresent()) {
                try (JournalReader pages = kept.get().pages()) {
                    Drain drain = drain();
                    Optional<CursorState> moved = drain.all(pages, () -> false);
                    return done(moved, drain.records, pages.pages(), pages.checksum());
                }
            }
            // Opened first: where the source does not go on, the next attempt finds the journal as it was.
            try (OpenJournal to = new OpenJournal(journal, kept)) {
                open = Optional.of(to);
                try (Pages pages = kept.<Pages>map(left -> new ContinuedPages(left.pages(), this::source))
                        .orElseGet(this::source)) {
                    Drain drain = drain();
                    Optional<CursorState> moved =
                            drain.all(pages, () -> !(pages instanceof ContinuedPages continued) || continued.isLive());
                    refuseEmpty(resource, to.journal().records());
                    if (kept.isEmpty()) {
                        warnings.addAll(masking.warnings(resource.name()));
                    }
                    return done(moved, to.journal().records(), to.journal().pages(), to.seal(isReadSoon()));
                }
            }
        }

        /** Before all is extracted: with a child's resource, or by the station that comes next. */
        private boolean isReadSoon() {
            return next == ExtractStation.Next.NONE || parents.contains(resource.name());
        }

        /** All that was handed out is in the journal. */
        private void reached(String at) {
            open.ifPresent(to -> to.reached(at, files));
        }

        private Drain drain() {
            CrashPoint.RESOURCE_OPENED.pass();
            next.begin(resource);
            return new Drain(this, settings.progress().begin(resource.name(), place));
        }

        private ExtractedResource done(Optional<CursorState> moved, long records, int pages, String checksum) {
            journals.put(resource.name(), journal);
            Extracted extracted = new Extracted(
                    resource.name(),
                    resource.hints(),
                    String.valueOf(journal.getFileName()),
                    pages,
                    records,
                    checksum,
                    resource.deleted()
                            .map(deleted -> new KeyReading(settings, target, directory, deadline)
                                    .read(resource, deleted, place, extraction)));
            return new ExtractedResource(source, extracted, key, moved, files, warnings);
        }
    }

    /** The journal under way, and the places that were reached; what is not sealed is left for the next attempt. */
    private record OpenJournal(JournalWriter journal, Positions positions) implements AutoCloseable {
        OpenJournal(Path journal, Optional<KeptPages> kept) {
            this(
                    kept.map(KeptPages::writer).orElseGet(() -> new JournalWriter(journal)),
                    new Positions(journal, kept.map(KeptPages::positions).orElse(List.of())));
        }

        /** @param at where reading may go on after what is in the journal */
        void reached(String at, FileLedger files) {
            positions.note(new Positions.Position(journal.pages(), journal.records(), at, files.news()));
        }

        /** In its place where it is read soon, or another attempt may go on after it. */
        String seal(boolean soon) {
            return soon || !positions.isEmpty() ? journal.seal() : journal.sealAside();
        }

        @Override
        public void close() {
            positions.close();
            journal.leave();
        }
    }

    /** From the pages of a resource to its journal and to whoever comes next. */
    private static final class Drain {
        private final Attempt attempt;
        private final Progress.Counter counter;
        private long records;

        Drain(Attempt attempt, Progress.Counter counter) {
            this.attempt = attempt;
            this.counter = counter;
        }

        /**
         * @param isNew whether the page handed out last is not in the journal yet
         * @return where the cursor is then, unless it stays
         */
        Optional<CursorState> all(Pages pages, BooleanSupplier isNew) {
            Hints hints = attempt.resource.hints();
            if (hints.cursor().isEmpty()) {
                pull(pages, isNew);
                return Optional.empty();
            }
            Cursor cursor = hints.cursor().get();
            // Not closed: whoever opened the pages closes them.
            @SuppressWarnings("MustBeClosedChecker")
            CursorPages filtered =
                    new CursorPages(pages, cursor, attempt.from, hints.primaryKey(), new RememberedRecord());
            pull(filtered, isNew);
            // A range with an end is read for its own sake and moves nothing (contract section 6).
            return cursor.end().isPresent() ? Optional.empty() : Optional.of(filtered.state());
        }

        private void pull(Pages pages, BooleanSupplier isNew) {
            for (Optional<Page> next = page(pages); next.isPresent(); next = page(pages)) {
                Page page = next.get();
                if (isNew.getAsBoolean()) {
                    attempt.open.ifPresent(to -> to.journal().append(page));
                }
                attempt.next.accept(page);
                counter.add(page.records());
                records += page.records();
            }
        }

        private Optional<Page> page(Pages pages) {
            attempt.deadline.check();
            return pages.next();
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
}
