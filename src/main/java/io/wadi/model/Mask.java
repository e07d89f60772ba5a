package io.wadi.model;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What becomes of a value about a person, at a path of the source record, before anything is written.
 *
 * @param path as {@link MaskPath} reads it
 * @param from who says it, as messages and {@code show} name it
 */
public record Mask(String path, Kind kind, Scope scope, String from) {
    /** What is left of a value; a later one leaves less. */
    public enum Kind {
        /** All of it: an exception from a rule that is wider, or from the project's policy. */
        KEEP("keep"),
        /** The first day of a date's month. */
        TRUNCATE_MONTH("truncate-date"),
        /** The first day of its year. */
        TRUNCATE_YEAR("truncate-date:year"),
        /** An e-mail's domain, the last characters of other long values. */
        PARTIAL("partial"),
        /** A keyed hash, equal for equal values. */
        HASH("hash"),
        /** A fixed text. */
        REDACT("redact"),
        /** The field, without a value. */
        NULL("null"),
        /** Nothing. */
        DROP("drop");

        private static final String MONTH = "truncate-date:month";

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }

        /** Whether what it leaves is text, whatever the value was. */
        public boolean makesText() {
            return this == PARTIAL || this == HASH || this == REDACT;
        }

        /** Whether it takes values away, so that a column cannot demand one. */
        public boolean makesNulls() {
            return this == TRUNCATE_MONTH || this == TRUNCATE_YEAR || this == NULL;
        }

        /** Whether what it leaves depends on the value. */
        public boolean looks(boolean single) {
            return this == HASH || (single && (this == PARTIAL || this == TRUNCATE_MONTH || this == TRUNCATE_YEAR));
        }

        public static List<String> words() {
            return Stream.of(values()).map(Kind::word).toList();
        }

        public static Optional<Kind> of(String word) {
            return Stream.of(values())
                    .filter(kind -> kind.word.equals(word.equals(MONTH) ? TRUNCATE_MONTH.word : word))
                    .findFirst();
        }
    }

    /** How much a rule speaks of: the project's policy of all sources, of one or of one resource; or the endpoint itself. */
    public enum Scope {
        PROJECT,
        SOURCE,
        RESOURCE,
        ENDPOINT
    }

    /** The weakest first: by scope, then by path, then by what is left. */
    static final Comparator<Mask> STRENGTH = Comparator.comparing(Mask::scope)
            .thenComparing(mask -> mask.keys().specificity(), MaskPath.Specificity.ORDER)
            .thenComparing(Mask::kind);

    /** @throws IllegalArgumentException when the path is none */
    public Mask {
        requireNonNull(kind);
        requireNonNull(scope);
        requireNonNull(from);
        MaskPath read = MaskPath.parse(path);
        if (kind == Kind.KEEP && scope == Scope.ENDPOINT && !read.isExact()) {
            throw new IllegalArgumentException("keep is for one field, and " + path + " is of many");
        }
    }

    /** What an endpoint says itself. */
    public Mask(String path, Kind kind) {
        this(path, kind, Scope.ENDPOINT, "mask." + path);
    }

    public MaskPath keys() {
        return MaskPath.parse(path);
    }
}
