package io.wadi.model;

/** What becomes of the tables of a replaced resource that gave no record. */
public enum OnEmpty {
    /** They are emptied, as dlt does (contract 4.1). */
    REPLACE,
    /** They stay as they are. */
    KEEP,
    /** The run fails, and nothing is loaded. */
    FAIL
}
