package io.wadi.extract.rest;

/**
 * The retries that a run of a source has for all its requests, however often the run itself is tried: a source that is
 * down is not asked for ever. Each ten answers earn another, so that a long run does not use it up by being long.
 */
public final class Budget {
    public static final int USUAL = 100;

    private static final int ANSWERS = 10;

    private final int size;
    private long spent;
    private long answered;

    public Budget(int size) {
        if (size < 0) {
            throw new IllegalArgumentException("a budget of " + size + " retries");
        }
        this.size = size;
    }

    int size() {
        return size;
    }

    synchronized void answered() {
        answered++;
    }

    /** Takes one, if there is one left. */
    synchronized boolean spend() {
        if (spent >= size + (size == 0 ? 0 : answered / ANSWERS)) {
            return false;
        }
        spent++;
        return true;
    }
}
