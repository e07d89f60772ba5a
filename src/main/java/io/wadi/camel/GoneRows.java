package io.wadi.camel;

/** What becomes of stored rows that a table does not have any more. */
public enum GoneRows {
    KEEP,
    DELETE
}
