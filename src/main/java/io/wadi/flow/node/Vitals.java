package io.wadi.flow.node;

import java.time.Duration;

/** What this process takes of its machine. */
public interface Vitals {
    /** Since it began, of all cores. */
    Duration cpu();

    /** Resident, in bytes. */
    long memory();
}
