package io.wadi.model;

import java.util.Locale;
import java.util.Optional;

/** What becomes of a value about a person, at a dotted path of the source record, before anything is written. */
public record Mask(String path, Kind kind) {
    /** {@code HASH}: a keyed hash, equal for equal values. {@code REDACT}: a fixed text. {@code DROP}: the field goes. */
    public enum Kind {
        HASH,
        REDACT,
        DROP;

        public static Optional<Kind> of(String word) {
            for (Kind kind : values()) {
                if (kind.name().toLowerCase(Locale.ROOT).equals(word)) {
                    return Optional.of(kind);
                }
            }
            return Optional.empty();
        }
    }

    public Mask {
        if (path.isEmpty()) {
            throw new IllegalArgumentException("a mask has a path");
        }
    }
}
