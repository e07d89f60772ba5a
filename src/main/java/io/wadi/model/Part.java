package io.wadi.model;

import java.util.List;

/** A stored stretch of a table's rows that waits in a load package. Batches may be read by several threads at once. */
public interface Part {
    /** Its name within the package. */
    String name();

    /** The columns that are stored, in order: the table's, without the load id, which all rows share. */
    List<Column> columns();

    long rows();

    /** How many batches there are. */
    int batches();

    /**
     * Reads batch number {@code index}, counted from 0, and verifies its checksum.
     *
     * @throws TerminalFailure when the bytes are not those that were written
     */
    RecordBatch read(int index);
}
