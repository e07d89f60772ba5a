package io.wadi.extract.sql;

import java.util.concurrent.TimeUnit;

/** How far 64 bits of microseconds since 1970 reach. */
final class Micros {
    private static final long MOST = Long.MAX_VALUE / TimeUnit.SECONDS.toMicros(1) - 1;

    private Micros() {}

    /** The drivers' infinities lie beyond. */
    static boolean reach(long seconds) {
        return seconds <= MOST && seconds >= -MOST;
    }
}
