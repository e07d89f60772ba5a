package io.wadi.model;

/** Somebody, or the time-out, ended the work. Not tried again by itself. */
public final class Cancelled extends TerminalFailure {
    private static final long serialVersionUID = 1L;

    public Cancelled(String reason) {
        super(Explanation.of(reason));
    }
}
