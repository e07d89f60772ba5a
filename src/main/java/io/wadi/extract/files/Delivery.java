package io.wadi.extract.files;

import static java.util.Objects.requireNonNull;

import io.wadi.model.ConfigurationFailure;
import io.wadi.model.CrashPoint;
import io.wadi.model.Deadline;
import io.wadi.model.Explanation;
import io.wadi.model.Extraction;
import io.wadi.model.Failure;
import io.wadi.model.FileLedger;
import io.wadi.model.FileMark;
import io.wadi.model.Hints;
import io.wadi.model.Pages;
import io.wadi.model.TerminalFailure;
import io.wadi.model.WriteDisposition;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Files that arrive at a place and are each loaded once.
 *
 * @param path where, for messages
 * @param changed empty to load a changed file where its rows are replaced, or where loaded files go away, and else to fail
 * @param stores opens the place, once a run and once after the load
 */
public record Delivery(
        String path,
        Supplier<FileStore> stores,
        FileReading reading,
        Optional<Changed> changed,
        None none,
        Afterwards afterwards) {
    /** What becomes of a file that was loaded, and has other content now. */
    public enum Changed {
        FAIL,
        LOAD,
        IGNORE
    }

    /** What becomes of a run for which no file is there. */
    public enum None {
        FAIL,
        IGNORE
    }

    /** What becomes of a file once the destination has what is in it. */
    public enum Kind {
        KEEP,
        DELETE,
        MOVE
    }

    /** @param folder where to, for files that are moved */
    public record Afterwards(Kind kind, String folder) {
        public static final Afterwards KEEP = new Afterwards(Kind.KEEP, "");

        public Afterwards {
            requireNonNull(kind);
            if ((kind == Kind.MOVE) == folder.isBlank()) {
                throw new IllegalArgumentException("files are moved to a folder");
            }
        }
    }

    public Delivery {
        requireNonNull(path);
        requireNonNull(stores);
        requireNonNull(reading);
        requireNonNull(changed);
        requireNonNull(none);
        requireNonNull(afterwards);
    }

    /**
     * Begins to read the files that are not loaded yet, by path; they are noted in the extraction's ledger.
     *
     * @param warn takes what the user should know of the data
     * @throws TerminalFailure when there is no file and never was one
     */
    public Pages open(Extraction extraction, Consumer<String> warn) {
        Hints hints = extraction.hints();
        check(hints);
        FileStore store = stores.get();
        try {
            if (afterwards.kind() == Kind.MOVE && store.finds(afterwards.folder())) {
                throw new ConfigurationFailure(Explanation.of("afterLoad moves files to " + afterwards.folder()
                                + ", where path " + path + " would find them again")
                        .fix("move them to a folder beside the one that is read"));
            }
            List<FoundFile> found = store.list(extraction.deadline());
            if (found.isEmpty() && extraction.files().isEmpty() && none == None.FAIL) {
                throw new TerminalFailure(Explanation.of("no file matches " + path)
                        .fix("check the path; where there may be none yet, say noFiles: ignore"));
            }
            DeliveredPages pages = new DeliveredPages(in(hints), store, found, extraction, warn);
            pages.check(found);
            return pages;
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
    }

    /** A replaced table is that of the files which are there: these have to stay. */
    private void check(Hints hints) {
        if (hints.disposition() != WriteDisposition.REPLACE) {
            return;
        }
        if (afterwards.kind() != Kind.KEEP) {
            throw new ConfigurationFailure(
                    Explanation.of("afterLoad takes the files away, and each run replaces the table by what is there")
                            .at(path)
                            .fix("keep the files, or append or merge"));
        }
        if (none == None.IGNORE) {
            throw new ConfigurationFailure(
                    Explanation.of("noFiles is 'ignore', and a run without files would empty the table it replaces")
                            .at(path)
                            .fix("leave noFiles out"));
        }
    }

    private Delivery in(Hints hints) {
        boolean again = hints.disposition() == WriteDisposition.MERGE || afterwards.kind() != Kind.KEEP;
        return new Delivery(
                path,
                stores,
                reading.with(FileReading.types(hints)),
                Optional.of(changed.orElse(again ? Changed.LOAD : Changed.FAIL)),
                none,
                afterwards);
    }

    /** Moves or deletes what is loaded and still there; files that changed since are left alone. */
    public void act(FileLedger loaded, Deadline deadline) {
        if (afterwards.kind() == Kind.KEEP) {
            return;
        }
        try (FileStore store = stores.get()) {
            for (FoundFile file : store.list(deadline)) {
                Optional<FileMark> mark = loaded.find(file.path());
                if (mark.filter(m -> m.looksLike(file.size(), file.modified())).isPresent()) {
                    act(store, file);
                }
            }
        }
    }

    /** What an earlier run did not come to. */
    void again(FileStore store, FoundFile loaded, Consumer<String> warn) {
        try {
            act(store, loaded);
        } catch (Failure e) {
            warn.accept(e.explanation().what());
        }
    }

    private void act(FileStore store, FoundFile file) {
        CrashPoint.SOURCE_FILE_GOES.pass();
        switch (afterwards.kind()) {
            case KEEP -> {}
            case DELETE -> store.delete(file);
            case MOVE -> store.move(file, afterwards.folder());
        }
        CrashPoint.SOURCE_FILE_GONE.pass();
    }
}
