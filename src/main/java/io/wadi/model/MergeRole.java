package io.wadi.model;

import java.util.Set;

/** What a column of a root table means to a merge (contract 4.3). */
public enum MergeRole {
    /** Rows with equal values in all such columns are one. */
    PRIMARY_KEY,
    /** Rows with equal values in all such columns are replaced together. */
    MERGE_KEY,
    /** True, or any value where the column is not boolean, deletes what has the row's keys. */
    HARD_DELETE,
    /** Of the rows with one primary key in a load, that with the lowest value stays. */
    DEDUP_ASC,
    /** The highest. */
    DEDUP_DESC;

    /** Whether a declaration of {@code other} takes this one's place in the whole table. */
    public boolean isReplacedBy(MergeRole other) {
        return this == other || (isDedup() && other.isDedup());
    }

    private boolean isDedup() {
        return Set.of(DEDUP_ASC, DEDUP_DESC).contains(this);
    }
}
