package io.wadi.extract.files;

import io.wadi.model.Explanation;
import io.wadi.model.Extraction;
import io.wadi.model.FileLedger;
import io.wadi.model.FileMark;
import io.wadi.model.Page;
import io.wadi.model.Pages;
import io.wadi.model.TerminalFailure;
import io.wadi.model.TransientFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.zip.CRC32C;

/** The pages of those files of a delivery that the ledger does not have, a file after the other. */
final class DeliveredPages implements Pages {
    private static final int BLOCK = 1 << 20;

    private final Delivery delivery;
    private final FileStore store;
    private final Iterator<FoundFile> files;
    private final Extraction extraction;
    private final Consumer<String> warn;
    private Optional<Open> open = Optional.empty();

    /** The file that is being read. */
    private record Open(FoundFile file, Path here, FileMark mark, Pages pages) {}

    DeliveredPages(
            Delivery delivery, FileStore store, List<FoundFile> found, Extraction extraction, Consumer<String> warn) {
        this.delivery = delivery;
        this.store = store;
        this.files = found.iterator();
        this.extraction = extraction;
        this.warn = warn;
    }

    /** Files that an earlier attempt has read, and others are there now under their names. */
    void check(List<FoundFile> found) {
        for (FoundFile file : found) {
            Optional<FileMark> read = extraction.files().noted(file.path());
            if (read.filter(mark -> !mark.looksLike(file.size(), file.modified()))
                    .isPresent()) {
                throw new TerminalFailure(Explanation.of(
                                "file " + file.path() + " has changed since an earlier attempt of the run read it")
                        .fix("run again with --fresh"));
            }
        }
        reached();
    }

    /** Which files were read until there, their ledger knows. */
    private void reached() {
        extraction.goingOn().reached().accept("file");
    }

    @Override
    public Optional<Page> next() {
        while (open.isPresent() || files.hasNext()) {
            extraction.deadline().check();
            if (open.isEmpty()) {
                open = begin(files.next());
                continue;
            }
            Optional<Page> page = open.get().pages().next();
            if (page.isPresent()) {
                return page;
            }
            end(open.get());
            open = Optional.empty();
            reached();
        }
        return Optional.empty();
    }

    /** Empty when there is nothing new in it. */
    private Optional<Open> begin(FoundFile file) {
        FileLedger ledger = extraction.files();
        if (ledger.noted(file.path()).isPresent()) {
            return Optional.empty(); // its pages are in the journal
        }
        Optional<FileMark> known = ledger.find(file.path());
        if (known.filter(mark -> mark.looksLike(file.size(), file.modified())).isPresent()) {
            delivery.again(store, file, warn); // the run that loaded it ended before it was moved
            return Optional.empty();
        }
        if (known.isPresent() && is(Delivery.Changed.IGNORE)) {
            return Optional.empty();
        }
        Path here = store.fetch(file, extraction.deadline());
        FileMark mark = new FileMark(file.size(), file.modified(), checksum(here, file));
        if (known.filter(m -> m.checksum().equals(mark.checksum())).isPresent()) {
            ledger.note(file.path(), mark); // only its time is new
            return Optional.empty();
        }
        if (known.isPresent() && is(Delivery.Changed.FAIL)) {
            throw new TerminalFailure(Explanation.of("file " + file.path()
                            + " was loaded before, and has changed since: it had "
                            + bytes(known.get().size()) + " of " + known.get().modified() + ", and has "
                            + bytes(file.size()) + " of " + file.modified())
                    .fix("say changed: load to load it again - its rows come twice unless a merge replaces them - or"
                            + " changed: ignore; or give new data a new name"));
        }
        Pages pages = delivery.reading().open(here, file.path(), store.stays(), extraction.deadline(), warn);
        return Optional.of(new Open(file, here, mark, pages));
    }

    private boolean is(Delivery.Changed word) {
        return delivery.changed().filter(word::equals).isPresent();
    }

    private static String bytes(long size) {
        return String.format(Locale.ROOT, "%,d bytes", size);
    }

    /** The ledger takes a file once it was read to its end, as it was when it was listed. */
    private void end(Open done) {
        done.pages().close();
        try {
            boolean same = !store.stays()
                    || done.mark()
                            .looksLike(
                                    Files.size(done.here()),
                                    Files.getLastModifiedTime(done.here()).toInstant());
            if (!same) {
                throw new TransientFailure(Explanation.of("file " + done.file().path() + " changed while it was read")
                        .fix("run again once it is complete; whoever writes it should write it under another"
                                + " name and rename it then"));
            }
        } catch (IOException e) {
            throw FileFailures.unreadable(done.file().path(), e);
        }
        extraction.files().note(done.file().path(), done.mark());
    }

    private static String checksum(Path here, FoundFile file) {
        CRC32C crc = new CRC32C();
        ByteBuffer block = ByteBuffer.allocateDirect(BLOCK);
        try (FileChannel channel = FileChannel.open(here)) {
            while (channel.read(block.clear()) >= 0) {
                crc.update(block.flip());
            }
        } catch (IOException e) {
            throw FileFailures.unreadable(file.path(), e);
        }
        return String.format(Locale.ROOT, "crc32c:%08x", crc.getValue());
    }

    @Override
    public void close() {
        open.ifPresent(reading -> reading.pages().close());
        store.close();
    }
}
