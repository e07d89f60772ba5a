package io.wadi.extract.cursor;

import io.wadi.model.Explanation;
import io.wadi.model.TerminalFailure;

/** A record cannot be placed by its cursor. Names the record; shows nothing of it. */
public final class CursorFailure extends TerminalFailure {
    private static final long serialVersionUID = 1L;

    /** What is the matter, as the contract tells it apart. */
    public enum Kind {
        CURSOR_MISSING,
        CURSOR_NULL,
        TYPE_MISMATCH,
        PRIMARY_KEY_MISSING
    }

    private final Kind kind;

    CursorFailure(Kind kind, Explanation explanation) {
        super(explanation);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
