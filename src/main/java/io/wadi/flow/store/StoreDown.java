package io.wadi.flow.store;

import io.wadi.model.Explanation;
import io.wadi.model.Failure;
import io.wadi.model.TerminalFailure;
import io.wadi.model.TransientFailure;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;

/** The run store does not answer. It keeps books only: no run fails for this. */
public final class StoreDown extends TransientFailure {
    private static final long serialVersionUID = 1L;
    /** SQLite's, which has no states: too big, a constraint, a type that does not fit. */
    private static final Set<Integer> REFUSALS = Set.of(18, 19, 20);

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

    /** What follows from what a database said: it does not answer, or it answers and will never take what it was given. */
    static Failure of(String where, SQLException said) {
        String state = Optional.ofNullable(said.getSQLState()).orElse("");
        boolean refuses = state.startsWith("22") || state.startsWith("23") || REFUSALS.contains(said.getErrorCode());
        return refuses
                ? new TerminalFailure(
                        Explanation.of("the run store does not take this: " + said.getMessage())
                                .at(where),
                        said)
                : new StoreDown(where, said);
    }
}
