package io.wadi.load;

/** Told how far a load has come, so that a test can end the process, or start another load, just there. */
@FunctionalInterface
public interface Milestones {
    /** The points of a load at which a crash means something different, in order. */
    enum Point {
        BEFORE_SETUP,
        AFTER_SETUP,
        /** In the transaction: the head has moved and the tables fit, no row is in. */
        BEFORE_ROWS,
        /** All rows are in, the receipt is not. */
        AFTER_ROWS,
        BEFORE_COMMIT,
        /** The file is still open: what was committed may stand in its log only. */
        AFTER_COMMIT
    }

    /** For production. */
    Milestones NONE = point -> {};

    void reached(Point point);
}
