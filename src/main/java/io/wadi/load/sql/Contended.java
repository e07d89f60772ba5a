package io.wadi.load.sql;

import io.wadi.model.Explanation;
import io.wadi.model.TransientFailure;

/** Somebody else is at it right now: another process has the file, or another transaction the row. */
public final class Contended extends TransientFailure {
    private static final long serialVersionUID = 1L;

    public Contended(Explanation explanation, Throwable cause) {
        super(explanation, cause);
    }
}
