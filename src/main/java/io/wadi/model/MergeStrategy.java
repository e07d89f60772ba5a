package io.wadi.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How a merge brings new rows to those with the same keys (contract 4.2 to 4.5). */
public enum MergeStrategy {
    DELETE_INSERT,
    UPSERT,
    INSERT_ONLY,
    SCD2,
    CDC;

    /** The word of dlt and of our options. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether it finds rows by nothing else. */
    public boolean needsPrimaryKey() {
        return this == UPSERT || this == INSERT_ONLY || this == CDC;
    }

    /** Whether stored rows, and with them what is nested below, go. */
    public boolean deletes() {
        return this == DELETE_INSERT || this == UPSERT || this == CDC;
    }

    public static Optional<MergeStrategy> of(String word) {
        return Arrays.stream(values()).filter(s -> s.word().equals(word)).findFirst();
    }
}
