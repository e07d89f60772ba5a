package io.wadi.model;

/** A failure that trying again does not cure: configuration, credentials, a contract, input that cannot be read. */
public non-sealed class TerminalFailure extends Failure {
    private static final long serialVersionUID = 1L;

    public TerminalFailure(Explanation explanation) {
        super(explanation);
    }

    public TerminalFailure(Explanation explanation, Throwable cause) {
        super(explanation, cause);
    }
}
