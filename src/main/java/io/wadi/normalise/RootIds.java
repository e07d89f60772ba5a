package io.wadi.normalise;

/** What the ids of a root table's rows are made from (contract 2.2). */
enum RootIds {
    /** Nothing: they are as good as random. */
    RANDOM,
    /** The row's primary key: the row of a merge that updates keeps its id. */
    KEY,
    /** The record as the source gave it: the id tells versions apart. */
    CONTENT
}
