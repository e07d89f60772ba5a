package io.wadi.model;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Places on the road where a process may die, in the order in which a run comes by: what has happened and what has not is
 * different at each. Whoever proves that nothing is lost or doubled watches them; else passing one costs a read of a field.
 */
public enum CrashPoint {
    RUN_LOCKED(Part.EXTRACT, "the pipeline is locked in the working directory, nothing was looked at"),
    BASE_READ(Part.EXTRACT, "the destination said where its pipeline stands"),
    FOLDER_MADE(Part.EXTRACT, "the package's folder is there, its manifest is not"),
    PACKAGE_BEGUN(Part.EXTRACT, "the package is there and empty"),
    RESOURCE_OPENED(Part.EXTRACT, "a resource is about to be read"),
    PAGE_PULLED(Part.EXTRACT, "the source gave a page, which nobody has seen"),
    PAGE_MASKED(Part.MASK, "a page was masked, and is not kept"),
    PAGE_KEPT(Part.JOURNAL, "a page stands in the journal, which has no end yet"),
    JOURNAL_ENDING(Part.JOURNAL, "all pages of a resource stand in its journal, which has no end yet"),
    JOURNAL_SEALED(Part.JOURNAL, "a journal is whole, the manifest does not know of it"),
    PAGE_NORMALISED(Part.NORMALISE, "a page was handed to the normaliser"),
    EXTRACTION_ENDED(Part.EXTRACT, "all journals are whole, the manifest says: extracting"),
    EXTRACTED(Part.EXTRACT, "the manifest says: extracted"),
    NORMALISED(Part.NORMALISE, "all rows are typed, their last batches are in no file"),
    BATCH_PACKED(Part.PACK, "a batch of rows stands in a part, which has no end yet"),
    PART_SEALED(Part.PACK, "a part is whole, others are not"),
    PARTS_SEALED(Part.PACK, "all parts are whole, the manifest says: extracted"),
    PACKED(Part.PACK, "the manifest says: normalised"),
    FILE_WRITTEN(Part.DISK, "a file stands beside its place and is not synced"),
    FILE_SYNCED(Part.DISK, "a file stands beside its place and is synced"),
    FILE_PLACED(Part.DISK, "a file is in its place, the folder is not synced"),
    ENTRY_REMOVED(Part.DISK, "a file of a folder that goes is gone, others are there"),
    LOAD_NOTED(Part.LOAD, "the manifest says: loading"),
    PACKAGE_OPENED(Part.LOAD, "the parts were verified, the destination was not touched"),
    SETUP_BEGUN(Part.LOAD, "the destination is open"),
    FILE_UPLOADED(Part.LOAD, "a file of rows is at the destination, others are not"),
    SETUP_DONE(Part.LOAD, "all is there that has to be before the transaction"),
    HEAD_MOVED(Part.LOAD, "in the transaction: the head has moved"),
    TABLE_FITTED(Part.LOAD, "a table was made, or has its new columns"),
    ROWS_BEGIN(Part.LOAD, "in the transaction: no row is in"),
    TABLE_EMPTIED(Part.LOAD, "in the transaction: the rows of a table are gone, the new ones are not in"),
    ROWS_INSERTED(Part.LOAD, "in the transaction: rows of a table are in, others are not"),
    MERGE_STAGED(Part.LOAD, "in the transaction: the new rows of a merge wait"),
    MERGE_CLEARED(Part.LOAD, "in the transaction: a merge took away what it replaces"),
    MERGED(Part.LOAD, "in the transaction: a table was merged, others were not"),
    ROWS_IN(Part.LOAD, "in the transaction: all rows are in, the receipt is not"),
    RECEIPT_WRITTEN(Part.LOAD, "in the transaction: everything is in"),
    COMMITTED(Part.LOAD, "the destination has committed, the connection is open"),
    LOADS_TOLD(Part.LOAD, "S3: the row of _dlt_loads is there"),
    LOADED(Part.LOAD, "the destination is closed, the manifest says: loading"),
    END_NOTED(Part.LOAD, "the manifest says how the package ended, its parts are there"),
    PARTS_REMOVED(Part.LOAD, "journal and parts are gone"),
    BASE_REMEMBERED(Part.LOAD, "what the next run starts from is known"),
    AFTER_LOAD(Part.AFTER, "all is loaded, files at the source are not moved or deleted"),
    SOURCE_FILE_GOES(Part.AFTER, "a file is about to be moved or deleted at the source"),
    SOURCE_FILE_GONE(Part.AFTER, "a file was moved or deleted at the source, others were not"),
    TIDIED(Part.AFTER, "old packages are gone"),
    LEAVING_GOES(Part.GC, "what an earlier run left is about to be removed"),
    LEAVING_GONE(Part.GC, "a leaving is removed, others are not");

    /** A part of the road. */
    public enum Part {
        EXTRACT,
        MASK,
        JOURNAL,
        NORMALISE,
        PACK,
        DISK,
        LOAD,
        AFTER,
        GC;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Told of each pass, by the thread that passes. */
    @FunctionalInterface
    public interface Watch {
        void passed(CrashPoint point);
    }

    /** What a process ends with that was halted here. */
    public static final int HALTED = 77;

    private static volatile Watch watch = point -> {};

    private final Part part;
    private final String meaning;

    CrashPoint(Part part, String meaning) {
        this.part = part;
        this.meaning = meaning;
    }

    public Part part() {
        return part;
    }

    /** What has happened when a run comes by, and what has not. */
    public String meaning() {
        return meaning;
    }

    /** Called where it is. */
    public void pass() {
        watch.passed(this);
    }

    /** From now on {@code watch} is told, and nobody else. */
    public static void watch(Watch watch) {
        CrashPoint.watch = requireNonNull(watch);
    }

    /** The n-th pass of a point, counted from 1. */
    public record Pass(CrashPoint point, int number) {
        public Pass {
            requireNonNull(point);
            if (number < 1) {
                throw new IllegalArgumentException("passes are counted from 1: " + number);
            }
        }

        /** {@code NAME}, or {@code NAME:3}; empty for anything else. */
        public static Optional<Pass> of(String text) {
            try {
                int colon = text.indexOf(':');
                return Optional.of(new Pass(
                        CrashPoint.valueOf(colon < 0 ? text : text.substring(0, colon)),
                        colon < 0 ? 1 : Integer.parseInt(text.substring(colon + 1))));
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }

        /** Ends the process there as a loss of power would: nothing is closed, nothing is said. */
        public Watch halt() {
            AtomicInteger passes = new AtomicInteger();
            return passed -> {
                if (passed == point && passes.incrementAndGet() == number) {
                    Runtime.getRuntime().halt(HALTED);
                }
            };
        }

        @Override
        public String toString() {
            return number == 1 ? point.name() : point + ":" + number;
        }
    }
}
