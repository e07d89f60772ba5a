package io.wadi.model;

import static java.util.Objects.requireNonNull;

/**
 * How a resource's rows meet those that are there (contract section 4).
 *
 * @param merge what is said of merges; what is not, stays as the table has it
 * @param onEmpty of replaced resources
 */
public record Writing(WriteDisposition disposition, MergeSettings merge, OnEmpty onEmpty) {
    public static final Writing APPEND = of(WriteDisposition.APPEND);
    public static final Writing REPLACE = of(WriteDisposition.REPLACE);
    public static final Writing MERGE = of(WriteDisposition.MERGE);

    public Writing {
        requireNonNull(disposition);
        requireNonNull(merge);
        requireNonNull(onEmpty);
    }

    public static Writing of(WriteDisposition disposition) {
        return new Writing(disposition, MergeSettings.NONE, OnEmpty.REPLACE);
    }

    public static Writing merge(MergeStrategy strategy) {
        return new Writing(WriteDisposition.MERGE, MergeSettings.of(strategy), OnEmpty.REPLACE);
    }
}
