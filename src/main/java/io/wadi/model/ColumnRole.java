package io.wadi.model;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** What a column of a table means beyond its values (contract 4.3 to 4.5, section 8). */
public enum ColumnRole {
    /** Rows with equal values in all such columns are one. */
    PRIMARY_KEY,
    /** Rows with equal values in all such columns are replaced together. */
    MERGE_KEY,
    /** True, or any value where the column is not boolean, deletes what has the row's keys. */
    HARD_DELETE,
    /** Of the rows with one primary key in a load, that with the lowest value stays. */
    DEDUP_ASC,
    /** The highest. */
    DEDUP_DESC,
    /** Tells the versions of a row apart, where its content does not. */
    ROW_VERSION,
    /** Since when a version of a row holds. */
    VALID_FROM,
    /** Until when. */
    VALID_TO,
    /** The resource is read from the last of its values on. */
    INCREMENTAL,
    /** The destination keeps rows with near values together, where it can. */
    CLUSTER;

    /** Whether a declaration of {@code other} takes this one's place in the whole table. */
    public boolean isReplacedBy(ColumnRole other) {
        return this == other || (isDedup() && other.isDedup());
    }

    /** An unchangeable copy whose order is always the same. */
    static Set<ColumnRole> sorted(Set<ColumnRole> roles) {
        Set<ColumnRole> copy = EnumSet.noneOf(ColumnRole.class);
        copy.addAll(roles);
        return Collections.unmodifiableSet(copy);
    }

    private boolean isDedup() {
        return Set.of(DEDUP_ASC, DEDUP_DESC).contains(this);
    }
}
