package io.wadi.load.duckdb;

import io.wadi.load.sql.Contended;
import io.wadi.model.Deadline;
import io.wadi.model.Explanation;
import io.wadi.model.Pause;
import io.wadi.model.TransientFailure;
import java.time.Duration;
import java.util.function.Supplier;

/** How long to wait for somebody else; counted in pauses, so that it needs no clock. */
record Patience(Duration limit, Pause pause) {
    private static final Duration STEP = Duration.ofMillis(100);

    /** Tries {@code action} again while it is {@link Contended}. */
    <T> T with(Deadline deadline, Supplier<T> action) {
        for (Duration waited = Duration.ZERO; ; waited = waited.plus(STEP)) {
            deadline.check();
            try {
                return action.get();
            } catch (Contended e) {
                if (waited.compareTo(limit) >= 0) {
                    throw gaveUp(e);
                }
            }
            pause.pause(STEP, deadline);
        }
    }

    private TransientFailure gaveUp(Contended e) {
        Explanation was = e.explanation();
        String what = was.what() + "; waited " + limit.toSeconds() + " s";
        return new TransientFailure(new Explanation(what, was.at(), was.fix()), e);
    }
}
