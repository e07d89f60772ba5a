package io.wadi.model;

/** A failure that may pass by itself: a host that is down, a file that is held, a package that was overtaken. */
public non-sealed class TransientFailure extends Failure {
    private static final long serialVersionUID = 1L;

    public TransientFailure(Explanation explanation) {
        super(explanation);
    }

    public TransientFailure(Explanation explanation, Throwable cause) {
        super(explanation, cause);
    }
}
