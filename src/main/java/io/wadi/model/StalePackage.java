package io.wadi.model;

/**
 * The destination has moved on since the package was extracted: another run of the pipeline loaded first. Nothing of the
 * package was loaded; extracting again gives what is still missing.
 */
public final class StalePackage extends TransientFailure {
    private static final long serialVersionUID = 1L;

    public StalePackage(Explanation explanation) {
        super(explanation);
    }

    public StalePackage(Explanation explanation, Throwable cause) {
        super(explanation, cause);
    }
}
