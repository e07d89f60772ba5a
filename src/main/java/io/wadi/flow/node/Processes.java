package io.wadi.flow.node;

import java.time.Instant;

/** Processes of this machine. */
public final class Processes {
    private Processes() {}

    /** When it began, in milliseconds since 1970, as the system says; 0 where that is not told or there is none. */
    public static long born(long pid) {
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().startInstant())
                .map(Instant::toEpochMilli)
                .orElse(0L);
    }

    /** Whether the process that began then still runs: numbers are given out again. */
    static boolean lives(long pid, long born) {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false)
                && (born == 0 || born(pid) == 0 || born == born(pid));
    }
}
