package io.wadi.model;

import java.util.Locale;
import java.util.Optional;

/** What a load does with the rows that a table already has (contract section 4). */
public enum WriteDisposition {
    APPEND,
    REPLACE,
    MERGE;

    /** The word of dlt and of our options. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<WriteDisposition> of(String word) {
        for (WriteDisposition disposition : values()) {
            if (disposition.word().equals(word)) {
                return Optional.of(disposition);
            }
        }
        return Optional.empty();
    }
}
