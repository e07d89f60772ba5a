package io.wadi.load.sql;

import io.wadi.model.KeySet;
import io.wadi.model.Part;
import io.wadi.model.Table;
import java.util.List;
import java.util.Optional;

/** The tables of a dataset as a merge uses them, and those beside them in which its rows wait. */
public interface MergeTables {
    boolean has(Table table);

    /** Whether a row may lack the id of its root, as those from before the table was merged do. */
    boolean mayLackRootIds(Table table);

    /** The full name of a table that is there. */
    String name(Table table);

    /** Inserts the rows of these parts. */
    void insert(Table table, List<Part> parts);

    /** The full name of the table, with the same columns, where the new rows of {@code table} wait. */
    String waiting(Table table);

    /**
     * Copies the rows of these parts, in their order, to where they wait; nothing waits there yet.
     *
     * @param among a query for values of {@code _dlt_root_id}: rows that have it and another value stay out
     */
    void await(Table table, List<Part> parts, Optional<String> among);

    /** An empty table for the ids of root rows of {@code root} that change; what an earlier call gave is empty then. */
    String changed(Table root);

    /** A new table of all these keys, whose columns are those of {@code root}. */
    String keys(Table root, KeySet keys);
}
