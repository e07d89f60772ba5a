package io.wadi.prove;

import java.util.Locale;

/** What must not happen to a table. */
public enum Fault {
    /** Rows are missing in the end. */
    LOST,
    /** Rows are there more than once, or others than should be. */
    DOUBLED,
    /** A reader saw the table without rows, though it had some before and after. */
    EMPTY,
    /** A reader saw a part of a load: of a table, or some tables of it without others. */
    PARTIAL,
    /** A reader saw the cursor of a load without its rows. */
    AHEAD;

    public String word() {
        return this == AHEAD ? "cursor ahead" : name().toLowerCase(Locale.ROOT);
    }
}
