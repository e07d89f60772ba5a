package io.wadi.model;

/** A table cannot be merged as it was said: what the merge's strategy needs is not there (contract 4). */
public final class UnusableMerge extends ConfigurationFailure {
    private static final long serialVersionUID = 1L;

    public UnusableMerge(Explanation problem) {
        super(problem);
    }
}
