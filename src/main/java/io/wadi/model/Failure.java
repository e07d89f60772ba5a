package io.wadi.model;

/**
 * Something that ended a run. Whether trying again can help is said by the type, never by the text: a
 * {@link TerminalFailure} stays until somebody changes something, a {@link TransientFailure} may pass.
 */
public abstract sealed class Failure extends RuntimeException permits TerminalFailure, TransientFailure {
    private static final long serialVersionUID = 1L;

    private final transient Explanation explanation;

    Failure(Explanation explanation) {
        super(explanation.what());
        this.explanation = explanation;
    }

    Failure(Explanation explanation, Throwable cause) {
        super(explanation.what(), cause);
        this.explanation = explanation;
    }

    public Explanation explanation() {
        return explanation;
    }
}
