package io.wadi.load.snowflake;

import io.wadi.model.Explanation;
import io.wadi.model.TransientFailure;

/** A transaction did not let go of a table in time. Snowflake locks tables as a whole: it may be of any pipeline. */
final class Held extends TransientFailure {
    private static final long serialVersionUID = 1L;

    Held(Explanation explanation, Throwable cause) {
        super(explanation, cause);
    }
}
