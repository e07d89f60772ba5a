package io.wadi.model;

import static java.util.Objects.requireNonNull;

/** A record has a value, or lacks one, for which its table has no place (contract 3.4). Names the record. */
public final class UnfitValue extends TerminalFailure {
    private static final long serialVersionUID = 1L;

    /** What is the matter, as the contract tells it apart. */
    public enum Kind {
        /** It fits neither its column nor the variant. */
        TYPE,
        /** It is null or missing, and the column is not nullable. */
        NULL,
        /** A part of the key is missing from which the row's id is made. */
        KEY
    }

    private final Kind kind;

    public UnfitValue(Kind kind, Explanation explanation, Throwable cause) {
        super(explanation, cause);
        this.kind = requireNonNull(kind);
    }

    public Kind kind() {
        return kind;
    }
}
