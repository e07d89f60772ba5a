package io.wadi.model;

import java.util.Optional;

/**
 * What is left of somebody else's exception where records are masked: what it was and where, but not its message, which may
 * quote a record.
 */
public final class Unquoted extends Exception {
    private static final long serialVersionUID = 1L;
    private static final int DEEPEST = 20;

    private Unquoted(Throwable of, int depth) {
        super(of.getClass().getName());
        setStackTrace(of.getStackTrace());
        if (depth < DEEPEST) {
            Optional.ofNullable(of.getCause()).ifPresent(cause -> initCause(new Unquoted(cause, depth + 1)));
        }
    }

    public Unquoted(Throwable of) {
        this(of, 0);
    }

    /** A failure as it may be told: its explanation never quotes, but what caused it may. */
    public static RuntimeException of(RuntimeException e) {
        if (e instanceof Failure failure) {
            return Optional.ofNullable(e.getCause())
                    .map(cause -> of(failure, new Unquoted(cause)))
                    .orElse(failure);
        }
        return new IllegalStateException(
                e.getClass().getName() + ", whose message is left out: it may quote a record", new Unquoted(e));
    }

    private static Failure of(Failure failure, Unquoted cause) {
        return failure instanceof TransientFailure
                ? new TransientFailure(failure.explanation(), cause)
                : new TerminalFailure(failure.explanation(), cause);
    }
}
