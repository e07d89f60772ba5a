package io.wadi.extract.cursor;

import io.wadi.model.Page;
import io.wadi.model.Value;
import java.util.Optional;

/** The records of a page one after another: where each lies and what is at the cursor's path of it. */
abstract sealed class Records implements AutoCloseable permits JsonRecords, ColumnRecords {
    /** Goes to the next record; false at the end of the page. */
    abstract boolean next();

    abstract Page page();

    abstract int index();

    /** Where the record begins in the page. */
    abstract int from();

    /** Where it ends (exclusive). */
    abstract int to();

    /** Where the page ends. */
    abstract int end();

    /** Whether there is anything at the path, be it null. */
    abstract boolean isPresent();

    /** What is at the path; empty when it is null or absent. */
    abstract Optional<Value> cursor();

    /** The {@code count} records from number {@code record} on, which lie in {@code [begin, end)}, as a page. */
    abstract Page slice(int begin, int end, int record, int count);

    /** The hash of record number {@code record}, which lies in {@code [begin, end)}. */
    abstract String hash(Identity identity, int record, int begin, int end);

    /** Where an error message finds the record. */
    String place() {
        return page().origin().of(index());
    }

    @Override
    public abstract void close();
}
