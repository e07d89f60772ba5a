package io.wadi.load.snowflake;

import io.wadi.model.Explanation;
import io.wadi.model.TransientFailure;

/** The connection is gone: nothing more is to be asked on it. */
final class Lost extends TransientFailure {
    private static final long serialVersionUID = 1L;

    Lost(Explanation explanation, Throwable cause) {
        super(explanation, cause);
    }
}
