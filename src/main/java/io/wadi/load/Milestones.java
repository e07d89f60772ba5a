package io.wadi.load;

import io.wadi.model.CrashPoint;

/** Told how far a load has come, so that a test can end the process, or start another load, just there. */
@FunctionalInterface
public interface Milestones {
    /** The points of a load at which a crash means something different, in order. */
    enum Point {
        BEFORE_SETUP(CrashPoint.SETUP_BEGUN),
        AFTER_SETUP(CrashPoint.SETUP_DONE),
        /** In the transaction: the head has moved and the tables fit, no row is in. */
        BEFORE_ROWS(CrashPoint.ROWS_BEGIN),
        /** All rows are in, the receipt is not. */
        AFTER_ROWS(CrashPoint.ROWS_IN),
        BEFORE_COMMIT(CrashPoint.RECEIPT_WRITTEN),
        /** The file is still open: what was committed may stand in its log only. */
        AFTER_COMMIT(CrashPoint.COMMITTED);

        private final CrashPoint crash;

        Point(CrashPoint crash) {
            this.crash = crash;
        }
    }

    /** For production, where a load can be watched only as a whole run is. */
    Milestones NONE = point -> point.crash.pass();

    void reached(Point point);
}
