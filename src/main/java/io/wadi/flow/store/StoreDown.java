package io.wadi.flow.store;

import io.wadi.model.Explanation;
import io.wadi.model.TransientFailure;

/** The run store does not answer. It keeps books only: no run fails for this. */
public final class StoreDown extends TransientFailure {
    private static final long serialVersionUID = 1L;

    StoreDown(Explanation explanation, Throwable cause) {
        super(explanation, cause);
    }

    StoreDown(String where, Throwable cause) {
        super(
                Explanation.of("the run store does not answer: " + cause.getMessage())
                        .at(where)
                        .fix("runs go on without it; look at wadi.store.url, the disk or the server, then try again"),
                cause);
    }
}
