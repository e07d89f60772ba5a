package io.wadi.extract.cursor;

import io.wadi.model.Value;

/** Identifies a record that lies near the last value, in 12 characters as dlt does (contract section 6). */
public interface RecordHash {
    /**
     * @param json one JSON value in {@code json[from, to)}, white space around it allowed: a whole record, the value of its
     *     primary key, or the list of several; equal values must give equal hashes, however they are written
     */
    String of(byte[] json, int from, int to);

    /** A typed value as the JSON by which it is hashed. */
    String json(Value value);
}
